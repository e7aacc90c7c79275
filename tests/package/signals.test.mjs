// @ts-check
// Many calls with one signal, as a server has that stops, or a page that is left.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { clientOf, emulatorFor, failureOf } from "./support.mjs";

const PARAMS = { type: /** @type {const} */ (4), user_id: 10001 };
const CALLS = 40;

/** The warnings of Node's while the test runs. @param {import("node:test").TestContext} t */
function warningsOf(t) {
  /** @type {string[]} */
  const warnings = [];
  const listener = (/** @type {Error} */ warning) => warnings.push(warning.name);
  process.on("warning", listener);
  t.after(() => process.off("warning", listener));
  return warnings;
}

/** @param {AbortSignal} signal */
const listenersOf = (signal) => getEventListeners(signal, "abort").length;

test("forty calls at once with one signal raise no warning, and leave no listener", async (t) => {
  const warnings = warningsOf(t);
  const emulator = await emulatorFor(t);
  const client = clientOf(t, emulator);
  const { signal } = new AbortController();
  for (const round of [1, 2]) {
    const calls = Array.from({ length: CALLS }, () => client.identifyUser(PARAMS, { signal }));
    for (const user of await Promise.all(calls)) assert.equal(user.id, 10001);
    assert.equal(listenersOf(signal), 0, `round ${round}`);
  }
  // Node tells of them a little later.
  await wait(20);
  assert.deepEqual(warnings, []);
});

test("a signal ends all the calls that share it, and no others", async (t) => {
  const warnings = warningsOf(t);
  const controller = new AbortController();
  const other = new AbortController();
  let arrived = 0;
  const emulator = await emulatorFor(t, {
    faults: () => {
      arrived += 1;
      return { kind: "delay", ms: arrived <= CALLS ? 3_600_000 : 10 };
    },
  });
  const clients = [clientOf(t, emulator), clientOf(t, emulator)];
  const calls = Array.from({ length: CALLS }, (_, index) =>
    failureOf(() => clients[index % 2].identifyUser(PARAMS, { signal: controller.signal })),
  );
  while (arrived < CALLS) await wait(5);
  const unhurt = clients[0].identifyUser(PARAMS, { signal: other.signal });
  controller.abort(new Error("the server stops"));
  for (const error of await Promise.all(calls)) {
    assert.deepEqual([error.kind, error.attempts, error.cause.message], ["aborted", 1, "the server stops"]);
  }
  assert.equal((await unhurt).id, 10001);
  assert.deepEqual([listenersOf(controller.signal), listenersOf(other.signal)], [0, 0]);
  await wait(20);
  assert.deepEqual(warnings, []);
});

test("of the calls that share a signal each ends by itself, and the last one takes the listener along", async (t) => {
  const { signal } = new AbortController();
  let count = 0;
  const emulator = await emulatorFor(t, { faults: () => ({ kind: "delay", ms: 20 * count++ }) });
  const client = clientOf(t, emulator);
  const calls = Array.from({ length: 5 }, () => client.identifyUser(PARAMS, { signal }));
  await Promise.race(calls);
  assert.ok(listenersOf(signal) >= 1);
  await Promise.all(calls);
  assert.equal(listenersOf(signal), 0);
});

test("a listener of the caller's own may start another call with the signal that just fired", async (t) => {
  const client = clientOf(t, await emulatorFor(t, { faults: () => ({ kind: "delay", ms: 3_600_000 }) }));
  const controller = new AbortController();
  const { signal } = controller;
  /** @type {Promise<any>[]} */
  const late = [];
  signal.addEventListener("abort", () => late.push(failureOf(() => client.identifyUser(PARAMS, { signal }))), {
    once: true,
  });
  const call = failureOf(() => client.identifyUser(PARAMS, { signal }));
  await wait(20);
  controller.abort();
  assert.deepEqual([(await call).kind, (await late[0]).kind, (await late[0]).attempts], ["aborted", "aborted", 0]);
  assert.equal(listenersOf(signal), 0);
});
