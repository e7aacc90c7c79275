// @ts-check
// Tools from crates.io, compiled for a quick start: they work for seconds, so minutes of optimising do not pay.
import { rmSync } from "node:fs";
import { ask, must } from "./child.mjs";
import { inRoot, tools } from "./project.mjs";

/** One for all tools: they share crates. */
const workspace = inRoot("target/tools-build");

const PROFILE = {
  CARGO_PROFILE_RELEASE_OPT_LEVEL: "0",
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16",
  CARGO_PROFILE_RELEASE_DEBUG: "0",
  CARGO_PROFILE_RELEASE_LTO: "off",
  CARGO_PROFILE_RELEASE_STRIP: "true",
};

/**
 * @param {string} name
 * @param {string} version
 * @param {string[]} flags
 */
export async function cargoInstall(name, version, ...flags) {
  await must("cargo", ["install", "--locked", "--force", "--root", tools, ...flags, `${name}@${version}`], {
    env: { ...PROFILE, CARGO_TARGET_DIR: workspace, RUSTFLAGS: undefined, CARGO_ENCODED_RUSTFLAGS: undefined },
  });
}

/** Removes what only making the tools needed. */
export function tidyUp() {
  rmSync(workspace, { recursive: true, force: true });
}

/**
 * The version of a tool on the path, or null.
 * @param {string} tool
 */
export function versionOf(tool) {
  return ask(tool, "--version")?.split(" ")[1] ?? null;
}
