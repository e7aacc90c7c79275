// @ts-check
// The processor time of a whole call on loopback: that of the client's process, with its garbage collection and timers.
// Each client has a process of its own, for one would pay for what another leaves behind; they take turns all the same.
import assert from "node:assert/strict";
import { record } from "../lib/bodies.mjs";
import { load } from "../lib/builds.mjs";
import { start } from "../lib/child.mjs";
import { ratio } from "../lib/measure.mjs";
import { figures, toTable } from "../lib/result.mjs";

const BY_HAND = "fetch, node:crypto and JSON.parse";
const WARM_UP = 3000;
/** Large enough to hold some collections of the whole heap: in smaller ones they fall into some batches and not into others. */
const BATCH = 1600;

/** @param {import("../lib/result.mjs").RowOptions} options */
export async function measure({ builds, isQuick }) {
  const [{ dist }] = /** @type {[import("../lib/result.mjs").Build]} */ (builds);
  const bytes = await record({ dist, load: await load(dist), dialect: "typed", member: "normal" });
  const server = start("server.mjs", [new TextDecoder().decode(bytes)]);
  const endpoint = `http://127.0.0.1:${await server.message()}/api/v2`;
  const clients = [{ name: BY_HAND, child: start("client.mjs", [endpoint]) }];
  try {
    const expected = await clients[0]?.child.message();
    for (const { label, dist } of builds) {
      const child = start("client.mjs", [endpoint, dist]);
      clients.push({ name: label, child });
      assert.deepEqual(await child.message(), expected);
    }
    for (const { child } of clients) await child.ask(WARM_UP);
    const samples = await interleaveBatches(clients, isQuick ? 3 : 20, isQuick ? 400 : BATCH);
    const byHand = samples.get(BY_HAND) ?? [];
    /** @type {import("../lib/result.mjs").Goal} */
    const goal = {
      what: "CPU of a whole call on loopback",
      against: "`fetch`, `node:crypto` and `JSON.parse` by hand",
      reach: { atMost: 1.1 },
      unit: "×",
      ...figures(
        samples,
        (label) => label,
        (times) => ratio(times, byHand),
      ),
    };
    return {
      goals: [goal],
      tables: [toTable(`CPU of a whole call on loopback, ${bytes.length} bytes`, "µs", samples, BY_HAND)],
    };
  } finally {
    for (const { child } of clients) child.end();
    server.end();
  }
}

/**
 * @param {{ name: string, child: ReturnType<typeof start> }[]} clients
 * @param {number} rounds
 * @param {number} times
 */
async function interleaveBatches(clients, rounds, times) {
  /** @type {Map<string, number[]>} */
  const samples = new Map(clients.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, child } of clients) samples.get(name)?.push(await child.ask(times));
  }
  return samples;
}
