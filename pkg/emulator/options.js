// @ts-check
import { dialects } from "./dialects.js";
import { readMembers } from "./given.js";
import { faultsRule, readFaults } from "./read-faults.js";
import { broken, callback, checked, integerBetween, isObject, listed, listOrFunction, oneOf, text } from "./rules.js";
import { FIELDS, schemes } from "./scheme.js";

/** @typedef {import("./scheme.js").Scheme} Scheme */
/** @typedef {import("../types/emulator.js").ServedMember} Member */
/** @typedef {keyof typeof dialects} Dialect */
/** @typedef {{ host: string, port: number, dialect: Dialect, scheme: Scheme, now: () => number, faults: ReturnType<typeof readFaults>, members: readonly Member[] }} Settings */

const rules = {
  host: text,
  port: integerBetween(0, 65535),
  dialect: oneOf(Object.keys(dialects)),
  scheme: {
    isRight: isSchemeOrName,
    must: `be one of ${listed(Object.keys(schemes))}, or an object that describes one`,
  },
  now: callback,
  faults: faultsRule,
  members: listOrFunction("be a list of members, or a function that returns one"),
};
const schemeRules = {
  fields: { isRight: isFieldList, must: `list some of ${listed(FIELDS)}, each once` },
  names: oneOf(["pascal", "camel"]),
  values: oneOf(["raw", "percent"]),
  prefix: oneOf(["none", "method-host-path"]),
};

/**
 * The options with their defaults. Throws a `TypeError` that names the option at fault.
 * @param {unknown} options
 * @returns {Settings}
 */
export function readOptions(options = {}) {
  const given = checked(options, rules, "");
  const { host = "127.0.0.1", port = 0, dialect = "typed", scheme = "zvcms-v2", now = Date.now } = given;
  const faults = readFaults(given.faults, "startEmulator");
  return { host, port, dialect, scheme: readScheme(scheme), now, faults, members: readMembers(given.members) };
}

/**
 * @param {keyof typeof schemes | object} scheme
 * @returns {Scheme}
 */
function readScheme(scheme) {
  if (typeof scheme === "string") return schemes[scheme];
  const { fields, names = "pascal", values = "raw", prefix = "none" } = checked(scheme, schemeRules, "scheme");
  if (fields === undefined) throw broken("scheme.fields", "be given");
  return { fields: [...fields], names, values, prefix };
}

/** @param {unknown} value */
function isSchemeOrName(value) {
  return typeof value === "string" ? Object.hasOwn(schemes, value) : isObject(value);
}

/** @param {unknown} value */
function isFieldList(value) {
  if (!Array.isArray(value) || value.length === 0 || new Set(value).size < value.length) return false;
  return value.every((field) => FIELDS.includes(field));
}
