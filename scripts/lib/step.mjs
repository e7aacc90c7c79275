// @ts-check
// Runs the steps of the tests, and counts what passed and failed. All steps run, even if one fails.
import { Listr } from "listr2";
import { display, lastLines, run } from "./run.mjs";

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Counts */
/** @typedef {import("./run.mjs").Outcome} Outcome */
/** @typedef {(outcome: Outcome) => Counts} Count reads the output of a test runner */

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {() => import("./run.mjs").Command} command is called when the steps before it are done
 * @property {Count} [count] without it the command is one check
 * @property {string | undefined} [skip] why this machine cannot run it
 */

/** Ends with a line that says how many tests passed and failed. @param {Step[]} steps */
export async function runSteps(steps) {
  /** @type {Counts} */
  const totals = { passed: 0, failed: 0, skipped: [] };
  const tasks = steps.map((step) => taskOf(step, totals));
  await new Listr(tasks, { ...display, exitOnError: false }).run();
  if (totals.skipped.length > 0) console.log(["", "Skipped:", ...totals.skipped].join("\n"));
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  return totals;
}

/** @param {Step} step @param {Counts} totals @returns {import("listr2").ListrTask} */
function taskOf({ title, command, count = one, skip }, totals) {
  if (skip) totals.skipped.push(`${title}: ${skip}`);
  return {
    title,
    skip: skip ?? false,
    task: async (_, task) => {
      const outcome = await attempt(task);
      const { passed, failed, skipped } = count(outcome);
      totals.passed += passed;
      totals.failed += failed;
      totals.skipped.push(...skipped.map((what) => `${title}: ${what}`));
      const also = skipped.length > 0 ? `, ${skipped.length} skipped` : "";
      task.title = `${title}: ${passed} passed, ${failed} failed${also}`;
      if (failed > 0) throw new Error(lastLines(outcome.output));
    },
  };

  /** @param {import("./run.mjs").Task} task */
  async function attempt(task) {
    try {
      return await run(task, ...command());
    } catch (error) {
      return { failed: true, output: String(error) };
    }
  }
}

/** A command that checks one thing. @type {Count} */
export function one({ failed }) {
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: [] };
}

/** `cargo test` and the runner of wasm-bindgen, which write one summary for each file of tests. @type {Count} */
export function libtest(outcome) {
  return orOneFailure(outcome, {
    passed: sum(outcome, /^test result: .* (\d+) passed;/gm),
    failed: sum(outcome, /^test result: .* (\d+) failed;/gm),
    skipped: named(outcome, /^test (.*) \.\.\. ignored(?:, (.*))?$/gm),
  });
}

/** `node --test` with the reporter spec, which repeats at its end what failed. @type {Count} */
export function nodeTest(outcome) {
  return orOneFailure(outcome, {
    passed: sum(outcome, /^ℹ pass (\d+)$/gm),
    failed: sum(outcome, /^ℹ (?:fail|cancelled) (\d+)$/gm),
    skipped: named(outcome, /^ *﹣ (.*) \([\d.]+ms\) # (?:SKIP )?(.*)$/gm),
  });
}

/** A command that failed without a failed test is one failure, and so is a run without tests. @param {Outcome} outcome @param {Counts} counts */
function orOneFailure(outcome, counts) {
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
