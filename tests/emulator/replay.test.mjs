// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { emulatorFor, post, SECOND, signedBody } from "./client.mjs";

const params = { type: 4, user_id: 10001 };

test("a Timestamp up to 300 s before or after the server's clock is taken", async (t) => {
  const emulator = await emulatorFor(t, { now: () => SECOND * 1000 + 999 });
  for (const [offset, code] of [
    [-301, 10104],
    [-300, 0],
    [0, 0],
    [300, 0],
    [301, 10104],
  ]) {
    const { json } = await post(emulator.url, signedBody(emulator, params, { Timestamp: String(SECOND + offset) }));
    assert.equal(json.code, code, `${offset} s`);
  }
});

test("the Date header follows the server's clock", async (t) => {
  const emulator = await emulatorFor(t);
  const { headers } = await post(emulator.url, signedBody(emulator, params));
  assert.equal(headers.get("date"), "Fri, 11 Jan 2019 05:57:24 GMT");
});

test("a request sent twice is refused, with another Nonce or Timestamp it is not", async (t) => {
  const emulator = await emulatorFor(t);
  const body = signedBody(emulator, params, { Nonce: "7" });
  const codes = [];
  for (const sent of [
    body,
    body,
    signedBody(emulator, params, { Nonce: "7", Action: "other" }),
    signedBody(emulator, params, { Nonce: "8" }),
    signedBody(emulator, params, { Nonce: "7", Timestamp: String(SECOND + 1) }),
  ]) {
    codes.push((await post(emulator.url, sent)).json.code);
  }
  assert.deepEqual(codes, [0, 10107, 10107, 0, 0]);
});

test("a pair is used up by a business error, but not by a wrong Token", async (t) => {
  const emulator = await emulatorFor(t);
  const body = signedBody(emulator, { type: 4, user_id: 99 });
  const codes = [];
  for (const sent of [{ ...body, Token: "x" }, body, body]) {
    codes.push((await post(emulator.url, sent)).json.code);
  }
  assert.deepEqual(codes, [10105, 20001, 10107]);
});

test("two emulators share no memory", async (t) => {
  const [one, other] = [await emulatorFor(t), await emulatorFor(t)];
  const body = signedBody(one, params);
  assert.equal((await post(one.url, body)).json.code, 0);
  assert.equal((await post(other.url, body)).json.code, 0);
});

test("a pair is remembered for as long as its Timestamp is taken", async (t) => {
  let clock = SECOND - 300;
  const emulator = await emulatorFor(t, { now: () => clock * 1000 });
  const body = signedBody(emulator, params);
  assert.equal((await post(emulator.url, body)).json.code, 0);
  clock = SECOND + 300;
  assert.equal((await post(emulator.url, body)).json.code, 10107);
});

test("a pair is forgotten after 600 s", async (t) => {
  let clock = SECOND;
  const emulator = await emulatorFor(t, { now: () => clock * 1000 });
  const body = signedBody(emulator, params);
  /** @param {number} seconds */
  const askedAfter = async (seconds) => {
    clock = SECOND + seconds;
    await post(emulator.url, signedBody(emulator, params, { Timestamp: String(clock) }));
    clock = SECOND;
    return (await post(emulator.url, body)).json.code;
  };
  assert.equal((await post(emulator.url, body)).json.code, 0);
  assert.equal(await askedAfter(600), 10107);
  assert.equal(await askedAfter(601), 0);
});
