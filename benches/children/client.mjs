// @ts-check
// Calls one endpoint as often as it is asked to, and answers with its processor time for each call, in microseconds.
// Counted from the end of the batch before: timers and signals that a call leaves behind belong to its cost.

import { load } from "../lib/builds.mjs";
import { CREDENTIALS, signByHand } from "../lib/by-hand.mjs";

const [endpoint = "", dist = ""] = process.argv.slice(2);
const params = { type: 4, user_id: 10001, point_rules: 1 };

async function callByHand() {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(signByHand(params)),
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  return JSON.parse(await response.text()).data.user_info;
}

/** @returns {Promise<() => Promise<unknown>>} */
async function callOfPackage() {
  const { Client } = await load(dist);
  const client = new Client({ ...CREDENTIALS, endpoint });
  return () => client.identifyUser(params);
}

const call = dist === "" ? callByHand : await callOfPackage();
let before = process.cpuUsage();
process.on("message", async (/** @type {number} */ times) => {
  for (let time = 0; time < times; time++) await call();
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  process.send?.((user + system) / times);
});
process.on("disconnect", () => process.exit());
process.send?.(await call());
