// @ts-check
// A step of the tests: a command, and how its output is counted.
import { run } from "./child.mjs";
import { libtest, nodeTest, one } from "./count.mjs";

/** @typedef {import("./count.mjs").Counts & { output: string }} Result */
/** @typedef {import("./child.mjs").Options} Options */

/** Newer than the Node that a user may have: `require` of ES modules would hide a broken CommonJS build. */
const NO_REQUIRE_ESM = process.allowedNodeEnvironmentFlags.has("--experimental-require-module")
  ? ["--no-experimental-require-module"]
  : [];

/**
 * A command that checks one thing.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 */
export const checks = (command, args, options) => ran(one, command, args, options);

/**
 * A command that ends with libtest's summary.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 */
export const rustTests = (command, args, options) => ran(libtest, command, args, options);

/**
 * Files of tests for `node --test`.
 * @param {string[]} files
 * @param {Options} [options]
 */
export async function nodeTests(files, options) {
  if (files.length === 0) throw new Error("there are no files of tests");
  return ran(nodeTest, process.execPath, [...NO_REQUIRE_ESM, "--test", "--test-reporter=spec", ...files], options);
}

/**
 * @param {(outcome: import("./child.mjs").Outcome) => import("./count.mjs").Counts} count
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<Result>}
 */
async function ran(count, command, args, options) {
  const outcome = await run(command, args, options);
  return { ...count(outcome), output: outcome.output };
}

/**
 * Something that has to be made before other steps can run.
 * @param {() => Promise<unknown>} make
 * @returns {Promise<Result>}
 */
export async function made(make) {
  await make();
  return { passed: 1, failed: 0, skipped: [], output: "" };
}

/**
 * A step that this machine cannot run.
 * @param {string} reason
 * @returns {Promise<Result>}
 */
export async function skipped(reason) {
  return { passed: 0, failed: 0, skipped: [reason], output: "" };
}
