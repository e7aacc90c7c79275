// @ts-check
// What `npm test` does, in order.
import { findBrowser, findDriver } from "./browser.mjs";
import { declarationSteps } from "./declarations.mjs";
import { inRoot, root } from "./project.mjs";
import { checks, made, nodeTests, rustTests, skipped } from "./ran.mjs";
import * as workshop from "./workshop.mjs";

/** @typedef {{ name: string, run: () => Promise<import("./ran.mjs").Result> }} Step */

const WARNINGS = ["--", "--deny", "warnings"];
const WASM = ["--target", "wasm32-unknown-unknown"];
/** The WebAssembly file has no types to have. */
const ATTW = [workshop.tarball, "--no-color", "--exclude-entrypoints", "./zvcms_openapi.wasm"];
const BROWSER = { CHROMIUM: findBrowser() ?? undefined, CHROMEDRIVER: findDriver() ?? undefined };

const wasmTests = workshop
  .testFiles(inRoot("tests"), ".rs")
  .map((file) => /([^/\\]+)\.rs$/.exec(file)?.[1] ?? "")
  .filter((name) => name.startsWith("wasm"))
  .flatMap((name) => ["--test", name]);

/** @type {Step[]} */
export const steps = [
  { name: "Format of the Rust code", run: () => checks("cargo", ["fmt", "--all", "--check"]) },
  { name: "Lints of the core", run: () => checks("cargo", ["clippy", "--workspace", "--all-targets", ...WARNINGS]) },
  { name: "Lints of the edge", run: () => checks("cargo", ["clippy", ...WASM, ...WARNINGS]) },
  { name: "Format and lints of the rest", run: () => checks("biome", ["ci", "--error-on-warnings", "--colors=off"]) },
  { name: "Types of the JavaScript code", run: () => checks("tsc", ["--project", inRoot("tsconfig.json")]) },
  { name: "The core", run: () => rustTests("cargo", ["test", "--workspace"]) },
  { name: "The edge in Node", run: () => wasmPackTest(["--node"], AS_MODULE) },
  { name: "The edge in Chromium", run: inBrowser(() => wasmPackTest(["--headless", "--chrome"], IN_CHROMIUM)) },
  { name: "The emulator", run: () => nodeTests(workshop.testFiles(inRoot("tests/emulator"), ".test.mjs")) },
  { name: "The runner of these tests", run: () => nodeTests(workshop.testFiles(inRoot("tests/scripts"), ".test.mjs")) },
  { name: "Build", run: () => checks(process.execPath, ["scripts/build.mjs"]) },
  { name: "npm start", run: () => nodeTests(workshop.testFiles(inRoot("tests/start"), ".test.mjs")) },
  { name: "Pack and install", run: () => made(() => workshop.pack().then(workshop.makeConsumer)) },
  { name: "The tarball for Node and npm", run: () => checks("publint", ["run", "--strict", workshop.tarball]) },
  { name: "The tarball for TypeScript", run: () => checks("attw", ATTW) },
  { name: "The package in Node, ES modules", run: () => packageTests(".test.mjs") },
  { name: "The package in Node, CommonJS", run: () => packageTests(".test.cjs") },
  ...declarationSteps,
  { name: "A page with the package, built by Vite", run: () => made(workshop.buildBundled) },
  { name: "The package in Chromium", run: inBrowser(() => pageTests("tests/bundled", workshop.bundled)) },
  { name: "The page, built by Vite", run: () => made(workshop.buildPage) },
  { name: "The page in Chromium", run: inBrowser(() => pageTests("tests/page", workshop.page)) },
];

/** In the form that can import src/wasm/*.js. */
const AS_MODULE = { WASM_BINDGEN_USE_NODE_EXPERIMENTAL: "1" };
const IN_CHROMIUM = { WASM_BINDGEN_USE_BROWSER: "1", WASM_BINDGEN_TEST_DRIVER_TIMEOUT: "60", ...BROWSER };

/**
 * @param {string[]} where
 * @param {Record<string, string | undefined>} [env]
 */
function wasmPackTest(where, env = {}) {
  return rustTests("wasm-pack", ["test", "--mode", "no-install", ...where, "--", ...wasmTests], { env });
}

/** @param {string} ending */
function packageTests(ending) {
  return nodeTests(workshop.testFiles(`${workshop.consumer}/tests/package`, ending), {
    cwd: workshop.consumer,
    env: { ZVCMS_TREE: root },
  });
}

/**
 * @param {string} tests
 * @param {string} folder the built page
 */
function pageTests(tests, folder) {
  const env = { ...BROWSER, ZVCMS_PAGE_DIR: folder };
  return nodeTests(workshop.testFiles(inRoot(tests), ".test.mjs"), { env });
}

/**
 * @param {Step["run"]} run
 * @returns {Step["run"]}
 */
function inBrowser(run) {
  return () => (findBrowser() && findDriver() ? run() : skipped("there is no Chromium with its driver"));
}
