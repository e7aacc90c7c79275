// @ts-check
// Makes hostile calls, and says what came of them as a line of JSON. Needs --expose-gc.
import { strict as assert } from "node:assert";
import { instances, memoryPages, watchInstances } from "../../memory.mjs";
import { chance } from "../../random.mjs";

const [calls = 50_000, seed = 1] = process.argv.slice(2).map(Number);
const IN_FLIGHT = 250;
const PATIENCE_MS = 20_000;

/** What should never happen. @type {string[]} */
const alarms = [];
for (const event of ["unhandledRejection", "uncaughtException"]) {
  process.on(event, (what) => alarms.push(`${event}: ${describe(what)}`));
}
process.on("warning", ({ name, message }) => name === "ExperimentalWarning" || alarms.push(`${name}: ${message}`));

// An error of this script itself comes here, too.
process.on("exit", () => console.error(alarms.join("\n")));

watchInstances();
const { Client, sign } = await import("zvcms-openapi");
const { CREDENTIALS, hmac, KEY } = await import("../support.mjs");
const { callAnything } = await import("./calls.mjs");

const random = chance(seed);
/** @type {Record<string, number>} */
const outcomes = {};
/** @type {{ calls: number, pages: number, heapMiB: number }[]} */
const memory = [];

for (let made = 0; made < calls; ) {
  const batch = Array.from({ length: Math.min(IN_FLIGHT, calls - made) }, () => callAnything(random));
  const settled = await Promise.race([
    Promise.all(batch.map(({ outcome }) => outcome)),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref()),
  ]);
  if (!settled) throw new Error(`after ${made} calls some hang`);
  settled.forEach((/** @type {string} */ outcome, /** @type {number} */ index) => {
    if (/^(foreign|wrong|internal)/.test(outcome)) alarms.push(`${outcome} of ${batch[index]?.what}`);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  });
  made += batch.length;
  if (made % 1000 === 0 || made === calls) {
    await theNextCallIsRight();
    await collect();
    memory.push({ calls: made, pages: memoryPages(), heapMiB: process.memoryUsage().heapUsed / 2 ** 20 });
  }
}
// Calls that hostile code made have their deadlines, which it may have taken back to the one by default.
const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout");
for (let waited = 0; waited < 15_000 && timers().length > 0; waited += 100) await new Promise(afterAWhile);
console.log(JSON.stringify({ outcomes, memory, left: timers(), instances: instances() }));

/** A timer that is none of those that are counted. @param {(value?: unknown) => void} resolve */
function afterAWhile(resolve) {
  setTimeout(resolve, 100);
}

async function theNextCallIsRight() {
  const { OpenId, GrantCode, Timestamp, Nonce, Token } = sign(CREDENTIALS);
  const text = `GrantCode=${GrantCode}&Nonce=${Nonce}&OpenId=${OpenId}&Timestamp=${Timestamp}`;
  assert.equal(decodeURIComponent(Token), hmac(KEY, text));
  const answer = { status: true, code: 0, message: "", data: { user_info: { id: 7 } } };
  const client = new Client({ ...CREDENTIALS, fetch: async () => new Response(JSON.stringify(answer)) });
  assert.equal((await client.identifyUser({ type: 4, user_id: 7 })).id, 7);
  client.free();
}

/** Lets go of all that nobody holds; what finalizers run, and what they free, goes with the second round. */
async function collect() {
  for (let round = 0; round < 2; round++) {
    /** @type {any} */ (globalThis).gc();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** @param {any} what */
function describe(what) {
  try {
    return `${what?.stack ?? String(what)}`;
  } catch {
    return typeof what;
  }
}
