// @ts-check
// Reads from what a test runner writes how many tests passed, failed and were skipped.

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Counts */
/** @typedef {import("./child.mjs").Outcome} Outcome */

const SKIPPED = /^ *﹣ (.*) \([\d.]+ms\) # (.*)$/gm;
const IGNORED = /^test (.*) \.\.\. ignored(?:, (.*))?$/gm;

/**
 * A command that checks one thing.
 * @param {Outcome} outcome
 * @returns {Counts}
 */
export function one({ code }) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

/**
 * `cargo test` and wasm-bindgen's runner: a line for each file of tests.
 * @param {Outcome} outcome
 * @returns {Counts}
 */
export function libtest({ code, output }) {
  const counts = { passed: 0, failed: 0, skipped: skippedIn(output, IGNORED) };
  for (const [, passed, failed] of output.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed/gm)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  return believed(counts, code);
}

/**
 * `node --test` with the reporter spec.
 * @param {Outcome} outcome
 * @returns {Counts}
 */
export function nodeTest({ code, output }) {
  const counts = { passed: 0, failed: 0, skipped: skippedIn(output, SKIPPED) };
  for (const [, what, number] of output.matchAll(/^ℹ (pass|fail|cancelled) (\d+)$/gm)) {
    if (what === "pass") counts.passed += Number(number);
    else counts.failed += Number(number);
  }
  return believed(counts, code);
}

/**
 * Nothing counted, or a failure that was not counted, is a failure.
 * @param {Counts} counts
 * @param {number} code
 */
function believed(counts, code) {
  const ran = counts.passed + counts.failed + counts.skipped.length;
  if (counts.failed === 0 && (code !== 0 || ran === 0)) counts.failed = 1;
  return counts;
}

/**
 * @param {string} output
 * @param {RegExp} pattern finds a name and, where one is given, the reason
 */
function skippedIn(output, pattern) {
  return [...output.matchAll(pattern)].map(([, name, reason]) => (reason ? `${name}: ${reason}` : name));
}
