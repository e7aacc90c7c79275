// @ts-check

const HIDDEN = "••••••";
const SECRETS = ["Token", "password", "card_password"];

/**
 * A mobile number that can be recognised, not dialled: `138****0001`.
 * @param {string} mobile
 */
export function maskMobile(mobile) {
  if (mobile.length >= 11) return `${mobile.slice(0, -8)}****${mobile.slice(-4)}`;
  return mobile.length >= 8 ? `${mobile.slice(0, 2)}****${mobile.slice(-2)}` : "****";
}

/**
 * Any text with the mobile numbers in it masked: people use theirs as name.
 * @param {string} text
 */
export const maskMobilesIn = (text) => text.replace(/(?<!\d)1\d{10}(?!\d)/g, maskMobile);

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
