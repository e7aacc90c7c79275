// @ts-check
// Where things are, and which versions of the tools belong to this tree.
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** cargo installs here, so that nothing is left outside this tree. */
export const tools = inRoot("target/tools");

export const WASM_PACK = "0.15.1";

/** The version of the library: its command line must be the very same one. */
export function wasmBindgenVersion() {
  const found = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(readFileSync(inRoot("Cargo.lock"), "utf8"));
  if (!found) throw new Error("Cargo.lock names no wasm-bindgen");
  return found[1];
}

/** The oldest rustc that compiles the crate, as `[major, minor]`. */
export function oldestRust() {
  const found = /^rust-version = "(\d+)\.(\d+)/m.exec(readFileSync(inRoot("Cargo.toml"), "utf8"));
  if (!found) throw new Error("Cargo.toml names no rust-version");
  return found.slice(1).map(Number);
}

/** The surroundings of every command: our tools first, then npm's, then the user's. */
export function surroundings() {
  const path = [join(tools, "bin"), inRoot("node_modules/.bin"), process.env.PATH];
  return { ...process.env, PATH: path.join(delimiter), CARGO_TERM_COLOR: "never" };
}
