// @ts-check
// Runs commands in the root of this tree. execa ends them when this process ends.
import { createInterface } from "node:readline";
import { execa, execaSync } from "execa";
import { PRESET_TIMER } from "listr2";
import { PATH, root } from "./project.mjs";

/** @typedef {{ cwd?: string, env?: Record<string, string | undefined> | undefined }} Options */
/** @typedef {[file: string, args: string[], options?: Options]} Command */
/** @typedef {{ failed: boolean, output: string }} Outcome */
/** @typedef {Parameters<import("listr2").ListrTask["task"]>[1]} Task */

const LAST_LINES = 100;

/** How listr2 shows tasks: live in a terminal, else one line at a time. */
export const display = {
  rendererOptions: { timer: PRESET_TIMER, collapseErrors: false, collapseSkips: false },
  fallbackRenderer: /** @type {const} */ ("simple"),
  fallbackRendererOptions: { timer: PRESET_TIMER },
};

/** Runs a command. A terminal shows its last line while it runs. @param {Task} task @param {Command} command */
export async function run(task, ...[file, args, { cwd = root, env } = {}]) {
  const child = execa(file, args, {
    cwd,
    env: { ...env, PATH, CARGO_TERM_COLOR: "never" },
    stdin: "ignore",
    all: true,
    reject: false,
  });
  if (process.stdout.isTTY) {
    createInterface(child.all).on("line", (line) => {
      task.output = line;
    });
  }
  const { failed, all, shortMessage } = await child;
  return { failed, output: failed ? `${all}\n${shortMessage}` : all };
}

/** @param {Task} task @param {Command} command */
export async function runOrThrow(task, ...command) {
  const { failed, output } = await run(task, ...command);
  if (failed) throw new Error(lastLines(output));
}

/** The output of a quick command, or null where it is missing or fails. @param {string} file @param {string[]} args */
export function outputOf(file, ...args) {
  const { failed, stdout } = execaSync(file, args, { cwd: root, env: { PATH }, reject: false });
  return failed ? null : stdout;
}

/** The end of an output, where tools say what went wrong. @param {string} output */
export function lastLines(output) {
  return output.trim().split("\n").slice(-LAST_LINES).join("\n");
}
