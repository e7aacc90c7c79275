// @ts-check
// Which request gets which fault, and a port that is closed for a while.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { emulatorFor, post, signedBody } from "./client.mjs";
import { exchange } from "./raw.mjs";

const params = { type: 4, user_id: 10001 };

/** @param {import("../../pkg/types/emulator.js").Emulator} emulator */
const ask = (emulator) => exchange(emulator.url, signedBody(emulator, params));
/** The status, or how it ended without one. @param {import("../../pkg/types/emulator.js").Emulator} emulator */
async function statusOf(emulator) {
  const { head, how } = await ask(emulator);
  return /^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? how;
}

test("a list gives one fault to each request, then nothing is wrong", async (t) => {
  const emulator = await emulatorFor(t, {
    faults: ["status-503", undefined, { kind: "status", status: 418 }, "reset"],
  });
  const seen = [];
  for (let count = 0; count < 6; count++) seen.push(await statusOf(emulator));
  assert.deepEqual(seen, ["503", "200", "418", "ECONNRESET", "200", "200"]);
});

test("setFaults replaces a list, a function and what is left of either", async (t) => {
  const emulator = await emulatorFor(t, { faults: ["status-503", "status-503", "status-503"] });
  assert.equal(await statusOf(emulator), "503");
  await emulator.setFaults(["status-404"]);
  assert.deepEqual([await statusOf(emulator), await statusOf(emulator)], ["404", "200"]);
  await emulator.setFaults(() => "status-502");
  assert.deepEqual([await statusOf(emulator), await statusOf(emulator)], ["502", "502"]);
  await emulator.setFaults();
  assert.equal(await statusOf(emulator), "200");
  await assert.rejects(emulator.setFaults(/** @type {any} */ (["nope"])), {
    name: "TypeError",
    message: /^setFaults: faults\[0\] must be an object with a kind, or one of "refuse", "reset", /,
  });
});

test("nobody listens while refuse is due, until other faults are set", async (t) => {
  const emulator = await emulatorFor(t, { faults: ["refuse"] });
  assert.deepEqual([await statusOf(emulator), await statusOf(emulator)], ["ECONNREFUSED", "ECONNREFUSED"]);
  await emulator.setFaults(["status-503", "refuse", "status-404"]);
  assert.deepEqual([await statusOf(emulator), await statusOf(emulator)], ["503", "ECONNREFUSED"]);
  await emulator.setFaults();
  assert.equal(await statusOf(emulator), "200");
  assert.equal(emulator.requests.length, 2);
});

test("refuse can last for a time, and the list goes on after it", async (t) => {
  const emulator = await emulatorFor(t, { faults: [{ kind: "refuse", ms: 300 }, "status-503"] });
  assert.equal(await statusOf(emulator), "ECONNREFUSED");
  let seen = "";
  while (!/^\d+$/.test(seen)) {
    await setTimeout(20);
    seen = await statusOf(emulator);
  }
  assert.deepEqual([seen, await statusOf(emulator)], ["503", "200"]);
});

test("a connection that was kept open is refused, too", async (t) => {
  const emulator = await emulatorFor(t);
  assert.equal((await post(emulator.url, signedBody(emulator, params))).json.code, 0);
  await emulator.setFaults(["refuse"]);
  await assert.rejects(post(emulator.url, signedBody(emulator, params)));
});

test("an emulator that refuses can be closed", async (t) => {
  const emulator = await emulatorFor(t, { faults: [{ kind: "refuse", ms: 100 }] });
  await emulator.close();
  await setTimeout(200);
  assert.equal(await statusOf(emulator), "ECONNREFUSED");
});

test("a skewed clock holds for the check of the Timestamp, too", async (t) => {
  const emulator = await emulatorFor(t, { faults: () => "clock-ahead" });
  const { json } = await post(emulator.url, signedBody(emulator, params, { Timestamp: "1547186844" }));
  assert.equal(json.code, 0);
});
