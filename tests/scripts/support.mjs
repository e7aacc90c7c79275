// @ts-check
import { spawnSync } from "node:child_process";

/**
 * Runs a module that lies in scripts/lib as far as its imports can tell. Returns what it writes to a log.
 * @param {string} source
 */
export function runModule(source) {
  const cwd = new URL("../../scripts/lib/", import.meta.url);
  const args = ["--input-type=module", "--eval", `${source}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
}
