// @ts-check
// The caller's arguments, with the rules of the core (src/params.rs).
import { resolved } from "../src/arguments.js";
import {
  callback,
  cleanText,
  credentials,
  fault,
  headers,
  notOneOf,
  pointRules,
  signal,
  text,
  timeout,
  typeName,
  userId,
  wrongType,
} from "./checks.js";
import { maskMobiles } from "./failures.js";

/** @typedef {import("./checks.js").Check} Check */
/** @typedef {import("./checks.js").Faults} Faults */
/** @typedef {import("../types/index.js").Issue} Issue */

/** Each field of the params, the type that it belongs to (0: all), and its check. @type {[name: string, type: number, check: Check][]} */
const PARAMS = [
  ["mobile", 1, cleanText],
  ["password", 1, text],
  ["card_number", 2, cleanText],
  ["card_password", 2, text],
  ["user_code", 3, cleanText],
  ["user_id", 4, userId],
  ["multi_store_sn", 0, cleanText],
  ["point_rules", 0, pointRules],
];
const PARAM_NAMES = ["type", ...PARAMS.map(([name]) => name)];

/** @type {[name: string, check: Check][]} */
const OPTIONS = [
  ["url", text],
  ["signal", signal],
  ["timeoutMs", timeout],
  ["request", callback],
  ["headers", headers],
  ["credentials", credentials],
];
const OPTION_NAMES = OPTIONS.map(([name]) => name);
const DEFAULT_TIMEOUT_MS = 15000;

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const HALF_TEXTS = /[\ud800-\udfff]/gu;

/**
 * The params to send, and every fault of them. Where there are faults they are not to be sent.
 * @param {unknown} params
 * @param {readonly number[]} types those that are served
 * @returns {{ params: any, issues: Issue[] }}
 */
export function readParams(params, types = [1, 2, 3, 4]) {
  const { fields, issues } = readFields("params", params, PARAM_NAMES);
  if (!fields) return { params, issues };
  const { type } = fields;
  const isServed = types.includes(type);
  if (!isServed) issues.push(...issuesAt("type", wrongParamsType(type, types)));
  for (const [name, owner, check] of PARAMS) {
    const value = fields[name];
    const isRequired = isServed && owner === type;
    if (value === undefined && !isRequired) continue;
    const isAllowed = !isServed || owner === 0 || isRequired;
    issues.push(...issuesAt(name, isAllowed ? check(value) : fault("not_allowed", `does not belong to type ${type}`)));
  }
  // JSON has no bigint; digits say the same.
  if (typeof fields.user_id === "bigint") fields.user_id = String(fields.user_id);
  return { params: fields, issues };
}

/** @param {unknown} type @param {readonly number[]} types */
const wrongParamsType = (type, types) =>
  typeof type === "number" ? notOneOf(types.join(", ").replace(/, (\d)$/, " or $1")) : wrongType(type, "a number");

/**
 * The options of a lookup, and every fault of them.
 * @param {unknown} options
 * @returns {{ url: string, signal?: any, timeoutMs: number, request?: any, headers?: Record<string, string>, credentials?: RequestCredentials, issues: Issue[] }}
 */
export function readOptions(options) {
  const { fields, issues } = readFields("options", options, OPTION_NAMES);
  for (const [name, check] of fields ? OPTIONS : []) {
    if (name === "url" || name in fields) issues.push(...issuesAt(name, check(fields[name])));
  }
  return Object.assign({ timeoutMs: DEFAULT_TIMEOUT_MS }, fields, { issues });
}

/**
 * The fields of an argument that are not undefined, and what is wrong with it as a whole or with the names of its fields.
 * @param {string} argument
 * @param {any} value
 * @param {string[]} names
 * @returns {{ fields: any, issues: Issue[] }} no fields where it is not a plain object
 */
function readFields(argument, value, names) {
  /** @type {(faults: Faults) => { fields: any, issues: Issue[] }} */
  const none = ([{ code, message }]) => ({
    fields: undefined,
    issues: [{ path: "", code, message: `${argument} ${message}` }],
  });
  try {
    const object = resolved(value);
    const name = typeName(object);
    if (name !== "an object") return none(fault("wrong_type", `must be a plain object, not ${name}`));
    /** @type {Record<string, unknown>} */
    const fields = {};
    for (const name of names) {
      const field = object[name];
      if (field !== undefined) fields[name] = field;
    }
    const others = Object.keys(object).filter((name) => !names.includes(name));
    return { fields, issues: others.map(unknown) };
  } catch (_) {
    return none(fault("threw", "could not be read: it threw"));
  }
}

/** @param {string} path @param {Faults} faults @returns {Issue[]} */
const issuesAt = (path, faults) => faults.map(({ code, message }) => ({ path, code, message }));

/** @param {string} name @returns {Issue} */
function unknown(name) {
  const path = IDENTIFIER.test(name) ? name : `[${JSON.stringify(name.replace(HALF_TEXTS, "\ufffd"))}]`;
  return { path: maskMobiles(path), code: "unknown", message: "is not known" };
}
