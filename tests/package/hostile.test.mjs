// @ts-check
// Arguments of every wrong type, which throw, lie and strike back while they are read: each is refused as an error of ours.
// SEED and CALLS choose other numbers.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SEED = Number(process.env.SEED ?? 7);
const CALLS = Number(process.env.CALLS ?? 50_000);
const IN_A_MINUTE = 25_000;

/** What a script of the folder says, as JSON. @param {string} name @param {number[]} given */
async function run(name, ...given) {
  const path = fileURLToPath(new URL(`hostile/${name}.mjs`, import.meta.url));
  const timeout = 60_000 * (2 + CALLS / IN_A_MINUTE);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--expose-gc", path, ...given.map(String)], {
    timeout,
  });
  assert.equal(stderr.trim(), "", `seed ${SEED}`);
  return JSON.parse(stdout);
}

test("hostile calls fail as errors of ours, leave nothing behind, and the next call is right", async (t) => {
  const { outcomes, memory, left, instances } = await run("child", CALLS, SEED);
  t.diagnostic(`seed ${SEED}: ${JSON.stringify(outcomes)}`);
  const kinds = ["aborted", "connection", "decode", "environment", "http", "invalid_argument", "right", "timeout"];
  assert.deepEqual(Object.keys(outcomes).sort(), kinds);
  assert.equal(instances, 1, "no trap took the first instance");
  assert.deepEqual(left, [], "no timer");
  const [warm, last] = [memory[Math.floor(memory.length / 5)], memory.at(-1)];
  t.diagnostic(`from ${JSON.stringify(warm)} to ${JSON.stringify(last)}`);
  // Steps of what the most calls at once needed, not a slope.
  assert.ok(last.pages - warm.pages <= 32, `${last.pages - warm.pages} pages more`);
  assert.ok(last.heapMiB - warm.heapMiB <= 6, `${last.heapMiB - warm.heapMiB} MiB more`);
});

test("what is huge is refused or right, and the second time takes no more memory", async () => {
  const { alarms, pages } = await run("huge");
  assert.deepEqual(alarms, []);
  assert.equal(pages[1], pages[0]);
});

test("a fetch that never settles keeps nothing in memory once its call has ended", async (t) => {
  const pages = await run("patience");
  t.diagnostic(`pages: ${pages}`);
  assert.ok(pages.at(-1) - pages[4] <= 8, `${pages}`);
});
