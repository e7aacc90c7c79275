// @ts-check
// What is wrong with a value, in the words of the core (src/words.rs).
import { HALF_TEXT, isSignal } from "../src/arguments.js";

/** What is wrong with a value; nothing where it is right. @typedef {Omit<import("../types/index.js").Issue, "path">[]} Faults */
/** @typedef {(value: any) => Faults} Check */

export const MAX_TIMEOUT_MS = 2 ** 31 - 1;
const ID_RANGE = "an integer from 1 to 9007199254740991, or decimal digits";
// White space of Unicode, which has no byte-order mark and has the "next line" of old terminals.
const SURROUNDED = /^(?!\ufeff)[\s\x85]|(?!\ufeff)[\s\x85]$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is meant
const CONTROL = /[\0-\x1f\x7f-\x9f]/;

/** @param {string} code @param {string} message @returns {Faults} */
export const fault = (code, message) => [{ code, message }];

/** @param {string} words */
export const notOneOf = (words) => fault("not_one_of", `must be ${words}`);

/** @param {string} range in words */
const outOfRange = (range) => fault("out_of_range", `must be ${range}`);

/** @param {unknown} value @param {string} expected with its article */
export const wrongType = (value, expected) =>
  value === undefined
    ? fault("required", "is required")
    : fault("wrong_type", `must be ${expected}, not ${typeName(value)}`);

/** What a value is, with an article. @param {unknown} value */
export function typeName(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  try {
    if (Array.isArray(value)) return "an array";
    return Object.prototype.toString.call(value) === "[object Object]" ? "an object" : "a built-in object";
  } catch (_) {
    return "an object";
  }
}

/** @type {Check} */
export function text(value) {
  if (typeof value !== "string") return wrongType(value, "a string");
  if (HALF_TEXT.test(value))
    return fault("lone_surrogate", "contains half of a surrogate pair, which JSON cannot carry");
  return value ? [] : fault("empty", "must not be empty");
}

/** A text without what scanners and pasting leave. @type {Check} */
export function cleanText(value) {
  const faults = text(value);
  if (faults.length > 0) return faults;
  return [
    ...(SURROUNDED.test(value) ? fault("surrounding_space", "begins or ends with white space") : []),
    ...(CONTROL.test(value) ? fault("control_character", "contains a control character") : []),
  ];
}

/** @type {Check} */
export function userId(value) {
  if (value === "") return text(value);
  switch (typeof value) {
    case "number":
      return Number.isSafeInteger(value) && value > 0 ? [] : outOfRange(ID_RANGE);
    case "string":
    case "bigint":
      return isId(String(value)) ? [] : outOfRange(ID_RANGE);
    default:
      return wrongType(value, "a number or a string");
  }
}

/** From 1 to 2⁶³ − 1, as exactly as a number can say; the server checks again. @param {string} digits */
const isId = (digits) => /^\d+$/.test(digits) && Number(digits) >= 1 && Number(digits) <= 2 ** 63;

/** @type {Check} */
export function pointRules(value) {
  if (typeof value !== "number") return wrongType(value, "a number");
  return value === 0 || value === 1 ? [] : notOneOf("0 or 1");
}

/** @type {Check} */
export const signal = (value) => (isSignal(value) ? [] : wrongType(value, "an AbortSignal"));

/** @type {Check} */
export function timeout(value) {
  if (typeof value !== "number") return wrongType(value, "a number");
  const isRight = Number.isInteger(value) && value >= 1 && value <= MAX_TIMEOUT_MS;
  return isRight ? [] : outOfRange("an integer of milliseconds from 1 to 2147483647");
}

/** @type {Check} */
export const callback = (value) => (typeof value === "function" ? [] : wrongType(value, "a function"));

/** @type {Check} */
export function headers(value) {
  const isRight =
    typeName(value) === "an object" && Object.keys(value).every((name) => typeof value[name] === "string");
  return isRight ? [] : wrongType(value, "an object of strings");
}

/** @type {Check} */
export const credentials = (value) =>
  value === "same-origin" || value === "include" ? [] : notOneOf('"same-origin" or "include"');
