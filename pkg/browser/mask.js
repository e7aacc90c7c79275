// @ts-check
// Text from outside, without what nobody else may read.

/** @typedef {(text: string) => string} Mask */

const MOBILE = /(^|\D)((?:0|86|0086)?1[3-9]\d)\d{4}(\d{4})(?!\d)/g;

/** Mobile numbers of mainland China without their middle. @type {Mask} */
export const maskMobiles = (text) => text.replace(MOBILE, "$1$2****$3");

/**
 * Hides the secrets among the params, be they raw or escaped for JSON or a URL, and mobile numbers.
 * @param {any} params those that are sent
 * @returns {Mask}
 */
export function masking({ mobile, password, card_password }) {
  const secrets = [mobile, password, card_password].filter(Boolean);
  const spellings = secrets.concat(
    secrets.map((secret) => JSON.stringify(secret).slice(1, -1)),
    secrets.map(encodeURIComponent),
  );
  // A short one may be a part of a longer one.
  const longestFirst = [...new Set(spellings)].sort((one, other) => other.length - one.length);
  return (text) => maskMobiles(longestFirst.reduce((rest, secret) => rest.split(secret).join("***"), text));
}
