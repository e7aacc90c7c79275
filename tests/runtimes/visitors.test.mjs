// @ts-check
// A client that all visitors of a worker share, as it stands at the top of a module. workerd keeps what belongs to one
// request from the others, and drops all of it when the visitor leaves.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmulator } from "zvcms-openapi/emulator";
import { runtimes, startWorker } from "./runtimes.mjs";

const PER_SECOND = 3;
const NINE = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const FIRST_ID = 20_001;
/** For an answer that comes after 2 s at most. */
const PATIENCE = 8_000;
const skip = runtimes.find(({ name }) => name === "workerd")?.missing;

/**
 * A worker and the platform that it asks, both until the test ends.
 * @param {import("node:test").TestContext} t
 * @param {import("zvcms-openapi/emulator").Faults} [faults]
 * @param {object} [more] options of the client
 */
async function shopFor(t, faults, more = { maxRequestsPerSecond: PER_SECOND }) {
  const members = NINE.map((visitor) => ({ login: { user_id: FIRST_ID + visitor } }));
  const emulator = await startEmulator({ faults, members });
  t.after(() => emulator.close());
  const options = { ...emulator.credentials, endpoint: emulator.url, ...more };
  const { url, end } = await startWorker("visitors-worker.mjs", {}, { "globalThis.OPTIONS": JSON.stringify(options) });
  t.after(end);
  /** What a visitor gets, who leaves in the middle where a signal says so. @param {number} visitor @param {AbortSignal} [leaves] */
  const visit = async (visitor, leaves) => {
    const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(leaves ? [leaves] : [])]);
    try {
      return await (await fetch(`${url}?member=${FIRST_ID + visitor}`, { signal })).text();
    } catch (/** @type {any} */ { name }) {
      return name === "AbortError" ? "left" : name;
    }
  };
  return { emulator, visit };
}

/** @param {number[]} visitors @param {number[]} [left] */
const answers = (visitors, left = []) =>
  visitors.map((visitor) => (left.includes(visitor) ? "left" : String(FIRST_ID + visitor)));

describe("in workerd", { skip, concurrency: true }, () => {
  test("nine visitors at once with three requests in a second get nine answers", async (t) => {
    const { visit } = await shopFor(t);
    const began = performance.now();
    assert.deepEqual(await Promise.all(NINE.map((visitor) => visit(visitor))), answers(NINE));
    const took = performance.now() - began;
    assert.ok(took > 1_900 && took < 5_000, `${took} ms`);
    assert.deepEqual([await visit(3)], answers([3]));
  });

  test("visitors who leave while they wait for their turn keep nobody from an answer", async (t) => {
    const { emulator, visit } = await shopFor(t);
    const leaving = NINE.map(() => new AbortController());
    const visits = NINE.map((visitor) => visit(visitor, leaving[visitor].signal));
    while (emulator.requests.length < PER_SECOND) await sleep(10);
    await sleep(200);
    const served = emulator.requests.map(({ params }) => Number(params.user_id) - FIRST_ID);
    const waiting = NINE.filter((visitor) => !served.includes(visitor));
    const left = [waiting[0], waiting[3]];
    for (const visitor of left) leaving[visitor].abort();
    assert.deepEqual(await Promise.all(visits), answers(NINE, left));
    assert.deepEqual(await Promise.all(NINE.map((visitor) => visit(visitor))), answers(NINE));
  });

  for (const [what, more] of Object.entries({ "": {}, " with a limit": { maxRequestsPerSecond: PER_SECOND } })) {
    test(`a visitor who leaves while the platform is asked${what} keeps nobody from an answer`, async (t) => {
      const slow = new Set([FIRST_ID, FIRST_ID + 1]);
      /** @type {import("zvcms-openapi/emulator").Faults} */
      const faults = ({ params }) => (slow.delete(Number(params.user_id)) ? { kind: "delay", ms: 1_000 } : undefined);
      const { emulator, visit } = await shopFor(t, faults, more);
      const leaving = new AbortController();
      const visits = NINE.map((visitor) => visit(visitor, visitor === 0 ? leaving.signal : undefined));
      while (!emulator.requests.some(({ params }) => params.user_id === FIRST_ID)) await sleep(10);
      await sleep(200);
      leaving.abort();
      assert.deepEqual(await Promise.all(visits), answers(NINE, [0]));
      assert.deepEqual(await Promise.all(NINE.map((visitor) => visit(visitor))), answers(NINE));
    });
  }
});
