// @ts-check
// Answers that PHP writes in its many habits, beside what PHP says that they mean. See tests/php/bodies.php.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Client } from "zvcms-openapi";
import { linesOf, skip } from "../php/run.mjs";
import { countOf, SEED } from "../random.mjs";
import { CREDENTIALS } from "./support.mjs";

/** @typedef {{ user: object } | { kind: string, path?: string, vendorCode?: string, vendorMessage?: string }} Read */
/** @typedef {{ body: string, read: Read, isTidy: boolean }} Answer */

const BODIES = countOf(2000);
const BATCH = 2000;
const PARAMS = /** @type {const} */ ({ type: 4, user_id: 7, point_rules: 1 });

let body = new Uint8Array();
const fetch = async () => new Response(body);
const [tolerant, strict] = [false, true].map((strict) => new Client({ ...CREDENTIALS, fetch, strict }));

/** What we make of an answer, in PHP's words. @param {Client} client @param {string} text @returns {Promise<any>} */
async function read(client, text) {
  body = new TextEncoder().encode(text);
  let conversions = 0;
  /** @param {any} meta */
  const onResponse = (meta) => {
    conversions = meta.conversions.length;
  };
  try {
    return { user: await client.identifyUser(PARAMS, { onResponse }), conversions };
  } catch (/** @type {any} */ error) {
    const { kind, code, path, vendorCode, vendorMessage } = error;
    return kind === "decode" ? { kind, path, code } : { kind, vendorCode, vendorMessage };
  }
}

/**
 * Where two values differ first; nothing is said of what they are.
 * @param {any} one
 * @param {any} other
 * @param {string} [path]
 * @returns {string | null}
 */
function difference(one, other, path = "") {
  if (isDeepStrictEqual(one, other)) return null;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return path;
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const found = names.map((name) => difference(one[name], other[name], `${path}.${name}`));
  return found.find((place) => place !== null) ?? path;
}

/** @param {Answer} answer @returns {Promise<string | null>} */
async function differenceIn({ body, read: meant, isTidy }) {
  const { conversions, code, ...found } = await read(tolerant, body);
  const place = difference(found, meant);
  if (place !== null) return place;
  if (meant && "kind" in meant && meant.kind === "decode") return code === "unreadable" ? null : "code";
  if (!isTidy) return null;
  if (conversions !== countOfEmpty(found.user)) return "conversions";
  return difference((await read(strict, body)).user, found.user, "strict");
}

/** An empty text is reported, though it is one. @param {any} value @returns {number} */
function countOfEmpty(value) {
  if (value === "") return 1;
  return typeof value === "object" && value ? Object.values(value).reduce((sum, one) => sum + countOfEmpty(one), 0) : 0;
}

test(`${BODIES} answers by PHP's json_encode are read as they are meant (seed ${SEED})`, { skip }, async (t) => {
  /** @type {Record<string, number>} */
  const counts = {};
  for (let from = 0; from < BODIES; from += BATCH) {
    const lines = linesOf("bodies.php", [SEED, from, Math.min(BATCH, BODIES - from)]);
    for (const [at, line] of lines.entries()) {
      /** @type {Answer} */
      const answer = JSON.parse(line);
      const place = await differenceIn(answer);
      assert.equal(place, null, `seed ${SEED}, body ${from + at}: it differs`);
      const what = "kind" in answer.read ? answer.read.kind : answer.isTidy ? "tidy" : "user";
      counts[what] = (counts[what] ?? 0) + 1;
    }
  }
  t.diagnostic(JSON.stringify(counts));
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  assert.equal(total, BODIES);
  for (const what of ["user", "tidy", "decode", "business", "system"]) assert.ok(counts[what] > BODIES / 100, what);
});

test("an answer that is read otherwise than PHP meant it is noticed", { skip }, async () => {
  const lines = linesOf("bodies.php", [1, 400, 20]).map((line) => JSON.parse(line));
  const { body, isTidy, read } = lines.find(({ read }) => read.user?.user_coupons.length > 0);
  const changed = (/** @type {object} */ fields) => ({ body, isTidy, read: { user: { ...read.user, ...fields } } });
  assert.equal(await differenceIn(changed({})), null);
  assert.equal(await differenceIn(changed({ id: read.user.id + 1 })), ".user.id");
  assert.equal(await differenceIn(changed({ more: null })), ".user.more");
  const [coupon, ...others] = read.user.user_coupons;
  const coupons = [{ ...coupon, amount: -0 }, ...others];
  assert.equal(await differenceIn(changed({ user_coupons: coupons })), ".user.user_coupons.0.amount");
  assert.equal(await differenceIn({ ...lines[0], read: { kind: "decode", path: "data" } }), ".user");
});
