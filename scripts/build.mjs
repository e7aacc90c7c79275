// @ts-check
// Makes pkg/dist: compiles the core with wasm-pack, then bundles it with the hand-written loader. wasm-pack writes to a
// folder of its own, because it empties its output folder of what is not its own.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { asFactory, asFunction, rename, renewViews } from "./lib/glue.mjs";
import { pack, packForNode } from "./lib/pack.mjs";
import { trapAtPanics } from "./lib/panics.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const made = join(root, "target/package");
const dist = join(root, "pkg/dist");
const binaryen = join(dirname(createRequire(import.meta.url).resolve("binaryen/package.json")), "bin");
const inDist = (/** @type {string} */ name) => join(dist, name);
const inMade = (/** @type {string} */ name) => join(made, name);

/** What engines of before 2021 lack, and wasm2js with them; it costs nothing. */
const LOWERING = ["--signext-lowering", "--llvm-nontrapping-fptoint-lowering"];
/** What only wasm2js lacks: copied byte by byte instead, an answer takes twice as long. */
const TRANSLATION = ["--llvm-memory-copy-fill-lowering"];
const FEATURES = [
  "--enable-sign-ext",
  "--enable-bulk-memory",
  "--enable-bulk-memory-opt",
  "--enable-nontrapping-float-to-int",
  "--enable-mutable-globals",
];

compile();
await makeModules(optimise());
await bundle();
copyTexts();

function compile() {
  const home = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  const sysroot = execFileSync("rustc", ["--print", "sysroot"], { encoding: "utf8" }).trim();
  const flags = [
    "-Clink-arg=-zstack-size=65536",
    "-Ctarget-feature=-reference-types,-multivalue",
    // Structures are copied by one instruction, not word by word.
    "-Cllvm-args=-max-store-memcpy=1",
    // The standard library was built with reference types; wasm-bindgen would take their mention for their use.
    "-Clink-arg=--features=mutable-globals,bulk-memory,bulk-memory-opt,sign-ext,nontrapping-fptoint",
    "-Clink-arg=--no-check-features",
    ...[
      [home, "cargo"],
      [sysroot, "rust"],
      [root.replace(/\/$/, ""), "zvcms-openapi"],
    ].map(([from, to]) => `--remap-path-prefix=${from}=${to}`),
  ];
  run(
    "wasm-pack",
    [
      "build",
      root,
      "--release",
      "--target",
      "bundler",
      "--mode",
      "no-install",
      "--no-typescript",
      "--no-pack",
      "--no-opt",
      "--out-dir",
      inMade("wasm-pack"),
    ],
    {
      CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f"),
      CARGO_TARGET_DIR: join(root, "target/wasm"),
      PATH: [join(root, "target/tools/bin"), process.env.PATH].join(delimiter),
    },
  );
}

/** The names of the core's imports and exports, and the short ones that they get. */
function optimise() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const from = inMade("trapping.wasm");
  const optimised = inMade("optimised.wasm");
  const to = inDist("zvcms_openapi.wasm");
  writeFileSync(from, trapAtPanics(readFileSync(inMade("wasm-pack/zvcms_openapi_bg.wasm"))));
  run(join(binaryen, "wasm-opt"), [
    from,
    "-o",
    optimised,
    // The lowest kilobyte is the far end of the stack: no address of a value lies there.
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--skip-pass=local-cse",
    ...FEATURES,
    ...LOWERING,
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--converge",
  ]);
  const renaming = ["--minify-imports-and-exports-and-modules", ...FEATURES];
  const names = run(join(binaryen, "wasm-opt"), [optimised, "-o", to, ...renaming]);
  const lowered = inMade("lowered.wasm");
  run(join(binaryen, "wasm-opt"), [to, "-o", lowered, ...TRANSLATION, ...FEATURES]);
  run(join(binaryen, "wasm2js"), [lowered, "-o", inMade("translated.raw.mjs"), "-O2", "--pedantic"]);
  return JSON.parse(names);
}

/**
 * Turns what the tools wrote into modules that the entries import.
 * @param {Parameters<typeof rename>[1]} names
 */
async function makeModules(names) {
  const glue = await build({
    stdin: { contents: allOf(names.imports), resolveDir: inMade("wasm-pack") },
    bundle: true,
    format: "esm",
    target: "es2020",
    define: { "globalThis.crypto": "crypto" },
    tsconfigRaw: {},
    write: false,
  });
  writeFileSync(inMade("glue.mjs"), asFactory(rename(renewViews(glue.outputFiles[0].text), names)));
  const wasm = readFileSync(inDist("zvcms_openapi.wasm"));
  const reader = readFileSync(join(root, "pkg/src/unpack.wat"), "utf8");
  writeFileSync(inMade("packed.mjs"), pack(wasm, reader));
  writeFileSync(inMade("packed-for-node.mjs"), packForNode(wasm));
  writeFileSync(inMade("translated.mjs"), asFunction(readFileSync(inMade("translated.raw.mjs"), "utf8")));
}

