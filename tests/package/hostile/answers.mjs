// @ts-check
// What a caller may hand in to be called: fetch, now, signals, onResponse. None of it keeps to its contract.
import { twisted } from "./twists.mjs";
import { anyValue, detached, refuse, throwAny } from "./values.mjs";

/** @typedef {import("../../random.mjs").Random} Random */

const TEXT = JSON.stringify({ status: true, code: 0, message: "", data: { user_info: { id: 7, nickname: "智迈" } } });
const BYTES = new TextEncoder().encode(TEXT);

/** A promise that alarms nobody. @param {(resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void} run */
function quiet(run) {
  const promise = new Promise(run);
  promise.then(
    () => {},
    () => {},
  );
  return promise;
}

/** Thenables that break every promise about promises. @type {((value: unknown, random: Random) => any)[]} */
const PROMISES = [
  (value) => value,
  (value) => quiet((resolve) => resolve(value)),
  (value) => quiet((resolve) => setTimeout(resolve, 1, value)),
  () => quiet(() => {}),
  (_, random) => quiet((_, reject) => reject(anyValue(random))),
  (value) => ({
    // biome-ignore lint/suspicious/noThenProperty: it is meant
    then(/** @type {any} */ resolve, /** @type {any} */ reject) {
      resolve(value);
      resolve(7);
      reject(new Error("after all"));
      refuse();
    },
  }),
  // biome-ignore lint/suspicious/noThenProperty: it is meant
  (value) => ({ then: (/** @type {any} */ resolve) => setTimeout(() => [resolve(value), resolve(value)], 1) }),
  // biome-ignore lint/suspicious/noThenProperty: it is meant
  () => ({ then() {} }),
  (value, random) => own(value, "then", { get: () => throwAny(random) }),
  (value) => own(value, "then", { value: refuse }),
  (value, random) => own(value, "then", { value: () => anyValue(random) }),
  (value) => own(value, "then", { value: (/** @type {any} */ resolve) => resolve(value) }),
  (value, random) => own(value, "constructor", { get: () => throwAny(random) }),
  (value) => own(value, "constructor", { value: Promise }),
];

/** @param {unknown} value @param {string} name @param {PropertyDescriptor} how */
const own = (value, name, how) =>
  Object.defineProperty(
    quiet((resolve) => resolve(value)),
    name,
    how,
  );

/** @param {unknown} value @param {Random} random */
const promised = (value, random) => random.one(random.once(2) ? PROMISES.slice(0, 3) : PROMISES)(value, random);

/** What is no chunk of bytes. @type {((random: Random) => unknown)[]} */
const CHUNKS = [
  () => BYTES,
  () => BYTES.buffer.slice(0),
  () => new DataView(BYTES.buffer),
  () => new Uint8Array(0),
  () => new Uint16Array(BYTES.buffer.slice(0, 8)),
  () => new Uint8Array(100_000),
  () => detached().view,
  () => detached().buffer,
  () => ({ length: 2 ** 40 }),
  () => ({ length: 3, 0: 123, 1: 300, 2: "x" }),
  () => Object.defineProperty({}, "length", { get: refuse }),
  () => Object.defineProperty(new Uint8Array(4), "buffer", { get: refuse }),
  () => Object.defineProperty(new Uint8Array(4), "buffer", { value: 7 }),
  () => Object.defineProperties(new Uint8Array(4), { byteOffset: { value: 2 ** 40 }, byteLength: { value: -1 } }),
  () => Object.defineProperty(new Uint8Array(4), "byteLength", { value: 2 ** 31 }),
  (random) => anyValue(random),
];

/** @param {Random} random */
function reader(random) {
  const chunks = random.one([[BYTES], [BYTES.slice(0, 9), BYTES.slice(9)], [random.one(CHUNKS)(random)], []]);
  const right = {
    read: () => promised(twistedAtTimes({ done: chunks.length === 0, value: chunks.shift() }, random), random),
    cancel: () => promised(undefined, random),
  };
  return twistedAtTimes(right, random);
}

/** @param {any} right @param {Random} random */
const twistedAtTimes = (right, random) => (random.once(4) ? twisted(right, random, () => {}) : right);

/** @type {((random: Random) => unknown)[]} */
const RESPONSES = [
  () => new Response(TEXT),
  (random) =>
    new Response(TEXT, { status: random.one([200, 201, 404, 429, 500, 503]), headers: { "Retry-After": "x" } }),
  () => Response.error(),
  () => ({ status: 200, json: async () => JSON.parse(TEXT) }),
  (random) => ({ status: 200, json: () => promised(anyValue(random), random) }),
  (random) => ({ status: 200, text: () => promised(random.one([TEXT, "{", "\ud800", 7]), random) }),
  (random) => ({ status: 200, arrayBuffer: () => promised(random.one(CHUNKS)(random), random) }),
  (random) => ({ status: 200, body: { getReader: () => reader(random) } }),
  (random) => ({ status: 200, body: { getReader: () => reader(random) } }),
  (random) => ({ status: 503, headers: { get: () => anyValue(random) }, text: async () => TEXT }),
  (random) => ({ status: 200, headers: { get: () => throwAny(random) }, text: async () => TEXT }),
  (random) => ({ status: anyValue(random), type: anyValue(random), text: async () => TEXT }),
  anyValue,
];

/** @param {Random} random @param {() => void} again @returns {any} */
export const hostileFetch = (random, again) => () => {
  if (random.once(8)) again();
  if (random.once(8)) throwAny(random);
  return promised(twistedAtTimes(random.one(RESPONSES)(random), random), random);
};

/** @param {Random} random @param {() => void} again @returns {any} */
export const hostileClock = (random, again) => () => {
  if (random.once(8)) again();
  return random.once(4) ? throwAny(random) : random.once(2) ? Date.now() : promised(anyValue(random), random);
};

/** @param {Random} random @param {() => void} again @returns {any} */
export const hostileListener = (random, again) => (/** @type {any} */ meta) => {
  if (random.once(2)) meta.conversions = meta.action = anyValue(random);
  if (random.once(4)) again();
  if (random.once(4)) throwAny(random);
  return promised(undefined, random);
};

/** @param {Random} random @param {() => void} again @returns {any} */
export function hostileSignal(random, again) {
  if (random.once(4)) return AbortSignal.abort(anyValue(random));
  if (random.once(3)) return AbortSignal.timeout(1 + random.below(5));
  const listeners = new Set();
  const right = {
    aborted: random.once(4),
    get reason() {
      return random.once(2) ? throwAny(random) : anyValue(random);
    },
    addEventListener(/** @type {string} */ _, /** @type {() => void} */ listener) {
      listeners.add(listener);
      if (random.once(4)) again();
      if (random.once(3)) listener();
      if (random.once(3)) setTimeout(() => [listener(), listener()], 1);
      if (random.once(8)) throwAny(random);
    },
    removeEventListener(/** @type {string} */ _, /** @type {() => void} */ listener) {
      listeners.delete(listener);
      if (random.once(4)) listener();
      if (random.once(8)) throwAny(random);
    },
  };
  return random.once(3) ? twisted(right, random, again) : right;
}
