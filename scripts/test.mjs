// @ts-check
// Prepares what testing needs, then runs every step; the last line tells what became of it.
import { CommandFailed } from "./lib/child.mjs";
import { elapsed, faint } from "./lib/live.mjs";
import { prepare } from "./lib/prepare.mjs";

const LINES = 80;

await prepare({ forTests: true });
const { steps } = await import("./lib/steps.mjs");

const totals = { passed: 0, failed: 0 };
/** @type {string[]} */
const allSkipped = [];

for (const [index, { name, run }] of steps.entries()) {
  console.log(`[${index + 1}/${steps.length}] ${name}`);
  const start = performance.now();
  const { passed, failed, skipped, output } = await run().catch(crashed);
  if (failed > 0) console.log(output.trimEnd().split("\n").slice(-LINES).join("\n"));
  const also = skipped.length > 0 ? `, ${skipped.length} skipped` : "";
  console.log(`   ${passed} passed, ${failed} failed${also} ${faint(`(${elapsed(start)})`)}`);
  totals.passed += passed;
  totals.failed += failed;
  allSkipped.push(...skipped.map((what) => `${name}: ${what}`));
}

if (allSkipped.length > 0) console.log(`\nSkipped:\n${allSkipped.map((what) => `   ${what}`).join("\n")}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/**
 * @param {unknown} error
 * @returns {import("./lib/ran.mjs").Result}
 */
function crashed(error) {
  const output = error instanceof CommandFailed ? `${error.output}\n${error.message}` : String(error);
  return { passed: 0, failed: 1, skipped: [], output };
}
