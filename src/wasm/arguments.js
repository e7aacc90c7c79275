// @ts-check
// Arguments as JSON: each is read once, as JSON.stringify would read it. Every look at a foreign object can run foreign
// code (getters, proxies, toJSON), so every look can fail. What JSON cannot carry leaves a mark in its place, which the
// core (src/argument.rs) knows: a text that begins with half of a surrogate pair, as none does that JSON can carry.

/** How deep objects and lists may be nested. */
const MAX_DEPTH = 64;
/** A list of more takes more than the 16 MiB that the core reads. */
const MAX_ITEMS = 8 << 20;
const HALF = /[\ud800-\udfff]/u;

const mark = (/** @type {string} */ what) => `"\\ud800${what}"`;
const UNDEFINED = mark("undefined");
const THREW = mark("threw");

/** The bytes go over in one piece, so that nothing is left behind of a secret that is wiped later. */
const encode = (/** @type {string} */ json) => new TextEncoder().encode(json);

/**
 * An argument that is to be neither a list nor an object: these are not looked into.
 * @param {unknown} value
 */
export const readScalar = (value) => encode(attempt(() => scalar(value)));

/**
 * Params of any action.
 * @param {unknown} value
 */
export const readParams = (value) => encode(attempt(() => params(value)));

/**
 * Params whose fields are to be texts and numbers: objects in them are not looked into, and do not turn into texts.
 * @param {unknown} value
 */
export const readFlat = (value) =>
  encode(
    attempt(() => {
      if (!isObject(value) || Array.isArray(value)) return scalar(value);
      return isPlain(value) ? object(Object.keys(value), (key) => attempt(() => scalar(value[key]))) : INSTANCE;
    }),
  );

/**
 * An object of options: `known` names wherever they come from, a class's getters included, and the names of those that
 * are not known. Functions and signals are put into `kept`, each at the place of its name.
 * @param {any} value
 * @param {string} known
 * @param {unknown[]} kept
 */
export const readOptions = (value, known, kept) =>
  encode(
    attempt(() => {
      if (tagOf(value) !== "[object Object]") {
        return isObject(value) && !Array.isArray(value) ? mark("a built-in object") : scalar(value);
      }
      const names = known.split(",");
      const unknown = Object.keys(value).filter((key) => !names.includes(key));
      const read = (/** @type {string} */ name) => {
        const option = value[name];
        if (name === "params") return params(option);
        if (name === "scheme") return whole(option, name, []);
        const isForeign = name === "signal" ? isSignal(option) : typeof option === "function";
        if (isForeign) kept[names.indexOf(name)] = option;
        return isForeign && name === "signal" ? mark("an AbortSignal") : scalar(option);
      };
      const given = new Map(names.map((name) => [name, attempt(() => read(name))]));
      const present = names.filter((name) => given.get(name) !== UNDEFINED);
      return object([...present, ...unknown], (name) => given.get(name) ?? UNDEFINED);
    }),
  );

/** @param {any} value */
function scalar(value) {
  switch (typeof value) {
    case "string":
      return HALF.test(value) ? mark("lone_surrogate") : JSON.stringify(value);
    case "number":
      return Number.isFinite(value) ? JSON.stringify(value) : mark(Number.isNaN(value) ? "NaN" : "infinite");
    case "boolean":
      return String(value);
    case "undefined":
      return UNDEFINED;
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "[]" : mark("an object");
    default:
      return mark(`a ${typeof value}`);
  }
}

const INSTANCE = mark("an instance of a class");

/** @param {unknown} value */
function params(value) {
  const it = resolve(value, "");
  return isObject(it) && !Array.isArray(it) && !isPlain(it) ? INSTANCE : members(it, []);
}

/**
 * @param {unknown} value
 * @param {string} key
 * @param {unknown[]} ancestors the objects that it is inside of
 */
const whole = (value, key, ancestors) => members(resolve(value, key), ancestors);

/** @param {any} value @param {string} key */
function resolve(value, key) {
  if (!isObject(value)) return value;
  const { toJSON } = value;
  return typeof toJSON === "function" ? toJSON.call(value, key) : value;
}

/**
 * @param {any} value
 * @param {unknown[]} ancestors
 * @returns {string}
 */
function members(value, ancestors) {
  if (!isObject(value)) return scalar(value);
  if (ancestors.includes(value)) return mark("cycle");
  if (ancestors.length === MAX_DEPTH) return mark("too_deep");
  const inside = [...ancestors, value];
  const member = (/** @type {string | number} */ key) => attempt(() => whole(value[key], String(key), inside));
  if (Array.isArray(value)) {
    const { length } = value;
    return length > MAX_ITEMS ? mark("too_large") : `[${Array.from({ length }, (_, index) => member(index))}]`;
  }
  const box = boxOf(value);
  if (box) return scalar(box === String || box === Number ? box(value) : box.prototype.valueOf.call(value));
  const texts = new Map(Object.keys(value).map((key) => [key, member(key)]));
  const given = [...texts.keys()].filter((key) => texts.get(key) !== UNDEFINED);
  return object(given, (key) => (HALF.test(key) ? mark("lone_surrogate") : `${texts.get(key)}`));
}

/**
 * @param {string[]} keys
 * @param {(key: string) => string} text
 */
const object = (keys, text) => `{${keys.map((key) => `${JSON.stringify(key)}:${text(key)}`)}}`;

/** @param {() => string} read */
function attempt(read) {
  try {
    return read();
  } catch {
    return THREW;
  }
}

/** @param {unknown} value @returns {value is Record<string | number, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null;

/** @param {object} value */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** @type {Map<string, any>} */
const BOXES = new Map([String, Number, Boolean, globalThis.BigInt].map((box) => [`[object ${box?.name}]`, box]));

/**
 * What an object is that holds a primitive, of whatever realm; a tag alone can be anyone's.
 * @param {object} value
 */
function boxOf(value) {
  const box = BOXES.get(tagOf(value));
  try {
    box?.prototype.valueOf.call(value);
    return box;
  } catch {
    return undefined;
  }
}

const tagOf = (/** @type {unknown} */ value) => Object.prototype.toString.call(value);

/** @param {any} value */
const isSignal = (value) =>
  isObject(value) &&
  typeof value.aborted === "boolean" &&
  typeof value.addEventListener === "function" &&
  typeof value.removeEventListener === "function";