/**
 * One module of the glue and of what the core imports from elsewhere: functions of src/wasm/*.js that need no glue.
 * @param {[module: string, name: string, short: string][]} imports
 */
function allOf(imports) {
  const glue = "./zvcms_openapi_bg.js";
  const others = imports.filter(([module]) => module !== glue);
  const lines = others.map(([module, name]) => `export { ${name} } from ${JSON.stringify(module)};`);
  return [`export * from ${JSON.stringify(glue)};`, ...lines].join("\n");
}

async function bundle() {
  /** @type {import("esbuild").BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    legalComments: "none",
    target: "es2020",
    tsconfigRaw: {},
    alias: {
      "#glue": inMade("glue.mjs"),
      "#packed": inMade("packed.mjs"),
      "#packed-for-node": inMade("packed-for-node.mjs"),
      "#translated": inMade("translated.mjs"),
    },
    external: ["*.wasm", "*.wasm?module", "node:*"],
  };
  /** @type {import("esbuild").BuildOptions} */
  const tools = { ...common, minify: false, platform: "node", target: "node18" };
  const entry = (/** @type {string} */ name) => join(root, "pkg/src/entries", `${name}.js`);
  await Promise.all([
    build({ ...common, entryPoints: [entry("inline")], format: "esm", outfile: inDist("index.mjs") }),
    build({ ...common, entryPoints: [entry("inline")], format: "cjs", outfile: inDist("index.cjs") }),
    build({
      ...common,
      entryPoints: [entry("inline")],
      format: "iife",
      globalName: "zvcmsOpenapi",
      outfile: inDist("index.iife.js"),
    }),
    build({
      ...common,
      entryPoints: [entry("node")],
      format: "cjs",
      platform: "node",
      lineLimit: 200,
      outfile: inDist("node.cjs"),
    }),
    build({ ...common, entryPoints: [entry("workerd")], format: "esm", outfile: inDist("workerd.mjs") }),
    build({ ...common, entryPoints: [entry("edge-light")], format: "esm", outfile: inDist("edge-light.mjs") }),
    build({
      ...common,
      entryPoints: [entry("compat")],
      format: "cjs",
      target: "es2017",
      outfile: inDist("compat.cjs"),
    }),
    build({
      ...common,
      entryPoints: [entry("compat")],
      format: "esm",
      target: "es2017",
      outfile: inDist("compat.mjs"),
    }),
    build({
      ...tools,
      entryPoints: [join(root, "pkg/emulator/index.js")],
      format: "esm",
      outfile: inDist("emulator.mjs"),
    }),
    build({
      ...tools,
      entryPoints: [join(root, "pkg/emulator/index.js")],
      format: "cjs",
      outfile: inDist("emulator.cjs"),
    }),
    build({ ...tools, entryPoints: [join(root, "pkg/emulator/cli.js")], format: "esm", outfile: inDist("cli.mjs") }),
  ]);
  writeFileSync(inDist("node.mjs"), reexport("./node.cjs"));
  writeFileSync(inDist("compat.node.cjs"), compatForNode());
  writeFileSync(inDist("compat.node.mjs"), reexport("./compat.node.cjs"));
}

/** Node 18 has no global crypto, and hosts without Node's modules are not to see a `require` of one. */
function compatForNode() {
  return `"use strict";
if (!globalThis.crypto) globalThis[Symbol.for("zvcms-openapi.crypto")] = require("node:crypto").webcrypto;
module.exports = require("./compat.cjs");
`;
}

/** In Node the ES module hands on the CommonJS one, so that a process has one instance. @param {string} from */
function reexport(from) {
  const names = "Client, ZvcmsError, sign, explain, signature, verify, detectScheme, identifyUser, ready";
  return `import all from "${from}";\nexport const { ${names} } = all;\n`;
}

function copyTexts() {
  for (const name of ["index", "emulator"]) {
    for (const ending of ["mts", "cts"]) {
      copyFileSync(join(root, `pkg/types/${name}.d.ts`), inDist(`${name}.d.${ending}`));
    }
  }
  for (const name of ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE"])
    copyFileSync(join(root, name), join(root, "pkg", name));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function run(command, args, env = {}) {
  return execFileSync(command, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
}
