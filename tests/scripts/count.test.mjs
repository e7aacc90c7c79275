// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { libtest, nodeTest, one } from "../../scripts/lib/step.mjs";

/**
 * What Node's own runner says of that file.
 * @param {import("node:test").TestContext} t
 * @param {string} source
 */
function reported(t, source) {
  const folder = mkdtempSync(join(tmpdir(), "zvcms-count-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "a.test.mjs");
  writeFileSync(file, `import { describe, test } from "node:test";\n${source}`);
  // A runner that knows it runs inside another one would write in another form.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const args = ["--test", "--test-reporter=spec", file];
  const { status, stdout } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
  return { failed: status !== 0, output: stdout };
}

test("tests of Node are counted, nested ones too, and skipped ones are named with their reason", (t) => {
  const outcome = reported(
    t,
    `test("a", () => {});
    describe("some", () => {
      test("b", () => {});
      test("c (1)", { skip: "no PHP" }, () => {});
    });
    test("d", () => { throw new Error("ℹ fail 7"); });
    test("e", { timeout: 10 }, () => new Promise((resolve) => setTimeout(resolve, 500)));`,
  );
  assert.deepEqual(nodeTest(outcome), { passed: 2, failed: 2, skipped: ["c (1): no PHP"] });
});

test("a file of tests that crashes, or has none, is a failure", (t) => {
  assert.equal(nodeTest(reported(t, "process.exit(3);")).failed, 1);
  assert.equal(nodeTest(reported(t, 'throw new Error("at once");')).failed, 1);
  assert.equal(nodeTest({ failed: false, output: "" }).failed, 1);
  assert.equal(nodeTest({ failed: false, output: "ℹ tests 0\nℹ pass 0\nℹ fail 0\n" }).failed, 1);
});

test("all files of cargo test are counted together, and what is ignored is named", () => {
  const output = `
running 2 tests
test a ... ok
test slow ... ignored, takes an hour

test result: ok. 1 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 3 tests
test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
`;
  assert.deepEqual(libtest({ failed: true, output }), { passed: 3, failed: 1, skipped: ["slow: takes an hour"] });
});

test("cargo test that does not compile, or runs nothing, is a failure", () => {
  assert.deepEqual(libtest({ failed: true, output: "error[E0308]: mismatched types" }), {
    passed: 0,
    failed: 1,
    skipped: [],
  });
  const nothing = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
  assert.equal(libtest({ failed: false, output: nothing }).failed, 1);
  assert.equal(libtest({ failed: true, output: nothing.replace("0 passed", "4 passed") }).failed, 1);
});

test("a check counts as one", () => {
  assert.deepEqual(one({ failed: false, output: "9 passed" }), { passed: 1, failed: 0, skipped: [] });
  assert.deepEqual(one({ failed: true, output: "" }), { passed: 0, failed: 1, skipped: [] });
});
