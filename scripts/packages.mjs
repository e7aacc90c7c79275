// @ts-check
// Installs the npm packages where they are missing or older than the lock. Runs before the scripts that need them.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

const wanted = statSync("package-lock.json");
const installed = statSync("node_modules/.package-lock.json", { throwIfNoEntry: false });
if (!installed || installed.mtimeMs < wanted.mtimeMs) {
  console.log("Installing the npm packages");
  process.exitCode = spawnSync("npm", ["ci"], { stdio: "inherit" }).status ?? 1;
}
