// @ts-check
// Where things are, and which versions of the tools belong to this tree.
import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** `cargo install` puts the tools here, so that nothing is left outside of this tree. */
export const tools = inRoot("target/tools");

/** Our own tools come first, then those of npm, then those of the user. */
export const PATH = [join(tools, "bin"), inRoot("node_modules/.bin"), process.env.PATH].join(delimiter);

export const WASM_PACK = "0.15.1";
export const CARGO_DENY = "0.20.2";
/** The last release of the oldest Node that the package runs on. */
export const OLDEST_NODE = "18.20.8";
export const CARGO_FUZZ = "0.13.2";

/** Each is a project with a lock of its own. */
export const exampleNames = readdirSync(inRoot("examples"), { withFileTypes: true }).flatMap((it) =>
  it.isDirectory() ? it.name : [],
);
/** For cargo-deny: the fuzzer has a lock of its own, too. */
export const FUZZER = ["--manifest-path", "fuzz/Cargo.toml", "--config", "deny.toml"];

/** The version of the library. The command line tool must have exactly the same one. */
export const wasmBindgenVersion = find("Cargo.lock", /name = "wasm-bindgen"\nversion = "(.+)"/);

/** The oldest Rust that compiles the crate, such as "1.88". */
export const oldestRust = find("Cargo.toml", /^rust-version = "(\d+\.\d+)/m);

/**
 * @param {string} file
 * @param {RegExp} pattern
 */
function find(file, pattern) {
  const [, version] = pattern.exec(readFileSync(inRoot(file), "utf8")) ?? [];
  if (version === undefined) throw new Error(`${file} does not match ${pattern}`);
  return version;
}
