// @ts-check
// Calls before, during and after a time in which timers, clocks and microtasks are faked, by the tools themselves.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { tree } from "../runtimes/tree.mjs";

const cwd = fileURLToPath(new URL("timers", import.meta.url));
const { resolve } = createRequire(join(tree, "package.json"));
const cache = mkdtempSync(join(tmpdir(), "zvcms-openapi-jest-"));
after(() => rmSync(cache, { recursive: true, force: true }));

const JEST = { rootDir: cwd, testEnvironment: "node", testMatch: ["**/jest.test.cjs"], transform: {}, watchman: false };
const IN_VITEST = ["--root", cwd, "--no-cache", "--reporter=json", "--no-file-parallelism"];

/** @type {Record<string, string[]>} */
const TOOLS = {
  Jest: [
    join(dirname(resolve("jest/package.json")), "bin/jest.js"),
    ...["--config", JSON.stringify({ ...JEST, cacheDirectory: cache }), "--json", "--ci"],
  ],
  Vitest: [join(dirname(resolve("vitest/package.json")), "vitest.mjs"), "run", "vitest.test", ...IN_VITEST],
  Sinon: ["sinon.mjs"],
};

/** How many cases there are. */
const COUNT = 20;

/** What a tool says of each case. @param {string[]} args @returns {Promise<any>} */
const run = (args) =>
  new Promise((done, fail) => {
    const env = { ...process.env, ZVCMS_TREE: tree, NODE_TEST_CONTEXT: undefined };
    execFile(process.execPath, args, { cwd, env, timeout: 120_000, maxBuffer: 1 << 26 }, (_, stdout, stderr) => {
      try {
        done(JSON.parse(stdout).testResults[0].assertionResults);
      } catch {
        fail(new Error(`${stdout}\n${stderr}`));
      }
    });
  });

const runs = Object.entries(TOOLS).map(([tool, args]) => ({ tool, cases: run(args) }));

for (const { tool, cases } of runs) {
  test(`with the timers of ${tool}`, async (t) => {
    const results = await cases;
    assert.equal(results.length, COUNT);
    for (const { title, status, failureMessages } of results) {
      await t.test(title, () => assert.equal(status, "passed", failureMessages.join("\n")));
    }
  });
}
