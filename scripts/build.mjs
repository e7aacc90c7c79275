// @ts-check
// Makes pkg/dist: compiles the core with wasm-pack, then bundles it with the loader. wasm-pack writes to a folder of its
// own, because it empties its output folder of what is not its own.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { inRoot, PATH, root } from "./lib/project.mjs";
import { withExcerpts } from "./lib/sources.mjs";

const made = inRoot("target/package");
const dist = inRoot("pkg/dist");
const inMade = (/** @type {string} */ name) => join(made, name);
const inDist = (/** @type {string} */ name) => join(dist, name);

/** What the glue takes from its surroundings: the loader gives each instance its own. */
const GLUE_GLOBALS = "TextEncoder, TextDecoder, WebAssembly, crypto, Request, Response";
const NAMES = "Client, ZvcmsError, sign, explain, signature, verify, detectScheme, identifyUser, ready";
/** wasm-bindgen names a module of snippets once for each block that imports from it. @type {Record<string, import("esbuild").LogLevel>} */
const LOG = { "duplicate-object-key": "silent" };

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
compile();
await bundleGlue();
await bundleEntries();
copyTexts();

function compile() {
  const sysroot = execFileSync("rustc", ["--print", "sysroot"], { encoding: "utf8" }).trim();
  // No path of whoever builds it is left in the core, and no name of a mirror that the crates came from.
  const remapped = [[sysroot, "rust"], [root, "zvcms-openapi"], ...crates()].map(
    ([from, to]) => `--remap-path-prefix=${from}=${to}`,
  );
  const args = ["build", root, "--release", "--target", "web", "--mode", "no-install", "--no-typescript", "--no-pack"];
  execFileSync("wasm-pack", [...args, "--out-dir", made], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      CARGO_ENCODED_RUSTFLAGS: remapped.join("\x1f"),
      CARGO_TARGET_DIR: inRoot("target/wasm"),
      PATH,
    },
  });
  const wasm = readFileSync(inMade("zvcms_openapi_bg.wasm"));
  writeFileSync(inDist("zvcms_openapi.wasm"), wasm);
  writeFileSync(inMade("bytes.mjs"), `export default "${wasm.toString("base64")}";\n`);
  writeFileSync(inDist("bytes.cjs"), `module.exports = "${wasm.toString("base64")}";\n`);
}

/** The folder of each crate on this machine, and a name that is the same everywhere. */
function crates() {
  const args = ["metadata", "--locked", "--format-version=1", "--filter-platform=wasm32-unknown-unknown"];
  const { packages } = JSON.parse(execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 }));
  const external = packages.filter((/** @type {any} */ { source }) => source !== null);
  return external.map((/** @type {any} */ it) => [dirname(it.manifest_path), `crates/${it.name}-${it.version}`]);
}

/** Puts wasm-bindgen's glue into a function, so that an instance that has trapped can be replaced. */
async function bundleGlue() {
  await build({
    entryPoints: [inMade("zvcms_openapi.js")],
    bundle: true,
    format: "iife",
    globalName: "glue",
    target: "es2019",
    define: { "globalThis.crypto": "crypto" },
    banner: { js: `export function createGlue({ ${GLUE_GLOBALS} }) {` },
    footer: { js: "return glue;\n}" },
    logOverride: LOG,
    tsconfigRaw: {},
    outfile: inMade("glue.mjs"),
  });
}

