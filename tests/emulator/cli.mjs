// @ts-check
// Starts the command.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../pkg/emulator/cli.js", import.meta.url));

/** @param {string[]} args */
function start(...args) {
  const child = spawn(process.execPath, ["--no-warnings", program, ...args]);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  return { child, output, closed: once(child, "close") };
}

/** @param {string[]} args */
export async function run(...args) {
  const { output, closed } = start(...args);
  const [code] = await closed;
  return { code, ...output };
}

/**
 * An emulator of the command line that has printed its introduction, ended with the test.
 * @param {import("node:test").TestContext} t
 * @param {string[]} flags
 */
export async function started(t, ...flags) {
  const { child, output, closed } = start("emulate", ...flags);
  t.after(() => child.kill("SIGKILL"));
  while (!output.stdout.endsWith("\n\n") || !output.stdout.includes("Ctrl-C")) {
    await Promise.race([once(child.stdout, "data"), closed]);
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${output.stderr}`);
  }
  return { child, output, closed, url: output.stdout.match(/http:\S+/)?.[0] ?? "" };
}
