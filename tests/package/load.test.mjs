// @ts-check
// Much at once, for long, and without a server. `npm run soak` makes all of it larger.
import assert from "node:assert/strict";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "zvcms-openapi";
import { startChild } from "../child.mjs";
import { FLAGS } from "../memory.mjs";
import { emulatorApart, isLong, round, unhandledOf } from "./load/support.mjs";
import { fourWays } from "./support.mjs";

/** @typedef {import("node:test").TestContext} TestContext */

const [SIGNS, CALLS, SPANS] = isLong ? [1_000_000, 100_000, 9] : [20_000, 2_000, 2];
const AT_ONCE = 2_000;
const OUTAGE_MS = isLong ? 30_000 : 1_500;
/** So many call one after the other during the outage. */
const CALLERS = 20;

/** A client of an emulator, and how often it sent. @param {TestContext} t @param {Awaited<ReturnType<typeof emulatorApart>>} emulator */
function countingClient(t, { url, credentials }) {
  const sent = { count: 0 };
  /** @type {import("zvcms-openapi").FetchLike} */
  const counting = (...args) => {
    sent.count += 1;
    return fetch(...args);
  };
  const client = new Client({ ...credentials, endpoint: url, fetch: counting, timeoutMs: 120_000 });
  t.after(() => client.free());
  return { client, sent };
}

test("a long run holds no more memory after it than after its warm-up, and leaves nothing behind", async (t) => {
  const { url, credentials } = await emulatorApart(t);
  const sizes = [SIGNS, CALLS, SPANS].map(String);
  const script = new URL("load/soak.mjs", import.meta.url);
  const start = performance.now();
  const child = startChild(script, [url, JSON.stringify(credentials), ...sizes], FLAGS);
  t.after(child.end);
  const { looks, counts, ...left } = await child.message();
  const seconds = round((performance.now() - start) / 1000);
  const [before, after] = [looks[0], looks.at(-1)];
  for (const [span, { wasm, heap, rss }] of looks.entries()) {
    t.diagnostic(`span ${span}: ${wasm * 16} Wasm pages, heap ${round(heap)} MiB, RSS ${round(rss)} MiB`);
  }
  t.diagnostic(`${JSON.stringify(counts)} in ${seconds} s`);
  assert.ok(counts.signed >= SIGNS && counts.called >= CALLS);
  assert.equal(counts.told, counts.called);
  const { resourcesBefore } = left;
  assert.deepEqual(left, { warnings: [], listeners: 0, resources: resourcesBefore, resourcesBefore });
  assert.ok(before.wasm > 0);
  assert.ok(after.wasm - before.wasm <= 1 / 16, `${before.wasm} MiB, then ${after.wasm} MiB of Wasm`);
  // 4,000 answers kept are 4 MiB at least; the engine's own come and go within one.
  assert.ok(after.heap - before.heap < 1.5, `${before.heap} MiB, then ${after.heap} MiB of heap`);
  assert.ok(after.rss - before.rss < 16, `${before.rss} MiB, then ${after.rss} MiB in all`);
});

for (const maxDelayMs of [0, 1_000]) {
  test(`each of 2,000 calls at once gets its own answer, delayed by up to ${maxDelayMs} ms`, async (t) => {
    const emulator = await emulatorApart(t, { members: AT_ONCE, maxDelayMs });
    const { client } = countingClient(t, emulator);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    t.after(() => clearInterval(ticking));
    /** @type {number[]} */
    const order = [];
    const start = performance.now();
    delay.enable();
    const users = await Promise.all(
      emulator.members.map(async ({ login }, index) => {
        const user = await client.identifyUser(fourWays(login)[index % 4]);
        order.push(index);
        return user;
      }),
    );
    delay.disable();
    const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => round(ns / 1e6));
    t.diagnostic(`${round(performance.now() - start)} ms; event loop delay: median ${p50}, p99 ${p99}, most ${max} ms`);
    for (const [index, { login }] of emulator.members.entries()) {
      assert.deepEqual([users[index].id, users[index].nickname], [login.user_id, `member ${index}`]);
    }
    assert.ok(ticks >= 3, `${ticks} ticks`);
    if (maxDelayMs > 0)
      assert.notDeepEqual(
        order,
        order.toSorted((a, b) => a - b),
      );
  });
}

test("calls fail cleanly while the server is gone, and succeed again with the same client when it is back", async (t) => {
  const unhandled = unhandledOf(t);
  const emulator = await emulatorApart(t);
  const { client, sent } = countingClient(t, emulator);
  const [params] = fourWays(emulator.members[0].login).slice(3);
  /** @type {Map<string, number>} */
  const failures = new Map();
  const counts = { calls: 0, successes: 0, told: 0 };
  const phase = { isBack: false, isOver: false };

  async function caller() {
    while (!phase.isOver) {
      const { isBack } = phase;
      counts.calls += 1;
      try {
        assert.equal((await client.identifyUser(params)).id, emulator.members[0].login.user_id);
        counts.successes += 1;
        counts.told += 1;
      } catch (/** @type {any} */ error) {
        const { kind, reason, retryable, attempts } = error;
        const key = [kind, reason, `retryable ${retryable}`, ...(isBack ? ["after it was back"] : [])].join(", ");
        failures.set(key, (failures.get(key) ?? 0) + 1);
        counts.told += attempts;
      }
      await wait(5);
    }
  }

  const callers = Array.from({ length: CALLERS }, caller);
  await wait(500);
  assert.ok(counts.successes > 0);
  assert.equal(failures.size, 0);
  await emulator.kill();
  await wait(OUTAGE_MS);
  const [during, failed] = [counts.successes, counts.calls - counts.successes];
  await emulatorApart(t, { port: Number(new URL(emulator.url).port) });
  phase.isBack = true;
  await wait(500);
  phase.isOver = true;
  await Promise.all(callers);

  const { calls, successes, told } = counts;
  t.diagnostic(`${calls} calls, ${successes} successes, ${sent.count} attempts; ${JSON.stringify([...failures])}`);
  const allowed = ["refused", "reset"].map((reason) => `connection, ${reason}, retryable true`);
  const other = [...failures.keys()].filter((key) => !allowed.includes(key));
  assert.deepEqual(other, []);
  assert.ok(failed > CALLERS, `${failed} calls failed`);
  assert.ok(successes > during);
  assert.ok(sent.count > calls);
  assert.ok(sent.count <= calls + 20 + successes / 10, `${sent.count} attempts of ${calls} calls`);
  assert.ok(told <= sent.count);
  assert.deepEqual(unhandled, []);
});
