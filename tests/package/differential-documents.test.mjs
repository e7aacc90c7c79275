// @ts-check
// Random and damaged JSON, beside JSON.parse: both agree on what is JSON, and on what it says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Client, ZvcmsError } from "zvcms-openapi";
import { countOf, randomFrom, SEED } from "../random.mjs";
import { damaged, damagedBytes, decoded, depthOf, MAX_DEPTH, parsed, promised, writer } from "./documents.mjs";
import { CREDENTIALS } from "./support.mjs";

/** @typedef {{ value: any } | { error: any }} Outcome */

/** Of each of three sorts. */
const DOCUMENTS = countOf(4000, 10 / 3);

let body = new Uint8Array();
const client = new Client({ ...CREDENTIALS, fetch: async () => new Response(body) });

/** @param {string} data */
const answer = (data) => `{"status":true,"code":0,"message":"","data":${data}}`;
/** @param {string} field */
const memberWith = (field) => answer(`{"user_info":{"id":7,"x":${field}}}`);

/** @param {string | Uint8Array} sent @param {() => Promise<any>} act @returns {Promise<Outcome>} */
async function outcome(sent, act) {
  body = typeof sent === "string" ? new TextEncoder().encode(sent) : Uint8Array.from(sent);
  try {
    return { value: await act() };
  } catch (error) {
    return { error };
  }
}
const call = () => client.call("x");
const identify = () => client.identifyUser({ type: 4, user_id: 7 });

/** @param {Outcome} mine @param {string} where */
function assertDecodeError(mine, where) {
  assert.ok("error" in mine, `${where} is read, and is no JSON`);
  assert.ok(ZvcmsError.is(mine.error) && mine.error.kind === "decode", `${where}: ${mine.error}`);
}

/**
 * Asserts that the documents are read as JSON.parse reads them.
 * @param {(index: number) => string} make
 * @param {(document: string, where: string) => Promise<boolean>} isRead
 */
async function compareAll(make, isRead) {
  const counts = { read: 0, refused: 0 };
  for (let index = 0; index < DOCUMENTS; index++) {
    const document = make(index);
    const where = `seed ${SEED}, document ${index}: ${JSON.stringify(document)}`;
    counts[(await isRead(document, where)) ? "read" : "refused"] += 1;
  }
  assert.ok(counts.read > DOCUMENTS / 5 && counts.refused > DOCUMENTS / 10, JSON.stringify(counts));
}

/** Every other one is damaged. @param {number} index */
function document(index) {
  const random = randomFrom(index);
  const json = writer(random)(Math.min(index >> 6, 64));
  return index % 2 === 0 ? json : damaged(json, random);
}

/** JSON of the right shape may be refused where it is too deep. @param {string} json */
const mayBeRefused = (json) => depthOf(json) > MAX_DEPTH;

test(`any data is read as JSON.parse reads it, but for numbers that it misreads (seed ${SEED})`, async () => {
  await compareAll(document, async (data, where) => {
    const mine = await outcome(answer(data), call);
    const whole = parsed(answer(data));
    if (!whole || "error" in mine) {
      assertDecodeError(mine, where);
      assert.ok(!whole || mayBeRefused(data), `${where} is refused`);
      return false;
    }
    // Of the answer: damage may end the data, and begin other ones.
    assert.deepEqual(mine.value, JSON.parse(promised(answer(data))).data, where);
    return true;
  });
});

test(`fields that are not known are read as JSON.parse reads them (seed ${SEED})`, async () => {
  await compareAll(document, async (field, where) => {
    const mine = await outcome(memberWith(field), identify);
    const whole = parsed(memberWith(field));
    if (!whole || "error" in mine) {
      assertDecodeError(mine, where);
      // Damage may change the other fields, too.
      assert.ok(!parsed(field) || mayBeRefused(field), `${where} is refused`);
      return false;
    }
    const meant = JSON.parse(promised(memberWith(field))).data.user_info;
    for (const name of Object.keys(meant)) assert.deepEqual(mine.value[name], meant[name], where);
    return true;
  });
});

