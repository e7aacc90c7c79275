// @ts-check
// Runs commands in the root of this tree. execa ends them when this process ends.
import { createInterface } from "node:readline";
import { execa, execaSync } from "execa";
import { PRESET_TIMER } from "listr2";
import { PATH, root } from "./project.mjs";

/** @typedef {{ cwd?: string, env?: Record<string, string | undefined> | undefined }} Options */
/** @typedef {[file: string, args: string[], options?: Options]} Command */
/** @typedef {{ failed: boolean, output: string }} Outcome */
/** @typedef {Parameters<import("listr2").ListrTask["task"]>[1]} Task which shows its output below its title */

/** Milliseconds from one look at the last line of a command to the next. A log needs few of them. */
const INTERVAL = process.stdout.isTTY ? 200 : 30_000;

const TAIL = 100;

/** How listr2 shows steps: live in a terminal, else one line at a time. */
export const display = {
  rendererOptions: { timer: PRESET_TIMER, collapseErrors: false, collapseSkips: false },
  fallbackRenderer: /** @type {const} */ ("simple"),
  fallbackRendererOptions: { timer: PRESET_TIMER },
};

/** Runs a command, and shows its last line while it runs. @param {Task} task @param {Command} command */
export async function run(task, ...[file, args, { cwd = root, env } = {}]) {
  const child = execa(file, args, {
    cwd,
    env: { ...env, PATH, CARGO_TERM_COLOR: "never" },
    stdin: "ignore",
    all: true,
    reject: false,
  });
  let last = "";
  createInterface(child.all).on("line", (line) => {
    last = line.trim() || last;
  });
  const timer = setInterval(() => {
    task.output = last;
  }, INTERVAL);
  const { failed, all, shortMessage } = await child;
  clearInterval(timer);
  return { failed, output: failed ? `${all}\n${shortMessage}` : all };
}

/** Runs a command that has to succeed. @param {Task} task @param {Command} command */
export async function must(task, ...command) {
  const { failed, output } = await run(task, ...command);
  if (failed) throw new Error(tail(output));
}

/** The output of a quick command, or null where it is missing or fails. @param {string} file @param {string[]} args */
export function ask(file, ...args) {
  const { failed, stdout } = execaSync(file, args, { cwd: root, env: { PATH }, reject: false });
  return failed ? null : stdout;
}

/** Runs a script of Node that shows all that it says. @param {string[]} args @param {Record<string, string>} env @returns the exit code */
export function show(args, env) {
  const { exitCode } = execaSync(process.execPath, args, { env, stdio: "inherit", reject: false });
  return exitCode ?? 1;
}

/** The last lines, where tools say what went wrong. @param {string} output */
export function tail(output) {
  return output.trim().split("\n").slice(-TAIL).join("\n");
}
