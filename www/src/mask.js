// @ts-check

const HIDDEN = "••••••";
const SECRETS = ["Token", "password", "card_password"];

/** With or without the country's code, in one piece or in groups. */
const MOBILE = /(?<!\d)(?:\+?86[ -]?)?(1\d{2}[ -]?\d{4}[ -]?\d{4})(?!\d)/g;

/**
 * A mobile number that can be recognised, not dialled: `138****0001`. Whatever else was typed there goes.
 * @param {string} mobile
 */
export function maskMobile(mobile) {
  const digits = mobile.replace(/\D/g, "").replace(/^86(?=1\d{10}$)/, "");
  if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length >= 8 ? `${digits.slice(0, 2)}****${digits.slice(-2)}` : "****";
}

/**
 * Any text with the mobile numbers in it masked: people use theirs as name.
 * @param {string} text
 */
export const maskMobilesIn = (text) => text.replace(MOBILE, (_, mobile) => maskMobile(mobile));

/**
 * A secret as dots, always as many.
 * @param {string} _secret
 */
export const hide = (_secret) => HIDDEN;

/**
 * A copy of a JSON value without secrets, whatever its depth.
 * @param {unknown} value
 * @returns {any}
 */
export function maskFields(value) {
  return JSON.parse(JSON.stringify(value), (name, inner) => {
    if (SECRETS.includes(name)) return HIDDEN;
    return name === "mobile" ? maskMobile(String(inner)) : inner;
  });
}
