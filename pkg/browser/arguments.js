// @ts-check
// The caller's arguments, with the faults and the words of the core (src/issue.rs, src/argument.rs).
import { fieldsOf, kindOf, PRIMITIVES } from "../../src/wasm/values.js";
import { maskMobiles } from "./failures.js";

/** @typedef {import("../types/index.js").Issue} Issue */
/** Why a value is wrong; undefined where it is right. @typedef {Omit<Issue, "path"> | undefined} Fault */
/** @typedef {(value: any) => Fault} Check */

const OBJECT = "an object";
const KINDS = PRIMITIVES.map((kind, index) => (index < 2 ? kind : `a ${kind}`)).concat(
  "an array",
  OBJECT,
  "a built-in object",
);
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const LONE_SURROGATE = /[\ud800-\udfff]/u;
// White space of Unicode, which has no byte-order mark and has the "next line" of old terminals.
const SURROUNDED = /^(?!\ufeff)[\s\x85]|(?!\ufeff)[\s\x85]$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is meant
const CONTROL = /[\0-\x1f\x7f-\x9f]/;

/** @param {string} code @param {string} message */
const fault = (code, message) => ({ code, message });

/** @param {string} words */
export const notOneOf = (words) => fault("not_one_of", `must be ${words}`);

/** @param {string} range in words */
export const outOfRange = (range) => fault("out_of_range", `must be ${range}`);

/** @param {unknown} value @param {string} expected with its article @returns {Fault} */
export function wrongType(value, expected) {
  if (value === undefined) return fault("required", "is required");
  return fault("wrong_type", `must be ${expected}, not ${KINDS[kindOf(value)]}`);
}

/** @type {Check} */
export function text(value) {
  if (typeof value !== "string") return wrongType(value, "a string");
  if (LONE_SURROGATE.test(value))
    return fault("lone_surrogate", "contains half of a surrogate pair, which JSON cannot carry");
  return value === "" ? fault("empty", "must not be empty") : undefined;
}

/** A text without what scanners and pasting leave. @param {any} value @returns {Fault[]} */
export function plain(value) {
  const wrong = text(value);
  if (wrong) return [wrong];
  const faults = [];
  if (SURROUNDED.test(value)) faults.push(fault("surrounding_space", "begins or ends with white space"));
  if (CONTROL.test(value)) faults.push(fault("control_character", "contains a control character"));
  return faults;
}

/**
 * The fields of an argument, and what is wrong with it as a whole or with the names of its fields.
 * @param {string} argument
 * @param {any} value
 * @param {string[]} names
 * @returns {{ fields: Record<string, any> | undefined, issues: Issue[] }}
 */
export function readFields(argument, value, names) {
  /** @param {{ code: string, message: string }} wrong */
  const none = ({ code, message }) => ({
    fields: undefined,
    issues: [{ path: "", code, message: `${argument} ${message}` }],
  });
  const kind = KINDS[kindOf(value)];
  if (kind !== OBJECT) return none(fault("wrong_type", `must be a plain object, not ${kind}`));
  try {
    const found = fieldsOf(value, names);
    /** @type {Record<string, any>} */
    const fields = {};
    names.forEach((name, index) => {
      if (found[index] !== undefined) fields[name] = found[index];
    });
    return { fields, issues: found.slice(names.length).map((name) => unknown(name, names)) };
  } catch (_) {
    return none(fault("threw", "could not be read: it threw"));
  }
}

/** @param {string} name @param {string[]} names @returns {Issue} */
function unknown(name, names) {
  const nearest = nearestOf(name, names);
  const path = IDENTIFIER.test(name) ? name : `[${JSON.stringify(name)}]`;
  const hint = nearest ? `; did you mean "${nearest}"?` : "";
  return { path: maskMobiles(path), code: "unknown", message: `is not known${hint}` };
}

/** The known name that was probably meant: at most two edits away, or a third of its length. @param {string} name @param {string[]} names */
function nearestOf(name, names) {
  const wanted = bare(name);
  if (wanted.length > 64) return undefined;
  let [best, fewest] = ["", Number.POSITIVE_INFINITY];
  for (const known of names.slice().sort()) {
    const count = edits(wanted, bare(known));
    if (count < fewest) [best, fewest] = [known, count];
  }
  return fewest <= Math.max(2, Math.floor(best.length / 3)) && fewest < wanted.length ? best : undefined;
}

/** @param {string} name */
const bare = (name) => name.toLowerCase().replace(/_/g, "");

/** Levenshtein's distance. @param {string} from @param {string} to */
function edits(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let above = 0; above < from.length; above++) {
    const next = [above + 1];
    for (let left = 0; left < to.length; left++) {
      const replaced = row[left] + (from[above] === to[left] ? 0 : 1);
      next.push(Math.min(replaced, row[left + 1] + 1, next[left] + 1));
    }
    row = next;
  }
  return row[to.length];
}
