// @ts-check
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../", import.meta.url);

/**
 * Installs what benches/package.json pins, where it is not there yet.
 * @returns {Record<string, string>} the versions
 */
export function installPeers() {
  /** @type {Record<string, string>} */
  const pinned = manifest("package.json").dependencies;
  const areThere = Object.entries(pinned).every(
    ([name, version]) => manifest(`node_modules/${name}/package.json`)?.version === version,
  );
  if (!areThere) {
    console.log("installing the peers");
    const { status } = spawnSync("npm", ["ci"], { cwd: fileURLToPath(folder), stdio: "inherit" });
    if (status !== 0) throw new Error("npm ci failed in benches/");
  }
  return pinned;
}

/** @param {string} path */
function manifest(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, folder), "utf8"));
  } catch {
    return undefined;
  }
}
