// @ts-check
// The entry for pages against the core: random params have the same issues. SEED and COUNT choose other numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "zvcms-openapi";
import { identifyUser } from "zvcms-openapi/browser";
import { countOf, randomFrom, SEED } from "../random.mjs";
import { CREDENTIALS, failureOf } from "./support.mjs";

/** @typedef {import("../random.mjs").Random} Random */

const NAMES = "type mobile password card_number card_password user_code user_id multi_store_sn point_rules".split(" ");
const OF_WAYS = [["mobile", "password"], ["card_number", "card_password"], ["user_code"], ["user_id"]];

const refuse = () => {
  throw new Error("no");
};

class Scanner {
  constructor() {
    this.type = 3;
    this.user_code = " c\n";
  }
  get card_number() {
    return 7;
  }
}

/** @type {readonly ((random: Random) => unknown)[]} */
const VALUES = [
  () => undefined,
  () => null,
  (random) => random.once(2),
  (random) =>
    random.one([0, -0, 1, 2, 3, 4, 5, -1, 0.5, 1e21, 2 ** 53, 2 ** 53 - 1, Number.NaN, Number.POSITIVE_INFINITY]),
  (random) => random.below(2 ** 31),
  (random) => random.one([0n, 1n, -1n, 42n, 2n ** 53n, 2n ** 63n - 2000n, 2n ** 65n]),
  (random) => random.one(["", "0", "1", "007", "-1", "+1", "1.0", "1e3", "0x1", " 1", "٣", "9007199254740993"]),
  (random) => random.one(["99999999999999999999", `${"0".repeat(300)}9`, "0".repeat(20), "1_000", "1n"]),
  text,
  text,
  () => Symbol("s"),
  () => refuse,
  () => class {},
  () => [],
  () => [1, "2"],
  () => ({}),
  () => ({ toString: refuse, valueOf: refuse, toJSON: refuse }),
  () => Object.create(null),
  () => new Date(0),
  () => new Map(),
  () => Object("text"),
  () => Object(7),
  () => Object(7n),
  () => new Proxy({}, { get: refuse }),
  () => ({ [Symbol.toStringTag]: "Text" }),
];

const CHARACTERS = [
  ...'aZ09_$-. \t\n\r\v\f\0\x1b\x7f\x80\x85\x9f\xa0é密😀\u1680\u180e\u2003\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffd"\\/',
  "\ud83d",
  "\ude00",
];

/** @param {Random} random */
function text(random) {
  return random.many(random.below(5), () => random.one(CHARACTERS)).join("");
}

/** A name that is right, has slips in it, or is another. @param {Random} random */
function name(random) {
  const right = random.one(NAMES);
  const letters = [...right];
  const at = random.below(letters.length);
  const stray = () => random.one(["x", "é", "密", "😀"]);
  switch (random.below(13)) {
    case 0:
      return right.toUpperCase();
    case 1:
      return right.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    case 2:
      return letters.filter((_, index) => index !== at).join("");
    case 3:
      return [...letters.slice(0, at), random.one(CHARACTERS), ...letters.slice(at)].join("");
    case 4:
      return [...letters.slice(0, at), random.one(CHARACTERS), ...letters.slice(at + 1)].join("");
    case 5:
      return random.shuffled(letters).join("");
    case 6:
      return letters.slice(0, at).join("");
    case 7:
      return random.one([
        "13812345678",
        "8613812345678",
        "+8613812345678",
        "a13812345678b",
        "12345678901",
        "138123456789",
      ]);
    case 8:
      return random.one([
        "__proto__",
        "constructor",
        "toString",
        "0",
        "a b",
        "then",
        "toJSON",
        "😀😀",
        "密码",
        "x".repeat(70),
      ]);
    case 9:
      return right + right;
    case 10:
      return text(random);
    case 11:
      return [...letters.slice(0, at), stray(), ...letters.slice(at), ...random.many(random.below(3), stray)].join("");
    default:
      return right;
  }
}

