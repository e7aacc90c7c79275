// @ts-check
// Installs the npm packages where they are missing or older than the lock. It runs before each script that imports some.
//   --tools   also installs what building needs
//   --build   also builds the package where it is out of date
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

const locked = statSync("package-lock.json");
const installed = statSync("node_modules/.package-lock.json", { throwIfNoEntry: false });
if (!installed || installed.mtimeMs < locked.mtimeMs) {
  console.log("Installing the npm packages");
  const { status } = spawnSync("npm", ["ci"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv.length > 2) {
  const { forBuilding, setUp } = await import("./lib/setup.mjs");
  const { buildIfOld } = await import("./lib/sources.mjs");
  await setUp(process.argv.includes("--build") ? [...forBuilding, buildIfOld] : forBuilding);
}
