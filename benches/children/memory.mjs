// @ts-check
// Signs and calls many times over, and sends what the process held after each span.
import { setImmediate, setTimeout } from "node:timers/promises";
import { load } from "../lib/builds.mjs";
import { CREDENTIALS } from "../lib/by-hand.mjs";

const [dist = "", body = "", signs, calls, spans] = process.argv.slice(2);

// The package does not show its memory, so instances are seen when they are made.
/** @type {WeakRef<WebAssembly.Memory>[]} */
const memories = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  /** @param {[WebAssembly.Module, WebAssembly.Imports?]} given */
  constructor(...given) {
    super(...given);
    for (const value of Object.values(this.exports)) {
      if (value instanceof WebAssembly.Memory) memories.push(new WeakRef(value));
    }
  }
};

const { Client } = await load(dist);
const bytes = new TextEncoder().encode(body);
const client = new Client({ ...CREDENTIALS, fetch: async () => new Response(bytes) });

/** @param {number} times */
async function sign(times) {
  for (let time = 0; time < times; time++) {
    client.sign({ params: { type: 4, user_id: 10001 } });
    // A process that never comes to its event loop keeps what the engine frees there.
    if (time % 1000 === 0) await setImmediate();
  }
}

/** @param {number} times */
async function call(times) {
  for (let time = 0; time < times; time++) {
    await client.identifyUser({ type: 4, user_id: 10001 });
    if (time % 100 === 0) await setImmediate();
  }
}

/**
 * In MiB, the least of some looks with a little work between: the engine keeps buffers of some MiB for a while after
 * much work, and gives them back in the collections that follow.
 * @param {(times: number) => Promise<void>} work
 */
async function look(work) {
  const seen = [];
  for (let time = 0; time < 10; time++) {
    await work(2000);
    await setTimeout(50);
    globalThis.gc?.();
    seen.push(process.memoryUsage());
  }
  const live = memories.map((memory) => memory.deref()?.buffer.byteLength ?? 0);
  return {
    wasm: live.reduce((sum, length) => sum + length, 0) / 2 ** 20,
    heap: Math.min(...seen.map(({ heapUsed }) => heapUsed)) / 2 ** 20,
    rss: Math.min(...seen.map(({ rss }) => rss)) / 2 ** 20,
  };
}

const seen = [];
for (const [work, times] of /** @type {const} */ ([
  [sign, Number(signs)],
  [call, Number(calls)],
])) {
  const looks = [];
  // The first span is the warm-up. It is long, because the engine settles only after some hundred thousand runs.
  for (let span = 0; span <= Number(spans); span++) {
    await work(times);
    looks.push(await look(work));
  }
  seen.push(looks);
}
process.send?.(seen);
