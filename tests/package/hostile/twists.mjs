// @ts-check
// Right objects with something wrong about them: the rest of what they hold is right, so that they get far.
import { anyValue, revoked, throwAny, trapped } from "./values.mjs";

/** @typedef {import("../../random.mjs").Random} Random */
/** Takes a copy of a right object and gives what is handed in. @typedef {(copy: any, random: Random, again: () => void) => any} Twist */

const anyKey = (/** @type {any} */ copy, /** @type {Random} */ random) =>
  random.one([...Object.keys(copy), "openKey", "params", "toJSON", "__proto__", "13912345678"]);

/** @param {any} copy @param {Random} random @param {(value: unknown, key: string) => unknown} get */
function withGetter(copy, random, get) {
  const key = anyKey(copy, random);
  const value = Object.getOwnPropertyDescriptor(copy, key)?.value;
  return Object.defineProperty(copy, key, { enumerable: true, configurable: true, get: () => get(value, key) });
}

/** @param {any} target @param {() => unknown} act how a proxy answers at times @param {Random} random */
function unreliable(target, act, random) {
  const times = random.one([2, 3, 8]);
  return new Proxy(
    target,
    new Proxy(
      {},
      {
        get:
          (_, name) =>
          (/** @type {any[]} */ ...given) =>
            random.once(times) ? act() : Reflect.get(Reflect, name)(...given),
      },
    ),
  );
}

/** @type {Twist[]} */
const TWISTS = [
  (copy, random) => Object.defineProperty(copy, anyKey(copy, random), { enumerable: true, value: anyValue(random) }),
  (copy, random) => Object.defineProperty(copy, anyKey(copy, random), { enumerable: true, value: anyValue(random) }),
  (copy, random) => Object.assign(copy, { [random.one(["openid", "x", "a.b", "时", "\ud800", ""])]: anyValue(random) }),
  (copy, random) => {
    delete copy[anyKey(copy, random)];
    return copy;
  },
  (copy, random) => withGetter(copy, random, () => throwAny(random)),
  (copy, random) => withGetter(copy, random, (value) => (random.once(2) ? value : anyValue(random))),
  (copy, random) => withGetter(copy, random, (_, key) => copy[key]),
  (copy, random) =>
    withGetter(copy, random, (value) => {
      for (const key of Object.keys(copy)) delete copy[key];
      return value;
    }),
  (copy, random, again) =>
    withGetter(copy, random, (value) => {
      again();
      return value;
    }),
  (copy, random) => unreliable(copy, () => throwAny(random), random),
  (copy, random) => unreliable(copy, () => anyValue(random), random),
  (copy) => Object.create(copy),
  (copy) => Object.freeze(copy),
  (copy) => Object.setPrototypeOf(copy, null),
  (copy) => Object.assign(Object.create(copy), { toJSON: () => copy }),
  (copy, random) => Object.assign(copy, { toJSON: () => anyValue(random) }),
  (copy) => ({ toJSON: () => revoked(copy) }),
  (copy) =>
    Object.setPrototypeOf(
      copy,
      trapped({}, () => 7),
    ),
];

/**
 * @param {any} right @param {Random} random
 * @param {() => void} again calls the package while it looks at the argument
 * @returns {any}
 */
export function twisted(right, random, again) {
  try {
    return twist(right, random, again);
  } catch {
    return right; // It is twisted already.
  }
}

/** @type {typeof twisted} */
function twist(right, random, again) {
  if (typeof right !== "object" || right === null || random.once(4)) return anyValue(random);
  const fields = Object.getOwnPropertyDescriptors(right);
  const nested = Object.keys(fields).filter((key) => typeof fields[key].value === "object" && fields[key].value);
  const copy = Array.isArray(right)
    ? Object.defineProperties([], fields)
    : Object.create(Object.getPrototypeOf(right), fields);
  if (nested.length > 0 && random.once(2)) {
    const key = random.one(nested);
    return Object.assign(copy, { [key]: twist(right[key], random, again) });
  }
  return random.one(TWISTS)(copy, random, again);
}
