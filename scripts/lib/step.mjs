// @ts-check
// Runs the steps of the tests. All of them run, even if one fails.
import { Listr } from "listr2";
import { display, run, tail } from "./run.mjs";

/** @typedef {import("./count.mjs").Counts} Counts */

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {() => import("./run.mjs").Command} command is called when the steps before it are done
 * @property {import("./count.mjs").Count} count
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
function taskOf({ title, command, count, skip }, totals) {
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
      if (failed > 0) throw new Error(tail(outcome.output));
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
