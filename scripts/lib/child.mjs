// @ts-check
// Commands: each in a process group of its own, which ends as a whole.
import { spawn, spawnSync } from "node:child_process";
import { atEnd } from "./cleanup.mjs";
import { showProgress } from "./live.mjs";
import { root, surroundings } from "./project.mjs";

/** @typedef {{ cwd?: string, env?: Record<string, string | undefined> }} Options */
/** @typedef {{ code: number, output: string }} Outcome */

/** A command that wrote what a person should see. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {Outcome} outcome
   */
  constructor(command, { code, output }) {
    super(`${command} ended with code ${code}`);
    this.name = "CommandFailed";
    this.output = output;
  }
}

/**
 * Runs a command, shows that it lives, and keeps what it writes.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<Outcome>}
 */
export async function run(command, args, { cwd = root, env = {} } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...surroundings(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const end = atEnd(() => endGroup(child.pid));
  const progress = showProgress();
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      output += text;
      progress.saw(text);
    });
  }
  try {
    const code = await new Promise((resolve) => {
      child.on("error", (error) => {
        output += `${error.message}\n`;
        resolve(127);
      });
      child.on("close", (exit, signal) => resolve(exit ?? (signal ? 1 : 0)));
    });
    return { code, output };
  } finally {
    progress.end();
    end();
  }
}

/**
 * Runs a command that has to succeed.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 */
export async function must(command, args, options) {
  const outcome = await run(command, args, options);
  if (outcome.code !== 0) throw new CommandFailed([command, ...args].join(" "), outcome);
  return outcome.output;
}

/**
 * What a quick command writes, or null where it is missing or fails.
 * @param {string} command
 * @param {string[]} args
 */
export function ask(command, ...args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, env: surroundings(), encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** @param {number | undefined} group */
function endGroup(group) {
  if (group === undefined) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // Nobody of the group is left.
  }
}