/** Something that is meant to be params; small numbers make small ones. @param {Random} random @param {number} size @returns {any} */
function params(random, size) {
  if (random.once(12)) return random.one(VALUES)(random);
  if (random.once(40)) return new Scanner();
  /** @type {any} */
  const made = random.once(20) ? Object.create({ user_code: "inherited" }) : {};
  const way = 1 + random.below(4);
  if (!random.once(8)) made.type = way;
  for (const field of OF_WAYS[way - 1]) {
    if (random.once(2)) made[field] = random.once(4) ? random.one(VALUES)(random) : way === 4 ? 7 : "right";
  }
  for (let left = random.once(2) ? 0 : random.below(size + 1); left > 0; left--) {
    const value = random.one(VALUES)(random);
    const get = random.once(30) ? refuse : () => value;
    Object.defineProperty(made, name(random), { get, enumerable: !random.once(10), configurable: true });
  }
  if (random.once(30) && !("toJSON" in made)) {
    const value = random.one([refuse, () => ({ type: 4, user_id: 7 }), () => "text", 7]);
    Object.defineProperty(made, "toJSON", { value, enumerable: random.once(2) });
  }
  return random.once(30) ? new Proxy(made, random.once(3) ? { ownKeys: refuse } : {}) : made;
}

/** @param {any} error @returns {object[]} */
function issuesOf(error) {
  assert.equal(error.name, "ZvcmsError", String(error));
  return error.kind === "invalid_argument" ? error.issues : [];
}

/** Only the core gives the nearest right name. @param {any} issue */
const withoutNearName = (issue) => ({ ...issue, message: issue.message.replace(/; did you mean ".+"\?$/, "") });

/** Where the two may differ, as docs/errors.md says: only the core sees the last digits of an id. @param {any} given */
function isKnown(given) {
  try {
    const id = given.user_id;
    if (typeof id === "string") return /[\ud800-\udfff]/u.test(id) || (/^\d+$/.test(id) && BigInt(id) === 2n ** 63n);
    return typeof id === "bigint" && id === 2n ** 63n;
  } catch {
    return false;
  }
}

const CASES = countOf(20_000);

/** What was sent, with ids in one form: the core sends them as integers. @param {any} params */
const sentAs = ({ user_id, ...others }) => (user_id === undefined ? others : { ...others, user_id: Number(user_id) });

test("random params have the same issues in a page as in the core; those without any are sent, and no others", async (t) => {
  t.diagnostic(`seed ${SEED}`);
  /** @type {any[]} */
  let sent = [];
  const fetch = async (/** @type {string} */ _, /** @type {{ body: string }} */ { body }) => {
    sent.push(sentAs(JSON.parse(body).Params));
    throw new Error("nobody answers");
  };
  const request = (/** @type {any} */ { data, fail }) => {
    sent.push(sentAs(JSON.parse(data)));
    fail({ errMsg: "nobody answers" });
  };
  const client = new Client({ ...CREDENTIALS, fetch, maxRetries: 0 });
  t.after(() => client.free());
  let right = 0;
  let known = 0;
  for (let index = 0; index < CASES; index++) {
    // The smallest come first, so that the first that differs is a small one.
    const made = () => params(randomFrom(index), 1 + Math.floor((8 * index) / CASES));
    if (isKnown(made())) {
      known += 1;
      continue;
    }
    const expected = issuesOf(await failureOf(() => client.identifyUser(made())));
    const found = issuesOf(await failureOf(() => identifyUser(made(), { url: "/", request })));
    assert.deepEqual(found, expected.map(withoutNearName), `SEED=${SEED}, case ${index}`);
    assert.equal(sent.length, expected.length > 0 ? 0 : 2, `SEED=${SEED}, case ${index}`);
    assert.deepEqual(sent[1], sent[0], `SEED=${SEED}, case ${index}`);
    if (sent.length > 0) right += 1;
    sent = [];
  }
  t.diagnostic(`${CASES} params, ${right} of them right, ${known} not compared`);
  assert.ok(right > CASES / 20 && right < CASES / 2);
  assert.ok(known < CASES / 20);
});
