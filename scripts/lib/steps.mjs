// @ts-check
// What `npm test` does, in order.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { consumer, examples, makeConsumer, makeExample, outside, tarball } from "./consumer.mjs";
import { exampleNames, FUZZER, inRoot, root } from "./project.mjs";
import { findBrowser, findFirefox } from "./setup.mjs";
import { libtest, nodeTest } from "./step.mjs";

/** @typedef {import("./step.mjs").Step} Step */
/** @typedef {import("./run.mjs").Command} Command */
/** @typedef {import("./run.mjs").Options} Options */

const DENY = ["check", "bans", "licenses", "sources"];
const WARNINGS = ["--", "--deny", "warnings"];
const WASM = ["--target", "wasm32-unknown-unknown"];
/** The WebAssembly file has no types. */
const ATTW = ["--no-color", "--exclude-entrypoints", "./zvcms_openapi.wasm"];
const VITE = ["build", "--logLevel", "warn"];
/** In the form that can import pkg/src/*.js. */
const IN_NODE = { WASM_BINDGEN_USE_NODE_EXPERIMENTAL: "1" };
const IN_CHROMIUM = { WASM_BINDGEN_USE_BROWSER: "1", WASM_BINDGEN_TEST_DRIVER_TIMEOUT: "60" };
/** Older releases of Node cannot `require` an ES module, so the CommonJS build has to work without it. */
const NODE_FLAGS = process.allowedNodeEnvironmentFlags.has("--experimental-require-module")
  ? ["--no-experimental-require-module"]
  : [];

const STRICT =
  "--ignoreConfig --noEmit --strict --allowJs --exactOptionalPropertyTypes --noUncheckedIndexedAccess " +
  "--skipLibCheck false --target es2022";
/** What a program may know besides the language. Each is compiled on its own. */
const HOSTS = {
  "the DOM": ["--lib", "es2022,dom", "--types", ""],
  "Node's types": ["--lib", "es2022", "--types", "node", "--typeRoots", inRoot("node_modules/@types")],
  neither: ["--lib", "es2022", "--types", ""],
};
const RESOLUTIONS = {
  "Node's resolution": "--module node16 consumer.mts consumer.cts keys.mjs",
  "a bundler's resolution": "--module esnext --moduleResolution bundler consumer.mts keys.mjs",
};

const packageTests = join(consumer, "tests/package");
const runtimeTests = join(consumer, "tests/runtimes");
const serverTests = join(consumer, "tests/server");
const bundledPage = join(consumer, "tests/bundled/page");
const keylessPage = join(consumer, "tests/browsers/page");
const ourPage = join(consumer, "www");

