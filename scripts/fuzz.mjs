// @ts-check
// npm run fuzz: looks for input that breaks the core, with each target for a while.
//   -- --seconds 60      how long for each
//   -- --target decode   only this one
//   -- --keep FILE       adds an input below fuzz/artifacts or fuzz/corpus to those of its target in tests/corpora
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Listr } from "listr2";
import { keep } from "./lib/corpora.mjs";
import { command, panicIn, summaryOf, TARGETS } from "./lib/fuzzed.mjs";
import { display, lastLines, outputOf, run } from "./lib/run.mjs";
import { forFuzzing, setUp } from "./lib/setup.mjs";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    target: { type: "string", multiple: true, default: TARGETS },
    keep: { type: "string", multiple: true, default: [] },
  },
});
const seconds = Number(values.seconds);
if (!Number.isInteger(seconds) || seconds < 1) throw new Error("--seconds takes an integer from 1");
const unknown = values.target.find((target) => !TARGETS.includes(target));
if (unknown !== undefined) throw new Error(`--target takes one of ${TARGETS.join(", ")}, not ${unknown}`);

for (const file of values.keep) keep(basename(dirname(resolve(file))), readFileSync(file));
if (values.keep.length > 0) process.exit();

await setUp(forFuzzing);
/** @type {string[]} */
const summaries = [];
let hasFinding = false;
const tasks = values.target.map((target) => ({
  title: target,
  task: async (/** @type {unknown} */ _, /** @type {import("./lib/run.mjs").Task} */ task) => {
    const { failed, output } = await run(task, ...command(target, seconds));
    const summary = `${target}: ${summaryOf(output)}, ${failed ? "a finding" : "no finding"}`;
    summaries.push(summary);
    hasFinding ||= failed;
    task.title = summary;
    if (failed) throw new Error(`${panicIn(output)}${lastLines(output)}`);
  },
}));
await new Listr(tasks, { ...display, exitOnError: false }).run();
const versions = [outputOf("rustc", "--version"), outputOf("cargo-fuzz", "--version")].join(", ");
console.log(["", ...summaries, versions].join("\n"));
process.exitCode = hasFinding ? 1 : 0;
