// @ts-check
// What building and testing need: how to see that it is there, and how to get it.
import { existsSync, statSync } from "node:fs";
import { canInstall, install } from "./apt.mjs";
import { findBrowser, findDriver } from "./browser.mjs";
import { cargoInstall, versionOf } from "./cargo.mjs";
import { ask, must } from "./child.mjs";
import { inRoot, oldestRust, WASM_PACK, wasmBindgenVersion } from "./project.mjs";

const TARGET = "wasm32-unknown-unknown";

/**
 * @typedef {object} Need
 * @property {string} name
 * @property {string} why
 * @property {string} [about] how long it takes on two cores
 * @property {string} [advice] what to do where it cannot be made
 * @property {boolean} [optional] the tests that want it are skipped without it
 * @property {() => boolean} isThere
 * @property {() => boolean} [canMake]
 * @property {() => Promise<unknown>} make
 */

/** @type {Need[]} */
const compiling = [
  {
    name: `Rust ${oldestRust().join(".")} or newer`,
    why: "compiles the core",
    advice: "Install Rust with rustup (https://rustup.rs), or run `rustup update stable`, then try again.",
    isThere: isRustThere,
    canMake: () => false,
    make: async () => {},
  },
  {
    name: "a C compiler",
    why: "links what Rust compiles",
    about: "20 s",
    advice: "Install one, on Debian and Ubuntu with `apt-get install gcc libc6-dev`, then try again.",
    isThere: () => ask("cc", "--version") !== null,
    canMake: canInstall,
    make: () => install("gcc", "libc6-dev"),
  },
  {
    name: "the npm packages",
    why: "bundle, check and serve",
    about: "20 s",
    isThere: arePackagesThere,
    make: () => must("npm", ["ci", "--no-audit", "--no-fund"]),
  },
  {
    name: `Rust's ${TARGET}`,
    why: "is what the core is compiled for",
    about: "15 s",
    isThere: () => existsSync(ask("rustc", "--print", "target-libdir", "--target", TARGET) ?? ""),
    make: () => must("rustup", ["target", "add", TARGET]),
  },
  {
    name: `wasm-bindgen ${wasmBindgenVersion()}`,
    why: "joins WebAssembly and JavaScript",
    about: "1 min",
    isThere: () =>
      versionOf("wasm-bindgen") === wasmBindgenVersion() &&
      versionOf("wasm-bindgen-test-runner") === wasmBindgenVersion(),
    // It is started by wasm-pack and talks to this machine only: without TLS it is made in half the time.
    make: () => cargoInstall("wasm-bindgen-cli", wasmBindgenVersion(), "--no-default-features"),
  },
  {
    name: `wasm-pack ${WASM_PACK}`,
    why: "compiles the core for JavaScript",
    about: "1 min",
    isThere: () => versionOf("wasm-pack")?.startsWith("0.15.") === true,
    make: () => cargoInstall("wasm-pack", WASM_PACK),
  },
];

/** @type {Need[]} */
const testing = [
  {
    name: "rustfmt and clippy",
    why: "check the Rust code",
    about: "10 s",
    isThere: () => ask("cargo", "fmt", "--version") !== null && ask("cargo", "clippy", "--version") !== null,
    make: () => must("rustup", ["component", "add", "rustfmt", "clippy"]),
  },
  {
    name: "Chromium and its driver",
    why: "run the tests of browsers",
    about: "40 s",
    optional: true,
    isThere: () => findBrowser() !== null && findDriver() !== null,
    canMake: canInstall,
    make: () => install("chromium", "chromium-driver"),
  },
  {
    name: "PHP",
    why: "is what the emulator is compared with",
    about: "10 s",
    optional: true,
    isThere: () => ask("php", "--version") !== null,
    canMake: canInstall,
    make: () => install("php-cli"),
  },
];

/** @param {{ forTests: boolean }} purpose */
export const needs = ({ forTests }) => (forTests ? [...compiling, ...testing] : compiling);

function isRustThere() {
  const version = /^rustc (\d+)\.(\d+)/.exec(ask("rustc", "--version") ?? "");
  if (!version || ask("cargo", "--version") === null) return false;
  const [major, minor] = oldestRust();
  return Number(version[1]) === major && Number(version[2]) >= minor;
}

function arePackagesThere() {
  const installed = statSync(inRoot("node_modules/.package-lock.json"), { throwIfNoEntry: false });
  return installed !== undefined && installed.mtimeMs >= statSync(inRoot("package-lock.json")).mtimeMs;
}