/** @returns {Step[]} */
export function steps() {
  const browser = findBrowser();
  const skip = browser ? undefined : "there is no Chromium with its driver";
  const inConsumer = { cwd: consumer, env: { ZVCMS_TREE: root } };
  const onBundledPage = { env: { ...browser, ZVCMS_PAGE_DIR: join(bundledPage, "dist") } };
  const withKeylessPage = { env: { ...browser, ...findFirefox(), ZVCMS_PAGE_SOURCE: keylessPage } };
  const onOurPage = { env: { ...browser, ZVCMS_PAGE_DIR: join(ourPage, "dist") } };
  return [
    check("Format of the Rust code", "cargo", ["fmt", "--all", "--check"]),
    check("Lints of the core", "cargo", ["clippy", "--all-targets", ...WARNINGS]),
    check("Lints of the edge", "cargo", ["clippy", ...WASM, ...WARNINGS]),
    check("Format and lints of the rest", "biome", ["ci", "--error-on-warnings", "--colors=off"]),
    check("Licences and sources of the crates", "cargo", ["deny", "--locked", ...DENY]),
    check("Licences and sources of the fuzzer", "cargo", ["deny", "--locked", ...FUZZER, ...DENY]),
    check("Types of the JavaScript code", "tsc", ["--project", "tsconfig.json"]),
    { ...check("The core", "cargo", ["test"]), count: libtest },
    wasmTests("The edge in Node", ["--node"], IN_NODE),
    { ...wasmTests("The edge in Chromium", ["--headless", "--chrome"], { ...IN_CHROMIUM, ...browser }), skip },
    nodeTests("The emulator", inRoot("tests/emulator"), ".test.mjs"),
    nodeTests("The scripts", inRoot("tests/scripts"), ".test.mjs"),
    check("Build", process.execPath, ["scripts/build.mjs"]),
    nodeTests("Another build, elsewhere", inRoot("tests/build"), ".test.mjs"),
    nodeTests("The documents", inRoot("tests/docs"), ".test.mjs"),
    nodeTests("npm start", inRoot("tests/start"), ".test.mjs"),
    check("Pack", "npm", ["pack", "--workspace", "pkg", "--pack-destination", outside]),
    { title: "Install", command: installTarball },
    check("The tarball for Node and npm", "publint", ["run", "--strict", tarball]),
    check("The tarball for TypeScript", "attw", [tarball, ...ATTW]),
    nodeTests("The package in Node, ES modules", packageTests, ".test.mjs", inConsumer),
    nodeTests("The package in Node, CommonJS", packageTests, ".test.cjs", inConsumer),
    nodeTests("The package in Node, Deno, Bun and workerd", runtimeTests, ".test.mjs", inConsumer),
    nodeTests("The route in Express, Koa, Fastify, Hono and a cloud function", serverTests, ".test.mjs", inConsumer),
    ...declarations(),
    check("A page with the package, built by Vite", "vite", VITE, { cwd: bundledPage }),
    { ...nodeTests("The package in Chromium", inRoot("tests/bundled"), ".test.mjs", onBundledPage), skip },
    nodeTests("Pages without a key in Chromium and Firefox", inRoot("tests/browsers"), ".test.mjs", withKeylessPage),
    check("Our page, built by Vite", "vite", VITE, { cwd: ourPage }),
    { ...nodeTests("Our page in Chromium", inRoot("tests/page"), ".test.mjs", onOurPage), skip },
    ...exampleNames.flatMap(example),
    nodeTests("The examples", inRoot("tests/examples"), ".test.mjs", { env: { ...browser, ZVCMS_EXAMPLES: examples } }),
  ];
}

/** @param {string} title @param {Command} command @returns {Step} */
function check(title, ...command) {
  return { title, command: () => command };
}

/** @param {string} title @param {string[]} where @param {Options["env"]} env @returns {Step} */
function wasmTests(title, where, env) {
  const args = ["test", "--mode", "no-install", ...where, "--", "--test", "wasm*"];
  return { title, command: () => ["wasm-pack", args, { env }], count: libtest };
}

/** @param {string} title @param {string} folder @param {string} ending @param {Options} [options] @returns {Step} */
function nodeTests(title, folder, ending, options = {}) {
  return { title, command, count: nodeTest };

  /** @returns {Command} */
  function command() {
    const files = readdirSync(folder).filter((name) => name.endsWith(ending));
    if (files.length === 0) throw new Error(`${folder} has no file *${ending}`);
    const paths = files.map((name) => join(folder, name));
    return [process.execPath, [...NODE_FLAGS, "--test", "--test-reporter=spec", ...paths], options];
  }
}

/** The declarations of the installed package, compiled as users of TypeScript may have set it up. */
function declarations() {
  /** @type {(title: string, folder: string, args: string[]) => Step} */
  const compiled = (title, folder, args) =>
    check(`Declarations with ${title}`, "tsc", [...STRICT.split(" "), ...args], { cwd: join(consumer, folder) });
  const alone = Object.entries(HOSTS).flatMap(([host, hostArgs]) =>
    Object.entries(RESOLUTIONS).map(([resolution, args]) =>
      compiled(`${host}, ${resolution}`, "tests/types", [...hostArgs, ...args.split(" ")]),
    ),
  );
  const args = [...HOSTS["Node's types"], "--module", "node16", "declarations.mts"];
  return [...alone, compiled("those of the frameworks", "tests/server", args)];
}

/** @param {string} name @returns {Step[]} */
function example(name) {
  return [
    { title: `The example ${name}, installed`, command: () => ["npm", ["ci"], { cwd: makeExample(name) }] },
    check(`The example ${name}, built`, "npm", ["run", "build"], { cwd: join(examples, name) }),
  ];
}

/** @returns {Command} */
function installTarball() {
  makeConsumer();
  return ["npm", ["install", "--offline", tarball], { cwd: consumer }];
}
