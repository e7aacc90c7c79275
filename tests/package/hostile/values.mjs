// @ts-check
// Values of every type, none of which means well. Each is made anew: some change when they are looked at.

/** @typedef {import("../../random.mjs").Random} Random */

/** @returns {never} */
export function refuse() {
  throw new Error("no");
}

/** A proxy whose every trap does that. @param {object} target @param {(...given: any[]) => any} act @returns {any} */
export function trapped(target, act) {
  return new Proxy(target, new Proxy({}, { get: () => act }));
}

/** @param {object} target */
export function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

export function detached() {
  const buffer = new ArrayBuffer(64);
  const view = new Uint8Array(buffer, 8);
  structuredClone(buffer, { transfer: [buffer] });
  return { buffer, view };
}

/** A view that its buffer has shrunk away from. */
function outOfBounds() {
  const buffer = new /** @type {any} */ (ArrayBuffer)(64, { maxByteLength: 128 });
  const view = new Uint8Array(buffer, 32, 32);
  buffer.resize?.(16);
  return view;
}

function cycle() {
  const outer = { inner: /** @type {any} */ ({ list: [] }) };
  outer.inner.list.push(outer);
  return outer;
}

/** @param {number} levels @param {(inner: unknown) => unknown} around */
const nested = (levels, around) => Array.from({ length: levels }).reduce(around, {});

/** @param {Partial<PropertyDescriptor>} how @param {PropertyKey} name @param {object} [target] */
const having = (name, how, target = {}) =>
  Object.defineProperty(target, name, { enumerable: true, configurable: true, ...how });

/** An array that makes something else of itself where it is copied. @param {unknown} other */
function species(other) {
  const list = /** @type {any} */ (["OpenId"]);
  list.constructor = { [Symbol.species]: () => other };
  return list;
}

/** What hostile code throws. @type {(() => unknown)[]} */
export const THROWN = [
  () => new Error("no"),
  () => new RangeError("no"),
  () => Object.assign(new Error("no"), { code: 7, name: Symbol("name"), cause: "text" }),
  () => having("message", { get: refuse }, new Error()),
  () => having("cause", { get: refuse }, new Error("no")),
  () => Object.assign(new Error("itself"), { errors: revoked([]) }),
  () => Object.assign(new Error("itself"), { errors: trapped([], refuse) }),
  () => Object.assign(new Error("itself"), { errors: { length: 2 ** 40 } }),
  () => {
    const error = new Error("itself");
    error.cause = error;
    return error;
  },
  () => "text",
  () => "\ud800",
  () => 7,
  () => 7n,
  () => null,
  () => undefined,
  () => false,
  () => Symbol("thrown"),
  () => refuse,
  () => ({ kind: "business", code: "not_ours", message: "not ours", retryable: true, attempts: 1 }),
  () => Object.create(null),
  () => revoked({}),
  () => trapped({}, refuse),
  () => trapped(() => {}, refuse),
  () => new WebAssembly.RuntimeError("unreachable"),
  () => new DOMException("gone", "AbortError"),
];

/** @type {(() => unknown)[]} */
export const VALUES = [
  ...THROWN,
  ...[undefined, null, true, false, 0, -0, 1, -1, 1.5, 4, 7, 2 ** 31, 2 ** 53, 1e21, 1e-7].map((it) => () => it),
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0n, 1n, -1n, 1n << 64n].map((it) => () => it),
  ..."\0|\ud800|a\udfff|__proto__|constructor|toString|then|zvcms-v2|http://[|http://127.0.0.1/"
    .split("|")
    .map((it) => () => it),
  ...["", " ", "a", "7", "\ufeff", "ｆｕｌｌ", "👩‍👩‍👧", "%", "x".repeat(5000), "\u{10ffff}"].map((it) => () => it),
  ...[Symbol(""), Symbol.iterator, Symbol.toPrimitive].map((it) => () => it),
  ...[() => {}, async () => {}, function* () {}, class {}, Math.max, Symbol, Proxy].map((it) => () => it),
  ...["a", 7, true, 7n, Symbol("boxed")].map((it) => () => Object(it)),
  () => new Date(0),
  () => new Date(Number.NaN),
  () => /./g,
  () => new Map([["openId", "a"]]),
  () => new Set([1]),
  () => new WeakMap(),
  () => new Promise(() => {}),
  () => Promise.resolve({}),
  () => (function* () {})(),
  () =>
    new (class Mine {
      #hidden = 1;
      get openId() {
        return this.#hidden;
      }
    })(),
  () => new URL("http://127.0.0.1/"),
  () => new Response("{}"),
  () => new Headers(),
  () => new Blob(["a"]),
  () => new ReadableStream(),
  () => new AbortController(),
  () => AbortSignal.abort(),
  () => new EventTarget(),
  () => new Intl.NumberFormat("en"),
  () => globalThis,
  () => Reflect,
  () => new ArrayBuffer(8),
  () => new SharedArrayBuffer(8),
  () => new DataView(new ArrayBuffer(8)),
  () => new BigInt64Array(2),
  () => Buffer.from("a"),
  () => detached().buffer,
  () => detached().view,
  outOfBounds,
  () => new WebAssembly.Memory({ initial: 1 }),
  () => [],
  () => Object.assign(new Array(3), { 1: "OpenId" }),
  () => ["OpenId", "OpenId"],
  () => Object.assign([], { length: 2 ** 32 - 1 }),
  () => Object.assign(["OpenId"], { length: 1e6 }),
  () => having(0, { get: refuse }, ["OpenId"]),
  () => species(revoked([])),
  () => species(trapped([], refuse)),
  () => species(having("length", { get: refuse })),
  () => species(Object.freeze([])),
  () => species(7),
  () => having("constructor", { get: refuse }, ["OpenId"]),
  () => trapped(["OpenId"], refuse),
  () => trapped(["OpenId"], () => 7),
  () => revoked([]),
  () => revoked(() => {}),
  () => trapped(() => {}, refuse),
  ...[() => undefined, () => null, () => 7, () => "text", () => [], () => [Symbol("s"), "a", "a"], () => ({})].map(
    (act) => () => trapped({}, act),
  ),
  cycle,
  () => nested(100_000, (inner) => [inner]),
  () => nested(100_000, (inner) => ({ inner })),
  () => Object.create(null),
  () => Object.create({ openId: "inherited" }),
  () => JSON.parse('{"__proto__": {"openId": "a", "polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'),
  () => having("toJSON", { value: refuse }),
  () => having("toJSON", { get: refuse }),
  () => ({ toJSON: () => undefined }),
  () => ({ toJSON: () => 7n }),
  () => ({ toJSON: () => [] }),
  () => ({ toJSON: () => revoked({}) }),
  () => ({
    toJSON() {
      return this;
    },
  }),
  () => ({ toString: refuse, valueOf: refuse }),
  () => ({ [Symbol.toPrimitive]: refuse }),
  () => having(Symbol.toStringTag, { get: refuse }),
  () => ({ [Symbol.toStringTag]: "String" }),
  () => ({ [Symbol.iterator]: refuse }),
  // biome-ignore lint/suspicious/noThenProperty: it is no promise
  () => ({ then: refuse }),
  () => having("then", { get: refuse }),
];

/** @param {Random} random */
export const anyValue = (random) => random.one(VALUES)();

/** Throws anything. @param {Random} random @returns {never} */
export function throwAny(random) {
  throw random.one(THROWN)();
}
