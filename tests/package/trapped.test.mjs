// @ts-check
// A defect in the core, provoked by a build for tests (see trap/trapping.mjs) at points that no input reaches.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { folder, runNode } from "./support.mjs";

const CHILD = fileURLToPath(new URL("trap/child.mjs", import.meta.url));
const AFTERMATH = fileURLToPath(new URL("trap/aftermath.mjs", import.meta.url));

/** @param {string[]} given */
const run = (...given) => runIn(CHILD, ...given);

/** @param {string} script @param {string[]} given */
function runIn(script, ...given) {
  const { status, stdout, stderr } = runNode([script, ...given]);
  assert.deepEqual([status, stderr], [0, ""]);
  return JSON.parse(stdout);
}

/** Where it traps, by the function that is called there. @type {[where: string, point: string, how: string, inFlight: number][]} */
const POINTS = [
  ["while the arguments of sign are read", "fieldsOf", "sync", 6],
  ["while the body of sign is made", "signedRequest", "sync", 6],
  ["while the arguments of a call are read", "fieldsOf", "async", 6],
  ["in a poll, before the request is sent", "set_body", "async", 6],
  ["in a poll, after fetch was called", "wait", "async", 6],
  ["in a poll, after fetch has answered", "status", "async", 6],
  ["in a poll, after a piece of the body has arrived", "bytesOf", "async", 6],
  ["in a poll, while the answer is decoded", "parse", "async", 6],
  ["in a poll, while onResponse is called", "report", "async", 6],
];

for (const [where, point, how, inFlight] of POINTS) {
  test(`a trap ${where} ends every call in flight, and the next call works`, () => {
    const { thrown, ended, lost, before, after, id, sent, started, timers } = run(point, how);
    if (how === "sync") assert.equal(thrown, "internal trap RuntimeError unreachable");
    assert.deepEqual(ended, Array(inFlight + (how === "async" ? 1 : 0)).fill("internal trap"));
    assert.deepEqual(lost, ["internal client_lost", "internal client_lost", "done"]);
    assert.ok(before.listeners > 0, "the calls listen to the signal");
    assert.equal(after.listeners, 0, "nobody listens any more");
    assert.deepEqual([id, started, timers], [7, 2, []]);
    assert.ok(sent - before.sent <= 1, "nothing more is sent for the calls that have ended");
  });
}

for (const [where, point, how] of /** @type {const} */ ([
  ["in a poll", "status", "async"],
  ["in a function", "*", "sync"],
])) {
  test(`what comes after a trap ${where} runs nothing of the core that trapped, and alarms nobody`, () => {
    const { late, ended, ...after } = runIn(AFTERMATH, point, how);
    assert.equal(late, 7);
    assert.deepEqual(ended, Array(11).fill("internal trap"));
    assert.deepEqual(after, { next: "done", entered: 0, sent: 0, alarms: [] });
  });
}

test("the published core has nothing that traps on purpose", () => {
  const module = new WebAssembly.Module(readFileSync(join(folder, "dist/zvcms_openapi.wasm")));
  const names = WebAssembly.Module.exports(module)
    .filter(({ kind, name }) => kind === "function" && !name.startsWith("__") && !name.startsWith("wasm_bindgen"))
    .map(({ name }) => name);
  const handle = ["call", "identifyUser", "new", "sign", "wipe"].map((name) => `handle_${name}`);
  assert.deepEqual(
    names.sort(),
    ["detectScheme", "explain", ...handle, "sign", "signature", "task_resume", "verify"].sort(),
  );
});
