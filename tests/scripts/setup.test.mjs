// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { runModule } from "./support.mjs";

/** @param {string} tasks */
function setUp(tasks) {
  return runModule(`
    import { optional, required, setUp } from "./setup.mjs";
    const fail = async () => { throw new Error("no network"); };
    const succeed = async () => console.log("installing");
    await setUp([${tasks}]);
    console.log("goes on");`);
}

test("what is there is not installed", () => {
  assert.deepEqual(setUp(`required("A", () => true, fail), optional("B", () => true, fail)`), {
    status: 0,
    stdout: "goes on\n",
    stderr: "",
  });
});

test("what is missing is installed", () => {
  const { status, stdout } = setUp(`required("A", () => false, succeed)`);
  assert.equal(status, 0);
  assert.match(stdout, /^❯ Install A\ninstalling\n✔ Install A.*\ngoes on\n$/);
});

test("where something needed cannot be installed, the reason is shown and nothing else is done", () => {
  const { status, stdout, stderr } = setUp(`required("A", () => false, fail), required("B", () => false, succeed)`);
  assert.equal(status, 1);
  assert.equal(stdout, "❯ Install A\n");
  assert.match(stderr, /✖ Install A .*no network/);
});

test("where something optional cannot be installed, the reason is shown and the rest is done", () => {
  const { status, stdout } = setUp(`optional("A", () => false, fail), required("B", () => false, succeed)`);
  assert.equal(status, 0);
  assert.match(stdout, /↓ Install A \[SKIPPED: .*no network\]\n❯ Install B\ninstalling\n✔ Install B.*\ngoes on\n$/);
});
