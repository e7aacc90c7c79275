// @ts-check
// A look at a foreign value can run foreign code (getters, proxies, toJSON), so every look can throw. What throws here is
// caught by the Rust that imports it.

/** Objects and lists inside one another are no deeper than this. */
const MAX_DEPTH = 64;
/** As much text in the params is more than the 16 MiB of JSON that are sent. */
const MAX_SIZE = 16 << 20;
/** So many names that do not exist are told. Nobody reads more, and each takes its time. */
const MAX_OTHERS = 100;
/** Half of a surrogate pair. Old engines know no names of categories. */
export const HALF_TEXT = /[\ud800-\udfff]/u;

/** @typedef {[fault: string, path: (string | number)[]]} Fault */

const PRIMITIVES = ["undefined", "null", "boolean", "number", "bigint", "string", "symbol", "function"];
const LIST = 8;
const OBJECT = 9;
const BUILT_IN = 10;

/**
 * What a value is, in the numbers of values.rs.
 * @param {unknown} value
 */
export function kindOf(value) {
  if (typeof value !== "object") return PRIMITIVES.indexOf(typeof value);
  if (value === null) return PRIMITIVES.indexOf("null");
  try {
    if (Array.isArray(value)) return LIST;
    return Object.prototype.toString.call(value) === "[object Object]" ? OBJECT : BUILT_IN;
  } catch {
    return OBJECT;
  }
}

/**
 * The values of the fields with these names, each read once, and behind them the names of other fields.
 * @param {any} value
 * @param {string[]} names
 */
export function fieldsOf(value, names) {
  const found = names.map((name) => value[name]);
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) found.push(name);
    if (found.length === names.length + MAX_OTHERS) break;
  }
  return found;
}

/**
 * The first items of a list.
 * @param {ArrayLike<unknown>} list
 */
export const itemsOf = (list) => Array.from({ length: Math.min(list.length, 100) }, (_, index) => list[index]);

/**
 * What stands for an object in JSON.
 * @param {any} value
 */
export const resolved = (value) => (typeof value?.toJSON === "function" ? value.toJSON("") : value);

/** @param {any} value */
export function isSignal(value) {
  try {
    return typeof value.aborted === "boolean" && [value.addEventListener, value.removeEventListener].every(isFunction);
  } catch {
    return false;
  }
}

const isFunction = (/** @type {unknown} */ value) => typeof value === "function";

/**
 * The params as `JSON.stringify` writes them, or the first thing that JSON cannot carry, which `JSON.stringify` would
 * leave out, change, or stop at without saying where.
 * @param {unknown} params
 * @returns {string | Fault}
 */
export function stringify(params) {
  /** The objects that a value is inside of, from the outermost, and the steps that lead to them. @type {any[]} */
  const ancestors = [];
  /** @type {(string | number)[]} */
  const steps = [];
  let size = 0;
  /** @type {Fault | undefined} */
  let found;

  /** @type {(this: unknown, key: string, value: any) => unknown} */
  function check(key, value) {
    while (ancestors.length > 0 && ancestors[ancestors.length - 1] !== this) {
      ancestors.pop();
      steps.pop();
    }
    const isInList = Array.isArray(this);
    const step = isInList ? Number(key) : key;
    size += (isInList ? 2 : key.length) + (typeof value === "string" ? value.length : 0);
    if (size > MAX_SIZE) {
      found = ["too_large", []];
      throw found;
    }
    const fault = HALF_TEXT.test(key) ? "lone_surrogate" : faultOf(isInList, value, ancestors);
    if (fault) {
      found = [fault, [...steps, step].slice(1)];
      throw found;
    }
    if (typeof value === "object" && value !== null) {
      ancestors.push(value);
      steps.push(step);
    }
    return value;
  }

  try {
    return JSON.stringify(params, check);
  } catch (thrown) {
    if (found) return found;
    if (isBigInt(ancestors[ancestors.length - 1])) return ["a bigint", steps.slice(1)];
    return [isRangeError(thrown) ? "too_large" : "threw", []];
  }
}

/** Whether a text became too long; others may throw anything. @param {unknown} thrown */
function isRangeError(thrown) {
  try {
    return thrown instanceof RangeError;
  } catch {
    return false;
  }
}

/** Whether this is `Object(1n)`. @param {unknown} value */
function isBigInt(value) {
  try {
    return BigInt.prototype.valueOf.call(value) !== undefined;
  } catch {
    return false;
  }
}

/** @param {boolean} isInList @param {any} value @param {unknown[]} ancestors */
function faultOf(isInList, value, ancestors) {
  switch (typeof value) {
    case "string":
      return HALF_TEXT.test(value) ? "lone_surrogate" : undefined;
    case "number":
      return Number.isFinite(value) ? undefined : Number.isNaN(value) ? "NaN" : "infinite";
    case "undefined":
      return isInList ? "undefined" : undefined;
    case "object":
      if (value === null) return undefined;
      if (ancestors.includes(value)) return "cycle";
      if (Array.isArray(value) && value.length > MAX_SIZE / 2) return "too_large";
      return ancestors.length > MAX_DEPTH ? "too_deep" : undefined;
    case "boolean":
      return undefined;
    default:
      return `a ${typeof value}`;
  }
}

/**
 * The body of a POST.
 * @param {string} OpenId @param {string} GrantCode @param {number} timestamp @param {number} nonce @param {string} Token
 * @param {string} Action @param {string} params JSON
 */
export function signedRequest(OpenId, GrantCode, timestamp, nonce, Token, Action, params) {
  return { OpenId, GrantCode, Timestamp: `${timestamp}`, Nonce: `${nonce}`, Token, Action, Params: JSON.parse(params) };
}
