// @ts-check
// Random JSON as the data of an answer, beside JSON.parse: both agree on what is JSON, and on what it says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, ZvcmsError } from "zvcms-openapi";
import { CREDENTIALS } from "./support.mjs";

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const DOCUMENTS = 4000;
const MAX_DEPTH = 128;

/** The same numbers for the same seed. @param {number} seed @returns {(limit: number) => number} */
function randomFrom(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  };
}

const BLANKS = ["", "", "", "", " ", "\n", "\r\n\t"];
const DIGITS = ["0", "0", "1", "9", "10", "12345", "9007199254740991", "9007199254740992", "99999999999999999999"];
const FRACTIONS = ["", "", "", ".0", ".5", ".000", ".9007199254740993"];
const EXPONENTS = ["", "", "", "", "e0", "E+5", "e-7", "e308", "e309", "E-400", "e99999999999"];
const TEXTS = [
  ..."a 0智😀𠮷\u2028\u007f",
  "id",
  "__proto__",
  "constructor",
  "12345678",
  String.raw`\n`,
  String.raw`\/`,
  String.raw`\\`,
  String.raw`\"`,
  String.raw`\b\f\r\t`,
  String.raw`\u0061`,
  String.raw`\u0000`,
  String.raw`\ud83d\ude00`,
  String.raw`\uD842\uDFB7`,
  String.raw`\ud83d`,
];
const DAMAGE = [...'"\\,:01-.e[]{} u\n\u0001/\u00e9'];

/** Writes JSON. @param {(limit: number) => number} next */
function writer(next) {
  const one = (/** @type {string[]} */ choices) => choices[next(choices.length)];
  const many = (/** @type {number} */ count, /** @type {() => string} */ write) => Array.from({ length: count }, write);
  const number = () => one(["", "", "-"]) + one(DIGITS) + one(FRACTIONS) + one(EXPONENTS);
  const text = () => `"${many(next(4), () => one(TEXTS)).join("")}"`;
  /** @param {number} size @returns {string} */
  function value(size) {
    const inner = () => one(BLANKS) + value(size >> 1) + one(BLANKS);
    const count = next(Math.min(size, 6) + 1);
    const choice = next(size === 0 ? 6 : 10);
    if (choice === 0) return one(["null", "true", "false"]);
    if (choice < 3) return number();
    if (choice < 5) return text();
    if (choice === 5) return one(["[]", "{}", "[ ]", "{\n}"]);
    if (choice < 8) return `[${many(count, inner).join(",")}]`;
    return `{${many(count, () => `${one(BLANKS)}${text()}${one(BLANKS)}:${inner()}`).join(",")}}`;
  }
  return value;
}

/** The text with one character changed, put in or taken out. @param {string} text @param {(limit: number) => number} next */
function damaged(text, next) {
  const characters = [...text];
  const more = next(3) === 0 ? [] : [DAMAGE[next(DAMAGE.length)]];
  characters.splice(next(characters.length + 1), next(2), ...more);
  return characters.join("");
}

/** JSON with its numbers as we promise them. @param {string} json */
function promised(json) {
  const outside = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  return json.replace(outside, (token) => {
    if (token.startsWith('"')) return token;
    const value = Number(token);
    const whole = /^(-?\d+)(?:\.0+)?$/.exec(token)?.[1];
    if (whole !== undefined && !Number.isSafeInteger(value)) return `"${whole}"`;
    return Number.isFinite(value) ? token : `"${token}"`;
  });
}

/** @param {string} json */
const depthOf = (json) => {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    else if (!token.startsWith('"')) depth -= 1;
  }
  return deepest;
};

let body = "";
const client = new Client({ ...CREDENTIALS, fetch: async () => ({ status: 200, text: async () => body }) });

/** What we read of data, or the error. @param {string} data @returns {Promise<{ value: unknown } | { error: any }>} */
async function ours(data) {
  body = `{"status":true,"code":0,"message":"","data":${data}}`;
  try {
    return { value: await client.call("x") };
  } catch (error) {
    return { error };
  }
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const HALF = /\\u[dD][89abAB]|\\u[dD][c-fC-F]/;

/** @param {string} data */
async function compare(data) {
  const mine = await ours(data);
  const where = `seed ${SEED}: ${JSON.stringify(data)}`;
  if ("error" in mine) {
    assert.ok(ZvcmsError.is(mine.error) && mine.error.kind === "decode", `${where}: ${mine.error}`);
    assert.ok(!isJson(body) || HALF.test(data) || depthOf(data) > MAX_DEPTH, `${where}: ${mine.error}`);
    return "refused";
  }
  assert.ok(isJson(body), `${where} is no JSON`);
  // Of the answer: damage may end the data, and begin other ones.
  assert.deepEqual(mine.value, JSON.parse(promised(body)).data, where);
  return "read";
}

test(`any data is read as JSON.parse reads it, but for numbers that it misreads (seed ${SEED})`, async () => {
  const counts = { read: 0, refused: 0 };
  for (let run = 0; run < DOCUMENTS; run++) {
    const next = randomFrom(SEED * 31 + run * 7919);
    const json = writer(next)(run >> 6);
    counts[await compare(run % 2 === 0 ? json : damaged(json, next))] += 1;
  }
  assert.ok(counts.read > 1000 && counts.refused > 400, JSON.stringify(counts));
});

test("data that is nested beyond 128 levels is refused as such", async () => {
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
  ]) {
    for (const depth of [1, 64, 127, 128, 129, 1000, 200_000]) {
      const data = open.repeat(depth) + (open === "[" ? "" : "1") + close.repeat(depth);
      const mine = await ours(data);
      if (depth <= MAX_DEPTH) assert.deepEqual(mine, { value: JSON.parse(data) });
      else assert.ok("error" in mine && mine.error.code === "too_deep", `${depth} levels of ${open}`);
    }
  }
});
