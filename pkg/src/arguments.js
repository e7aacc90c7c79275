// @ts-check
// The caller's arguments, read once. A look at a value can run the caller's code (getters, proxies, toJSON), so every look
// can throw. What throws here is caught by the Rust that imports it.

/** Objects and lists inside one another are no deeper than this. */
const MAX_DEPTH = 64;
/** The largest params in characters of JSON. */
const MAX_SIZE = 16 << 20;
/** So many items and unknown names are looked at: nobody reads more faults, and a hostile list has four billion. */
const MAX_ITEMS = 100;
/** Half of a surrogate pair. Old engines know no names of categories. */
export const HALF_TEXT = /[\ud800-\udfff]/u;

/** What a value is, in the numbers of values.rs. */
const KINDS = ["undefined", "null", "boolean", "number", "bigint", "string", "symbol", "function"];
const TEXT = 5;
const LIST = 8;
const OBJECT = 9;
const BUILT_IN = 10;
const HALF = 11;

/** @typedef {[fault: string, path: (string | number)[]]} Fault */

/** @param {unknown} value */
export function kindOf(value) {
  if (typeof value === "string") return HALF_TEXT.test(value) ? HALF : TEXT;
  if (typeof value !== "object") return KINDS.indexOf(typeof value);
  if (value === null) return KINDS.indexOf("null");
  try {
    if (Array.isArray(value)) return LIST;
    return Object.prototype.toString.call(value) === "[object Object]" ? OBJECT : BUILT_IN;
  } catch {
    return OBJECT;
  }
}

/**
 * The fields that are given: for each 16 × its place among the names + what it is, and its value; and the names of other
 * fields, which have the place behind the last.
 * @param {any} value
 * @param {string[]} names
 */
export function fieldsOf(value, names) {
  /** @type {unknown[]} */
  const found = [];
  for (let place = 0; place < names.length; place++) {
    const field = value[names[place]];
    if (field !== undefined) found.push(16 * place + kindOf(field), field);
  }
  const others = Object.keys(value).filter((name) => !names.includes(name));
  for (const name of others.slice(0, MAX_ITEMS)) found.push(16 * names.length + TEXT, name);
  return found;
}

/**
 * The first items of a list, each behind what it is.
 * @param {ArrayLike<unknown>} list
 */
export function itemsOf(list) {
  /** @type {unknown[]} */
  const found = [];
  for (let index = 0; index < Math.min(list.length, MAX_ITEMS); index++) {
    const item = list[index];
    found.push(kindOf(item), item);
  }
  return found;
}

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
 * A copy of the params: what `JSON.parse(JSON.stringify(params))` gives, each property read once. Throws the first thing
 * that JSON cannot carry, which `JSON.stringify` would leave out, change, or stop at without saying where.
 * @param {unknown} params
 */
export function copyOf(params) {
  /** The objects that a value is inside of, from the outermost, and the steps that lead to them. @type {unknown[]} */
  const ancestors = [];
  /** @type {(string | number)[]} */
  const path = [];
  let size = 0;
  /** @type {Fault | undefined} */
  let found;

  /** @param {string} fault @returns {never} */
  function refuse(fault) {
    found = [fault, path];
    throw found;
  }

  /** @param {any} given @param {string | number} key @returns {any} */
  function copied(given, key) {
    const value = inJson(given, key);
    switch (typeof value) {
      case "string":
        if (HALF_TEXT.test(value)) refuse("lone_surrogate");
        size += value.length + 2;
        break;
      case "number":
        if (!Number.isFinite(value)) refuse(Number.isNaN(value) ? "NaN" : "infinite");
        // JSON has no negative zero.
        return value + 0;
      case "boolean":
        return value;
      case "undefined":
        return typeof key === "number" ? refuse("undefined") : undefined;
      case "object":
        return value && copiedObject(value);
      default:
        return refuse(`a ${typeof value}`);
    }
    if (size > MAX_SIZE) refuse("too_large");
    return value;
  }

  /** @param {any} value */
  function copiedObject(value) {
    if (ancestors.includes(value)) refuse("cycle");
    if (ancestors.length > MAX_DEPTH) refuse("too_deep");
    ancestors.push(value);
    const copy = Array.isArray(value) ? copiedList(value) : copiedFields(value);
    ancestors.pop();
    return copy;
  }

  /** @param {unknown[]} list */
  function copiedList(list) {
    const { length } = list;
    size += 2 * length;
    if (size > MAX_SIZE) refuse("too_large");
    const copy = [];
    for (let index = 0; index < length; index++) {
      path.push(index);
      copy.push(copied(list[index], index));
      path.pop();
    }
    return copy;
  }

  /** @param {Record<string, unknown>} fields */
  function copiedFields(fields) {
    /** @type {Record<string, unknown>} */
    const copy = {};
    for (const name of Object.keys(fields)) {
      path.push(name);
      if (HALF_TEXT.test(name)) refuse("lone_surrogate");
      size += name.length + 4;
      if (size > MAX_SIZE) refuse("too_large");
      const value = copied(fields[name], name);
      if (value !== undefined) set(copy, name, value);
      path.pop();
    }
    return copy;
  }

  try {
    const copy = copied(params, "");
    return kindOf(copy) === OBJECT ? copy : refuse("no object");
  } catch {
    throw found ?? ["threw", []];
  }
}

/**
 * What stands for a value in JSON: what its `toJSON` gives, and the primitive in a `new String`.
 * @param {any} given
 * @param {string | number} key
 */
function inJson(given, key) {
  const mayHaveJson = typeof given === "object" || typeof given === "function" || typeof given === "bigint";
  if (!mayHaveJson || given === null) return given;
  const value = typeof given.toJSON === "function" ? given.toJSON(String(key)) : given;
  if (typeof value !== "object" || value === null) return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === Array.prototype || prototype === null) return value;
  switch (Object.prototype.toString.call(value)) {
    case "[object String]":
      return String(value);
    case "[object Number]":
      return Number(value);
    case "[object Boolean]":
      return Boolean.prototype.valueOf.call(value);
    case "[object BigInt]":
      return BigInt.prototype.valueOf.call(value);
    default:
      return value;
  }
}

/** Sets a field of any name as data, as `JSON.parse` does. @param {Record<string, unknown>} object @param {string} name @param {unknown} value */
function set(object, name, value) {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * The body of a POST.
 * @param {string} OpenId @param {string} GrantCode @param {number} timestamp @param {number} nonce @param {string} Token
 * @param {string} Action @param {object} Params
 */
export function signedRequest(OpenId, GrantCode, timestamp, nonce, Token, Action, Params) {
  return { OpenId, GrantCode, Timestamp: `${timestamp}`, Nonce: `${nonce}`, Token, Action, Params };
}
