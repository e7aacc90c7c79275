// @ts-check

/** @typedef {{ isRight: (value: unknown) => boolean, must: string }} Rule what must hold, and the words for it */

/** @type {Rule} */
export const text = { isRight: (value) => typeof value === "string" && value !== "", must: "be a non-empty string" };
/** @type {Rule} */
export const string = { isRight: (value) => typeof value === "string", must: "be a string" };
/** @type {Rule} */
export const number = { isRight: Number.isFinite, must: "be a finite number" };
/** @type {Rule} */
export const list = { isRight: Array.isArray, must: "be a list" };
/** @type {Rule} */
export const object = { isRight: isObject, must: "be an object" };
/** @param {string} must @returns {Rule} */
export const listOrFunction = (must) => ({
  isRight: (value) => Array.isArray(value) || typeof value === "function",
  must,
});
/** @type {Rule} */
export const callback = { isRight: (value) => typeof value === "function", must: "be a function" };

/**
 * @param {number} first
 * @param {number} last
 * @returns {Rule}
 */
export function integerBetween(first, last) {
  return {
    isRight: (value) => Number.isInteger(value) && Number(value) >= first && Number(value) <= last,
    must: `be an integer from ${first} to ${last}`,
  };
}

/**
 * @param {readonly unknown[]} values
 * @returns {Rule}
 */
export function oneOf(values) {
  return { isRight: (value) => values.includes(value), must: `be one of ${listed(values)}` };
}

/**
 * @param {Rule} rule
 * @returns {Rule}
 */
export function orNull({ isRight, must }) {
  return { isRight: (value) => value === null || isRight(value), must: `${must}, or null` };
}

/**
 * A copy of the object, after each of its fields was checked. A field that is `undefined` breaks no rule.
 * @param {unknown} given
 * @param {Record<string, Rule>} rules
 * @param {string} path where the object stands, `""` for the options themselves
 * @returns {any}
 */
export function checked(given, rules, path) {
  if (!isObject(given)) throw broken(path || "options", object.must);
  const copy = { ...given };
  for (const [name, value] of Object.entries(copy)) {
    const place = path === "" ? name : `${path}.${name}`;
    if (!Object.hasOwn(rules, name)) {
      throw new TypeError(`startEmulator: unknown option ${place}; the known ones are ${listed(Object.keys(rules))}`);
    }
    if (value !== undefined && !rules[name].isRight(value)) throw broken(place, rules[name].must);
  }
  return copy;
}

/**
 * @param {string} place
 * @param {string} must
 */
export function broken(place, must) {
  return new TypeError(`startEmulator: ${place} must ${must}`);
}

/** @param {readonly unknown[]} values */
export function listed(values) {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
