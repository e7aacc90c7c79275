// @ts-check
// Signs and calls many times over, in a process of its own. Sends what it held after the warm-up and after each span, and
// what is left at the end.
//   URL CREDENTIALS SIGNS CALLS SPANS
import { getEventListeners } from "node:events";
import { setImmediate, setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { look, watchInstances } from "../../memory.mjs";

const [endpoint = "", credentials = "", ...numbers] = process.argv.slice(2);
const [signs = 0, calls = 0, spans = 1] = numbers.map(Number);
/** So many calls share the signal at a time. */
const AT_ONCE = 50;

/** @type {string[]} */
const warnings = [];
process.on("warning", ({ name }) => warnings.push(name));
// It keeps the channel to the parent from ending with the work.
process.on("disconnect", () => process.exit());

watchInstances();
const { Client } = await import("zvcms-openapi");
// What the start of the process has opened is closed by then. Node opens this one when it first closes a connection.
process.stderr.write("");
await setTimeout(100);
const resourcesBefore = resourcesNow();
// A timer that is left would be there for so long.
const client = new Client({ ...JSON.parse(credentials), endpoint, timeoutMs: 3_600_000 });
const { signal } = new AbortController();
const counts = { signed: 0, called: 0, told: 0 };
const onResponse = () => {
  counts.told += 1;
};

/** @param {number} times */
async function sign(times) {
  for (let time = 0; time < times; time++) {
    client.sign({ params: { type: 4, user_id: 50_001 } });
    counts.signed += 1;
    // A process that never comes to its event loop keeps what the engine frees there.
    if (time % 1000 === 0) await setImmediate();
  }
}

/** @param {number} times */
async function call(times) {
  let left = times;
  const caller = async () => {
    while (left-- > 0) {
      const { id } = await client.identifyUser({ type: 4, user_id: 50_001 }, { signal, onResponse });
      if (id !== 50_001) throw new Error("another member");
      counts.called += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
}

/** What keeps the process alive: how many of each sort. */
function resourcesNow() {
  /** @type {Record<string, number>} */
  const found = {};
  for (const name of process.getActiveResourcesInfo()) found[name] = (found[name] ?? 0) + 1;
  return found;
}

/** Ten signatures for each call. @param {number} times */
async function work(times) {
  await sign((times * signs) / calls);
  await call(times);
}

const share = Math.ceil(calls / (spans + 1));
const looks = [];
// The first span is the warm-up.
for (let span = 0; span <= spans; span++) {
  await work(share);
  looks.push(await look(work, Math.min(500, Math.ceil(share / 10))));
}
const listeners = getEventListeners(signal, "abort").length;
// fetch keeps its connections, and their timers, for some seconds.
let resources = resourcesNow();
for (let tries = 0; tries < 100 && !isDeepStrictEqual(resources, resourcesBefore); tries++) {
  await setTimeout(50);
  resources = resourcesNow();
}
process.send?.({ looks, warnings, counts, listeners, resources, resourcesBefore });