async function bundleEntries() {
  /** @type {import("esbuild").BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    legalComments: "none",
    // Bundlers indent what they bundle, and with it the lines of a template.
    supported: { "template-literal": false },
    tsconfigRaw: {},
    logOverride: LOG,
    // The output names each file that it is made of. Where node_modules is a link, the name must be the same.
    preserveSymlinks: true,
    alias: { "#glue": inMade("glue.mjs"), "#bytes": inMade("bytes.mjs") },
    external: ["*.wasm", "*.wasm?module", "node:*"],
  };
  /** What pages load: the oldest syntax that bundlers of today's projects still meet. @type {import("esbuild").BuildOptions} */
  const page = { ...common, target: "es2019", entryPoints: ["pkg/src/entries/inline.js"] };
  /** @type {import("esbuild").BuildOptions} */
  const node = { ...common, platform: "node", target: "node18" };
  /** @type {import("esbuild").BuildOptions} */
  const edge = { ...common, target: "es2022", format: "esm" };
  /** Old phones and mini-programs load these, too. No template of theirs has more than one line. @type {import("esbuild").BuildOptions} */
  const keyless = { ...common, supported: {}, target: "es2017" };
  /** WeChat's tools copy this folder as it is. @type {import("esbuild").BuildOptions} */
  const miniprogram = { ...keyless, format: "cjs", outdir: inDist("miniprogram") };
  /** It shares errors and hashing with the entry that fits the host. @type {import("esbuild").BuildOptions} */
  const server = { ...common, target: "es2022", entryPoints: ["pkg/server/index.js"], external: ["zvcms-openapi"] };
  await Promise.all([
    build({ ...page, format: "esm", outfile: inDist("index.mjs") }),
    build({ ...page, format: "cjs", outfile: inDist("index.cjs") }),
    build({ ...page, format: "iife", globalName: "zvcmsOpenapi", outfile: inDist("index.iife.js") }),
    // The bytes have a file of their own here: importing CommonJS, Node looks through the whole file for its exports.
    build({
      ...node,
      entryPoints: ["pkg/src/entries/node.js"],
      format: "cjs",
      alias: { "#glue": inMade("glue.mjs"), "#bytes": "./bytes.cjs" },
      external: ["./bytes.cjs", "node:*"],
      outfile: inDist("node.cjs"),
    }),
    build({ ...edge, entryPoints: ["pkg/src/entries/workerd.js"], outfile: inDist("workerd.mjs") }),
    build({ ...edge, entryPoints: ["pkg/src/entries/edge-light.js"], outfile: inDist("edge-light.mjs") }),
    ...inBothFormats("browser", { ...keyless, entryPoints: ["pkg/browser/index.js"] }),
    ...inBothFormats("points", { ...keyless, entryPoints: ["pkg/points/index.js"] }),
    build({ ...miniprogram, entryPoints: { browser: "pkg/browser/index.js", points: "pkg/points/index.js" } }),
    ...inBothFormats("server", server),
    ...inBothFormats("emulator", { ...node, entryPoints: ["pkg/emulator/index.js"] }),
    build({ ...node, entryPoints: ["pkg/emulator/cli.js"], format: "esm", outfile: inDist("cli.mjs") }),
  ]);
  // In Node the ES module hands on the CommonJS one, so that a process has one instance.
  writeFileSync(inDist("node.mjs"), `import all from "./node.cjs";\nexport const { ${NAMES} } = all;\n`);
}

/** @param {string} name @param {import("esbuild").BuildOptions} options */
function inBothFormats(name, options) {
  return [
    build({ ...options, format: "esm", outfile: inDist(`${name}.mjs`) }),
    build({ ...options, format: "cjs", outfile: inDist(`${name}.cjs`) }),
  ];
}

function copyTexts() {
  for (const name of ["index", "browser", "emulator", "points", "server"]) {
    const declarations = readFileSync(inRoot(`pkg/types/${name}.d.ts`), "utf8");
    for (const format of ["m", "c"])
      writeFileSync(inDist(`${name}.d.${format}ts`), declarations.replaceAll('"./index.js"', `"./index.${format}js"`));
  }
  for (const name of ["README.md", "README.zh-CN.md"]) {
    const text = readFileSync(inRoot(name), "utf8");
    const current = withExcerpts(text);
    // A README that is newer than the build would make the build look old.
    if (current !== text) writeFileSync(inRoot(name), current);
  }
  for (const name of ["README.md", "README.zh-CN.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"])
    copyFileSync(inRoot(name), inRoot("pkg", name));
  // The bundles of the emulator and of the server have these in them, and their licences ask to come with every copy.
  copyFileSync(inRoot("node_modules/valibot/LICENSE.md"), inDist("valibot.LICENSE.md"));
  copyFileSync(inRoot("node_modules/ipaddr.js/LICENSE"), inDist("ipaddr.js.LICENSE"));
}
