// @ts-check
// Tasks of listr2 that install something where it is missing.
import { rmSync } from "node:fs";
import { inRoot, tools } from "./project.mjs";
import { ask, must } from "./run.mjs";

/** @typedef {import("listr2").ListrTask} Task */
/** @typedef {(task: import("./run.mjs").Task) => Promise<void>} Install */

/** All tools are compiled here, because they share crates. */
const toolsBuild = inRoot("target/tools-build");

/** The tools work for seconds, so minutes of optimising them do not pay. */
const QUICK = {
  CARGO_PROFILE_RELEASE_OPT_LEVEL: "0",
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16",
  CARGO_PROFILE_RELEASE_DEBUG: "0",
  CARGO_PROFILE_RELEASE_LTO: "off",
  CARGO_PROFILE_RELEASE_STRIP: "true",
  CARGO_TARGET_DIR: toolsBuild,
};

/** @param {string} what @param {() => boolean} isThere @param {Install} install @returns {Task} */
export function need(what, isThere, install) {
  return { title: `Install ${what}`, enabled: () => !isThere(), task: (_, task) => install(task) };
}

/** Where it cannot be had, some tests are skipped. @param {Parameters<typeof need>} args @returns {Task} */
export function wish(...args) {
  const [what, isThere, install] = args;
  return need(what, isThere, (task) => install(task).catch((error) => task.skip(`Not installed: ${error.message}`)));
}

/** Packages of Debian or Ubuntu, where we may install them. @param {string[]} packages @returns {Install} */
export function apt(...packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  return async (task) => {
    if (process.getuid?.() !== 0 || ask("apt-get", "--version") === null) {
      throw new Error(`Install it as root, on Debian and Ubuntu with: apt-get install ${packages.join(" ")}`);
    }
    await must(task, "apt-get", ["update"], { env });
    await must(task, "apt-get", ["install", "--yes", "--no-install-recommends", ...packages], { env });
  };
}

/** @param {string[]} args @returns {Install} */
export function rustup(...args) {
  return (task) => must(task, "rustup", args);
}

/** A tool from crates.io. @param {string} crate with its version @param {string[]} flags @returns {Install} */
export function cargo(crate, ...flags) {
  const args = ["install", "--locked", "--force", "--root", tools, ...flags, crate];
  return (task) => must(task, "cargo", args, { env: QUICK });
}

/**
 * A package of npm in a folder of its own: its commands must not hide those of this tree.
 * @param {string} folder
 * @param {string} wanted
 * @returns {Install}
 */
export function npm(folder, wanted) {
  const args = ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-bin-links", wanted];
  return (task) => must(task, "npm", args);
}

export function removeToolsBuild() {
  rmSync(toolsBuild, { recursive: true, force: true });
}
