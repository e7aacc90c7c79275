// @ts-check
// Tools from crates.io, compiled for a quick start: they work for seconds, so minutes of optimising do not pay.
import { rmSync } from "node:fs";
import { ask, must } from "./child.mjs";
import { inRoot, tools } from "./project.mjs";

const PROFILE = {
  CARGO_PROFILE_RELEASE_OPT_LEVEL: "1",
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
  const target = inRoot("target/tools-build");
  await must("cargo", ["install", "--locked", "--force", "--root", tools, ...flags, `${name}@${version}`], {
    env: { ...PROFILE, CARGO_TARGET_DIR: target, RUSTFLAGS: undefined, CARGO_ENCODED_RUSTFLAGS: undefined },
  });
  rmSync(target, { recursive: true, force: true });
}

/**
 * The version of a tool on the path, or null.
 * @param {string} tool
 */
export function versionOf(tool) {
  return ask(tool, "--version")?.split(" ")[1] ?? null;
}
