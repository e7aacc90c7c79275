// @ts-check
// Starts programs in PHP.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Why tests against PHP are skipped, if they are. */
export const skip = spawnSync("php", ["--version"]).status === 0 ? false : "PHP is not installed";

/**
 * The lines that a program of this folder prints. What it complains of may show what it was given, so only its first
 * words are shown.
 * @param {string} program
 * @param {(string | number)[]} args
 * @param {string} [input]
 */
export function linesOf(program, args, input = "") {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const options = { input, encoding: /** @type {const} */ ("utf8"), maxBuffer: 2 ** 30 };
  const { status, stdout, stderr } = spawnSync("php", ["-d", "memory_limit=1G", file, ...args.map(String)], options);
  assert.ok(status === 0 && stderr === "", `${program} ended with ${status}: ${(stderr || stdout).slice(0, 60)}`);
  return stdout.trimEnd().split("\n");
}
