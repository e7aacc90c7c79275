// @ts-check
// Reads from the output of a test runner how many tests passed, failed and were skipped.

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Counts */
/** @typedef {import("./run.mjs").Outcome} Outcome */
/** @typedef {(outcome: Outcome) => Counts} Count */

/** A command that checks one thing. @type {Count} */
export function one({ failed }) {
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: [] };
}

/** `cargo test` and the runner of wasm-bindgen, which write one summary for each file of tests. @type {Count} */
export function libtest(outcome) {
  return believed(outcome, {
    passed: sum(outcome, /^test result: .* (\d+) passed;/gm),
    failed: sum(outcome, /^test result: .* (\d+) failed;/gm),
    skipped: named(outcome, /^test (.*) \.\.\. ignored(?:, (.*))?$/gm),
  });
}

/** `node --test` with the reporter spec, which repeats at its end what failed. @type {Count} */
export function nodeTest(outcome) {
  return believed(outcome, {
    passed: sum(outcome, /^ℹ pass (\d+)$/gm),
    failed: sum(outcome, /^ℹ (?:fail|cancelled) (\d+)$/gm),
    skipped: named(outcome, /^ *﹣ (.*) \([\d.]+ms\) # (?:SKIP )?(.*)$/gm),
  });
}

/** A failure that was not counted is still one, and so is a run without tests. @param {Outcome} outcome @param {Counts} counts */
function believed(outcome, counts) {
  const ran = counts.passed + counts.failed + counts.skipped.length;
  return counts.failed === 0 && (outcome.failed || ran === 0) ? { ...counts, failed: 1 } : counts;
}

/** Adds up all numbers that the pattern finds. @param {Outcome} outcome @param {RegExp} pattern */
function sum({ output }, pattern) {
  return [...output.matchAll(pattern)].reduce((total, [, number]) => total + Number(number), 0);
}

/** The pattern finds a name and, where one is given, a reason. @param {Outcome} outcome @param {RegExp} pattern */
function named({ output }, pattern) {
  return [...output.matchAll(pattern)].map(([, name, reason]) => (reason ? `${name}: ${reason}` : name));
}
