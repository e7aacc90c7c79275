// @ts-check
import { dialects } from "./dialects.js";
import { FIELDS, schemes } from "./scheme.js";

/** @typedef {import("./scheme.js").Scheme} Scheme */
/** @typedef {keyof typeof dialects} Dialect */
/** @typedef {{ host: string, port: number, dialect: Dialect, scheme: Scheme, now: () => number, faults?: import("../types/emulator.js").StartOptions["faults"] }} Settings */

const CHOICES = { names: ["pascal", "camel"], values: ["raw", "percent"], prefix: ["none", "method-host-path"] };

/** What must hold for each option, with the words for where it does not. */
const rules = {
  host: { isRight: isText, must: "be a string that is not empty" },
  port: { isRight: isPort, must: "be an integer from 0 to 65535" },
  dialect: { isRight: isNameIn(dialects), must: `be one of ${listed(Object.keys(dialects))}` },
  scheme: { isRight: isSchemeOrName, must: `be one of ${listed(Object.keys(schemes))}, or describe one` },
  now: { isRight: isFunction, must: "be a function" },
  faults: { isRight: isFunction, must: "be a function" },
};
const schemeRules = {
  fields: { isRight: isFieldList, must: `list some of ${listed(FIELDS)}, each once` },
  names: { isRight: isOneOf(CHOICES.names), must: `be one of ${listed(CHOICES.names)}` },
  values: { isRight: isOneOf(CHOICES.values), must: `be one of ${listed(CHOICES.values)}` },
  prefix: { isRight: isOneOf(CHOICES.prefix), must: `be one of ${listed(CHOICES.prefix)}` },
};

/**
 * The options with their defaults; a `TypeError` that names the one at fault.
 * @param {unknown} options
 * @returns {Settings}
 */
export function readOptions(options = {}) {
  const given = checked(options, rules, "");
  const { host = "127.0.0.1", port = 0, dialect = "typed", scheme = "zvcms-v2", now = Date.now, faults } = given;
  return {
    host,
    port,
    dialect,
    scheme: typeof scheme === "string" ? schemes[nameOf(scheme)] : described(scheme),
    now,
    faults,
  };
}

/** @param {object} scheme */
function described(scheme) {
  const { fields, names = "pascal", values = "raw", prefix = "none" } = checked(scheme, schemeRules, "scheme.");
  if (fields === undefined) throw new TypeError("startEmulator: scheme.fields is required");
  return { fields: [...fields], names, values, prefix };
}

/**
 * @param {unknown} object
 * @param {Record<string, { isRight: (value: unknown) => boolean, must: string }>} known
 * @param {string} path
 * @returns {any}
 */
function checked(object, known, path) {
  if (typeof object !== "object" || object === null) throw new TypeError("startEmulator: options must be an object");
  for (const [name, value] of Object.entries(object)) {
    if (!Object.hasOwn(known, name)) {
      throw new TypeError(
        `startEmulator: unknown option ${path}${name}; the known ones are ${listed(Object.keys(known))}`,
      );
    }
    if (value !== undefined && !known[name].isRight(value)) {
      throw new TypeError(`startEmulator: ${path}${name} must ${known[name].must}`);
    }
  }
  return object;
}

/** @param {string} name */
const nameOf = (name) => /** @type {keyof typeof schemes} */ (name);

/** @param {readonly string[]} names */
function listed(names) {
  return names.map((name) => `"${name}"`).join(", ");
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string" && value !== "";
}

/** @param {unknown} value */
function isPort(value) {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65535;
}

/** @param {unknown} value */
function isFunction(value) {
  return typeof value === "function";
}

/** @param {unknown} value */
function isSchemeOrName(value) {
  return typeof value === "string" ? Object.hasOwn(schemes, value) : typeof value === "object" && value !== null;
}

/** @param {unknown} value */
function isFieldList(value) {
  if (!Array.isArray(value) || value.length === 0 || new Set(value).size < value.length) return false;
  return value.every((field) => FIELDS.includes(field));
}

/**
 * @param {object} table
 * @returns {(value: unknown) => boolean}
 */
function isNameIn(table) {
  return isOneOf(Object.keys(table));
}

/**
 * @param {readonly unknown[]} values
 * @returns {(value: unknown) => boolean}
 */
function isOneOf(values) {
  return (value) => values.includes(value);
}
