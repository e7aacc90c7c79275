// @ts-check
// The caller's arguments, with the faults and the words of the core (src/issue.rs, src/argument.rs).
import { HALF_TEXT, resolved } from "../src/arguments.js";
import { maskMobiles } from "./mask.js";
import { nearestOf } from "./nearest.js";

/** @typedef {import("../types/index.js").Issue} Issue */
/** What is wrong with a value; nothing where it is right. @typedef {Omit<Issue, "path">[]} Faults */
/** @typedef {(value: any) => Faults} Check */

const OBJECT = "an object";
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const HALF_TEXTS = /[\ud800-\udfff]/gu;
// White space of Unicode, which has no byte-order mark and has the "next line" of old terminals.
const SURROUNDED = /^(?!\ufeff)[\s\x85]|(?!\ufeff)[\s\x85]$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is meant
const CONTROL = /[\0-\x1f\x7f-\x9f]/;

/** @param {string} code @param {string} message @returns {Faults} */
export const fault = (code, message) => [{ code, message }];

/** @param {string} words */
export const notOneOf = (words) => fault("not_one_of", `must be ${words}`);

/** @param {string} range in words */
export const outOfRange = (range) => fault("out_of_range", `must be ${range}`);

/** @param {unknown} value @param {string} expected with its article */
export const wrongType = (value, expected) =>
  value === undefined
    ? fault("required", "is required")
    : fault("wrong_type", `must be ${expected}, not ${inWords(value)}`);

/** What a value is. @param {unknown} value */
function inWords(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  try {
    if (Array.isArray(value)) return "an array";
    return Object.prototype.toString.call(value) === "[object Object]" ? OBJECT : "a built-in object";
  } catch (_) {
    return OBJECT;
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
export function plain(value) {
  const faults = text(value);
  if (faults.length > 0) return faults;
  return [
    ...(SURROUNDED.test(value) ? fault("surrounding_space", "begins or ends with white space") : []),
    ...(CONTROL.test(value) ? fault("control_character", "contains a control character") : []),
  ];
}

/** @param {string} path @param {Faults} faults @returns {Issue[]} */
export const issuesAt = (path, faults) => faults.map(({ code, message }) => ({ path, code, message }));

/**
 * The fields of an argument, and what is wrong with it as a whole or with the names of its fields.
 * @param {string} argument
 * @param {any} value
 * @param {string[]} names
 * @returns {{ fields?: Record<string, any>, issues: Issue[] }}
 */
export function readFields(argument, value, names) {
  try {
    const object = resolved(value);
    const kind = inWords(object);
    if (kind !== OBJECT) return none(fault("wrong_type", `must be a plain object, not ${kind}`));
    /** @type {Record<string, any>} */
    const fields = {};
    for (const name of names) {
      const field = object[name];
      if (field !== undefined) fields[name] = field;
    }
    const others = Object.keys(object).filter((name) => !names.includes(name));
    return { fields, issues: others.map((name) => unknown(name, names)) };
  } catch (_) {
    return none(fault("threw", "could not be read: it threw"));
  }

  /** @param {Faults} faults */
  function none([{ code, message }]) {
    return { issues: [{ path: "", code, message: `${argument} ${message}` }] };
  }
}

/** @param {string} name @param {string[]} names @returns {Issue} */
function unknown(name, names) {
  const nearest = nearestOf(name, names);
  const path = IDENTIFIER.test(name) ? name : `[${JSON.stringify(name.replace(HALF_TEXTS, "\ufffd"))}]`;
  return {
    path: maskMobiles(path),
    code: "unknown",
    message: nearest ? `is not known; did you mean "${nearest}"?` : "is not known",
  };
}
