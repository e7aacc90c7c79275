// @ts-check
// Signs and calls many times over, and sends what the process held after each span.
import { setImmediate } from "node:timers/promises";
import { look, watchInstances } from "../../tests/memory.mjs";
import { load } from "../lib/builds.mjs";
import { CREDENTIALS } from "../lib/by-hand.mjs";

const [dist = "", body = "", signs, calls, spans] = process.argv.slice(2);

watchInstances();
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

const seen = [];
for (const [work, times] of /** @type {const} */ ([
  [sign, Number(signs)],
  [call, Number(calls)],
])) {
  const looks = [];
  // The first span is the warm-up. It is long, because the engine settles only after some hundred thousand runs.
  for (let span = 0; span <= Number(spans); span++) {
    await work(times);
    looks.push(await look(work, 2000));
  }
  seen.push(looks);
}
process.send?.(seen);
