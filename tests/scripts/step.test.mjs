// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { runModule } from "./support.mjs";

const PASSES = `{ title: "A", count: one, command: () => ["node", ["--version"]] }`;
const FAILS = `{ title: "B", count: one, command: () => ["node", ["-e", "for (let i = 0; i < 1000; i++) console.log('line', i); process.exitCode = 3"]] }`;
const SKIPPED = `{ title: "C", count: one, command: () => ["node", ["no file"]], skip: "there is no D" }`;
const CRASHES = `{ title: "E", count: one, command: () => { throw new Error("no files") } }`;
const MISSING = `{ title: "F", count: one, command: () => ["no-such-program", []] }`;
const MANY = `{ title: "G", count: () => ({ passed: 7, failed: 0, skipped: ["g: no H"] }), command: () => ["node", ["--version"]] }`;

/** @param {string[]} steps */
function run(...steps) {
  return runModule(`
    import { one, runSteps } from "./step.mjs";
    console.log(JSON.stringify(await runSteps([${steps}])));`);
}

test("all steps run, whatever became of those before, and the last line adds them up", () => {
  const { status, stdout } = run(CRASHES, FAILS, MISSING, SKIPPED, PASSES, MANY);
  assert.equal(status, 0);
  const lines = stdout.trimEnd().split("\n");
  assert.deepEqual(JSON.parse(lines.pop() ?? ""), {
    passed: 8,
    failed: 3,
    skipped: ["C: there is no D", "G: g: no H"],
  });
  assert.equal(lines.slice(-5).join("\n"), "Skipped:\nC: there is no D\nG: g: no H\n\n8 passed, 3 failed");
  assert.match(stdout, /^✔ A: 1 passed, 0 failed \[/m);
  assert.match(stdout, /^✔ G: 7 passed, 0 failed, 1 skipped \[/m);
});

test("a step that fails shows the last lines of its output, and how its command ended", () => {
  const { stderr } = run(FAILS, CRASHES, MISSING);
  assert.match(stderr, /✖ B: 0 passed, 1 failed/);
  assert.match(stderr, /^line 998\nline 999\nCommand failed with exit code 3: node /m);
  assert.doesNotMatch(stderr, /line 100$/m);
  assert.match(stderr, /E: 0 passed, 1 failed .*no files/);
  assert.match(stderr, /F: 0 passed, 1 failed .*no-such-program/s);
});
