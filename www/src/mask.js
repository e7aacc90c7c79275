// @ts-check

const HIDDEN = "••••••";
const SECRETS = ["Token", "password", "card_password"];

/** With or without the country code, in one piece or in groups. */
const MOBILE = /(?<!\d)(?:\+?86[ -]?)?(1\d{2}[ -]?\d{4}[ -]?\d{4})(?!\d)/g;

/**
 * A mobile number that can be recognised but not dialled: `138****0001`. Everything but digits is dropped.
 * @param {string} mobile
 */
export function maskMobile(mobile) {
  const digits = mobile.replace(/\D/g, "").replace(/^86(?=1\d{10}$)/, "");
  if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length >= 8 ? `${digits.slice(0, 2)}****${digits.slice(-2)}` : "****";
}

/**
 * A text with its mobile numbers masked: people use theirs as a name.
 * @param {string} text
 */
export const maskMobilesIn = (text) => text.replace(MOBILE, (_, mobile) => maskMobile(mobile));

/**
 * A secret as dots. Their number never changes.
 * @param {string} _secret
 */
export const hide = (_secret) => HIDDEN;

/**
 * A copy of a JSON value without secrets, at any depth.
 * @param {unknown} value
 * @returns {any}
 */
export function maskFields(value) {
  return JSON.parse(JSON.stringify(value), (name, inner) => {
    if (SECRETS.includes(name)) return HIDDEN;
    return name === "mobile" ? maskMobile(String(inner)) : inner;
  });
}
