// @ts-check
// All that can be found in a value: by looking at every property, and by printing it in every way.
import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";

/** What every program has: nothing of ours is in there. */
const COMMON = new Set(
  [Object, Function, Array, Error, Promise, Map, Set, Date, String, Number, Symbol, Uint8Array]
    .flatMap((one) => [one, one.prototype])
    .concat(Object.getPrototypeOf(Uint8Array), Object.getPrototypeOf(Uint8Array.prototype)),
);

/**
 * Every text in a value: names and values of own, inherited, symbol and non-enumerable properties, what getters give, what
 * maps and sets hold, however deep.
 * @param {unknown} value
 */
export function textsOf(value) {
  const seen = new Set(COMMON);
  /** @type {string[]} */
  const texts = [];
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === "symbol" || typeof one === "bigint" || typeof one === "string") texts.push(String(one));
    if (one instanceof ArrayBuffer || ArrayBuffer.isView(one))
      texts.push(Buffer.from(/** @type {any} */ (one)).toString());
    if ((typeof one !== "object" && typeof one !== "function") || one === null || seen.has(one)) continue;
    seen.add(one);
    if (one instanceof Map || one instanceof Set) left.push(...[...one].flat());
    for (let owner = one; owner !== null && !COMMON.has(owner); owner = Object.getPrototypeOf(owner)) {
      for (const key of Reflect.ownKeys(owner)) {
        left.push(key, /** @type {any} */ (Object.getOwnPropertyDescriptor(owner, key)).value);
        try {
          left.push(Reflect.get(owner, key, one));
        } catch (thrown) {
          left.push(thrown);
        }
      }
    }
  }
  return texts;
}

/** All that a log may show of a value. @param {unknown} value */
export function printsOf(value) {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  const log = new Console(stream);
  log.log(value);
  log.dir(value, { depth: 9, showHidden: true });
  log.table(value);
  log.log("%s %o %O %j", value, value, value, value);
  const depths = [0, 2, 9, Number.POSITIVE_INFINITY];
  const inspected = depths.map((depth) => inspect(value, { depth, showHidden: true, getters: true }));
  const { stack } = Object(value);
  return [text, ...inspected, JSON.stringify(value) ?? "", String(value), String(stack)];
}

/**
 * Each way in which a text from outside may spell a secret.
 * @param {string} secret
 */
export function spellingsOf(secret) {
  const units = [...Array(secret.length).keys()].map((at) => secret.charCodeAt(at).toString(16).padStart(4, "0"));
  const points = [...secret].map((one) => /** @type {number} */ (one.codePointAt(0)));
  const bytes = [...Buffer.from(secret)].map((byte) => byte.toString(16).padStart(2, "0"));
  const named = secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  return {
    raw: secret,
    json: JSON.stringify(secret).slice(1, -1),
    slashes: JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
    unicode: units.map((unit) => `\\u${unit}`).join(""),
    UNICODE: units.map((unit) => `\\u${unit.toUpperCase()}`).join(""),
    url: encodeURIComponent(secret),
    percent: bytes.map((byte) => `%${byte}`).join(""),
    PERCENT: bytes.map((byte) => `%${byte.toUpperCase()}`).join(""),
    html: named,
    decimal: points.map((point) => `&#${point};`).join(""),
    hex: points.map((point) => `&#x${point.toString(16)};`).join(""),
  };
}
