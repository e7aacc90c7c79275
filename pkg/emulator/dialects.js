// @ts-check
/** @typedef {import("./answers.js").Envelope} Envelope */
/** @typedef {(sides: number) => number} Die */

/** Writes an envelope, by the name of the dialect. `seed` lets the mixture of `php` differ from member to member. */
export const dialects = {
  /** @param {Envelope} envelope */
  typed: (envelope) => JSON.stringify(envelope),
  /** @param {Envelope} envelope */
  strings: (envelope) => JSON.stringify(envelope, (_, value) => (typeof value === "object" ? value : String(value))),
  /** @type {(envelope: Envelope, seed: number) => string} */
  php: (envelope, seed) => phpJson(mix(envelope, "", seed % 3, dieOf(seed))),
};

const FLOATS = ["amount", "points_num"];

/**
 * As a PHP program writes data whose numbers and digits are floats, with JSON_PRESERVE_ZERO_FRACTION: `10001.0`.
 * @param {Envelope} envelope
 */
export function withWholeFloats({ data, ...envelope }) {
  return `${phpJson(envelope).slice(0, -1)},"data":${phpJson(data, wholeFloat)}}`;
}

/**
 * JSON as `json_encode` writes it without flags: `\/`, `\uXXXX`, `[]` for an empty array.
 * @type {(value: unknown, scalar?: (value: unknown) => string) => string}
 */
function phpJson(value, scalar = phpScalar) {
  if (typeof value !== "object" || value === null) return scalar(value);
  if (Array.isArray(value)) return `[${value.map((item) => phpJson(item, scalar)).join(",")}]`;
  const members = Object.entries(value).map(([name, member]) => `${quote(name)}:${phpJson(member, scalar)}`);
  return members.length === 0 ? "[]" : `{${members.join(",")}}`;
}

/** @param {unknown} value */
function phpScalar(value) {
  return typeof value === "string" ? quote(value) : JSON.stringify(value);
}

/** @param {unknown} value */
function wholeFloat(value) {
  const isWhole = typeof value === "string" ? isInteger(value) : Number.isSafeInteger(value);
  return isWhole ? `${value}.0` : phpScalar(value);
}

/**
 * The same data as a PHP program may store it: numbers, booleans and digits change their types, objects of zeros become
 * empty arrays, and lists stay lists (style 0), become objects (1), or become objects whose keys have gaps (2).
 * @type {(value: unknown, name: string, listStyle: number, roll: Die) => unknown}
 */
function mix(value, name, listStyle, roll) {
  if (value === null) return null;
  if (typeof value === "boolean") return [value, String(value), Number(value), String(Number(value))][roll(4)];
  if (typeof value === "number") return roll(3) > 0 ? value : decimal(value, name);
  if (typeof value === "string") return isInteger(value) && roll(2) > 0 ? Number(value) : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mix(item, name, listStyle, roll));
    return listStyle === 0 ? items : withKeys(items, listStyle === 1 ? () => 1 : () => 1 + roll(2));
  }
  const entries = Object.entries(/** @type {object} */ (value));
  if (entries.every(([, member]) => member === 0)) return {};
  return Object.fromEntries(entries.map(([key, member]) => [key, mix(member, key, listStyle, roll)]));
}

/** A number as a database driver returns it: floats have two decimals. @type {(value: number, name: string) => string} */
function decimal(value, name) {
  return FLOATS.includes(name) ? value.toFixed(2) : String(value);
}

/** @param {string} text */
function isInteger(text) {
  return Number.isSafeInteger(Number(text)) && String(Number(text)) === text;
}

/** @type {(items: unknown[], step: () => number) => Record<string, unknown>} */
function withKeys(items, step) {
  let key = 0;
  /** @type {Record<string, unknown>} */
  const keyed = {};
  for (const item of items) {
    keyed[key] = item;
    key += step();
  }
  return keyed;
}

/** @param {string} text */
function quote(text) {
  return JSON.stringify(text)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * A linear congruential generator. Its high bits are random enough here, and the same on every machine.
 * @param {number} seed
 * @returns {Die}
 */
function dieOf(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 16) % sides;
  };
}