test(`bytes that are no JSON are a decode error, and others are read alike (seed ${SEED})`, async () => {
  const counts = { read: 0, refused: 0, other: 0 };
  for (let index = 0; index < DOCUMENTS; index++) {
    const random = randomFrom(index, SEED + 1);
    const bytes = damagedBytes(new TextEncoder().encode(answer(writer(random)(Math.min(index >> 6, 16)))), random);
    const where = `seed ${SEED}, bytes ${index}: ${Buffer.from(bytes).toString("base64")}`;
    const mine = await outcome(bytes, call);
    const text = decoded(bytes);
    const meant = text === undefined ? undefined : parsed(promised(text));
    if (text === undefined || !parsed(text)) {
      assertDecodeError(mine, where);
      counts.refused += 1;
    } else if ("value" in mine) {
      assert.ok(meant && isDeepStrictEqual(mine.value, meant.value.data ?? null), `${where} is read otherwise`);
      counts.read += 1;
    } else {
      // Damaged names and values of the envelope: another outcome, or none.
      const { status, code } = meant?.value ?? {};
      assert.ok(["decode", "business", "system"].includes(mine.error.kind), `${where}: ${mine.error}`);
      assert.ok(status !== true || code !== 0 || mayBeRefused(text), `${where} is refused`);
      counts.other += 1;
    }
  }
  assert.ok(counts.read > DOCUMENTS / 50 && counts.refused > DOCUMENTS / 2 && counts.other > 0, JSON.stringify(counts));
});

test(`an answer that is cut at any byte is truncated (seed ${SEED})`, async () => {
  for (let index = 0; index < countOf(60, 1 / 50); index++) {
    const random = randomFrom(index, SEED + 2);
    const json = writer(random)(Math.min(index >> 2, 16));
    for (const [text, act] of /** @type {const} */ ([
      [answer(json), call],
      [memberWith(json), identify],
    ])) {
      const bytes = new TextEncoder().encode(text);
      for (let length = 0; length < bytes.length; length++) {
        const mine = await outcome(bytes.slice(0, length), act);
        assertDecodeError(mine, `seed ${SEED}, document ${index}, cut after ${length}`);
        if (!("error" in mine)) continue;
        assert.equal(mine.error.code, length === 0 ? "empty_body" : "truncated", `${length} of ${text}`);
      }
    }
  }
});

test("half a surrogate pair is read as JSON.parse reads it, in a text and in a name", async () => {
  for (const data of [
    String.raw`"\ud83d"`,
    String.raw`["a\ude00b",9007199254740993]`,
    String.raw`{"a":"\ud83d"}`,
    String.raw`{"\ud83d\ude00":1}`,
    String.raw`{"\ud83d":1,"b":9007199254740993}`,
  ]) {
    assert.deepEqual(await outcome(answer(data), call), { value: JSON.parse(promised(answer(data))).data });
  }
  const member = answer(String.raw`{"user_info":{"id":7,"\ud83d":9007199254740993}}`);
  const mine = /** @type {any} */ (await outcome(member, identify));
  assert.equal(mine.value["\ud83d"], "9007199254740993");
});

test("data that is nested beyond 128 levels is refused as such", async () => {
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
  ]) {
    for (const depth of [1, 64, 127, 128, 129, 1000, 200_000]) {
      const data = open.repeat(depth) + (open === "[" ? "" : "1") + close.repeat(depth);
      for (const [text, act] of /** @type {const} */ ([
        [answer(data), call],
        [memberWith(data), async () => /** @type {any} */ (await identify()).x],
      ])) {
        const mine = await outcome(text, act);
        if (depth <= MAX_DEPTH) assert.deepEqual(mine, { value: JSON.parse(data) });
        else assert.ok("error" in mine && mine.error.code === "too_deep", `${depth} levels of ${open}`);
      }
    }
  }
});
