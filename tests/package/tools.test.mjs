// @ts-check
// Tools that know no `exports`, read an older syntax, or write the code anew.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { hmac, runNode } from "./support.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = realpathSync(dirname(createRequire(import.meta.url).resolve("zvcms-openapi/package.json")));
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const tool = createRequire(join(process.env.ZVCMS_TREE ?? here, "package.json"));
const acorn = tool("acorn");
const { build } = tool("esbuild");
const { rollup } = tool("rollup");
const commonjs = tool("@rollup/plugin-commonjs");
const { nodeResolve } = tool("@rollup/plugin-node-resolve");

const SCRIPTS = readdirSync(join(folder, "dist")).filter((name) => /\.(mjs|cjs|js)$/.test(name));
const SIGN = `import { sign, signature } from "zvcms-openapi";
sign({ openId: "a", grantCode: "b", openKey: "c" }, { nonce: 1 });
console.log(signature("key", "text"));
`;

/** A folder that is gone after the test, beside this file so that the package is found. @param {import("node:test").TestContext} t */
function scratch(t) {
  const path = mkdtempSync(join(here, "tools-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** @param {string} file */
function assertSigns(file) {
  assert.deepEqual(runNode([file]), { status: 0, stdout: `${hmac("key", "text")}\n`, stderr: "" });
}

/**
 * Each token of a script, as its kind and its value.
 * @param {string} name
 * @param {string} code
 */
function tokensOf(name, code) {
  const sourceType = name.endsWith(".mjs") ? "module" : "script";
  const tokens = acorn.tokenizer(code, { ecmaVersion: "latest", sourceType, allowHashBang: true });
  return [...tokens].map(({ type, value }) => `${type.label} ${value}`);
}

for (const name of SCRIPTS) {
  test(`${name} means the same once its lines are indented, as bundlers do`, () => {
    const code = readFileSync(join(folder, "dist", name), "utf8").replace(/^#!.*/, "");
    const indented = code.replaceAll("\n", "\n  ");
    assert.deepEqual(tokensOf(name, indented), tokensOf(name, code));
  });
}

test("what pages load is ES2019, and needs nothing of Node", () => {
  for (const name of ["index.mjs", "index.cjs", "index.iife.js"]) {
    const code = readFileSync(join(folder, "dist", name), "utf8");
    acorn.parse(code, { ecmaVersion: 2019, sourceType: name.endsWith(".mjs") ? "module" : "script" });
    assert.ok(!/require\(|node:/.test(code), name);
  }
});

test("an indented copy of the entry for Node still signs", (t) => {
  const path = mkdtempSync(join(tmpdir(), "zvcms-openapi-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  for (const name of ["node.cjs", "bytes.cjs"]) {
    const code = readFileSync(join(folder, "dist", name), "utf8");
    writeFileSync(join(path, name), code.replaceAll("\n", "\n    "));
  }
  const script = `console.log(require(${JSON.stringify(join(path, "node.cjs"))}).signature("key", "text"))`;
  assert.equal(runNode(["--eval", script]).stdout, `${hmac("key", "text")}\n`);
});

for (const format of /** @type {const} */ (["es", "cjs"])) {
  test(`a bundle by Rollup and its plugin for CommonJS signs (${format})`, async (t) => {
    const path = scratch(t);
    const input = join(path, "input.mjs");
    const file = join(path, `output.${format === "es" ? "mjs" : "cjs"}`);
    writeFileSync(input, SIGN);
    const plugins = [nodeResolve({ exportConditions: ["node"], preferBuiltins: true }), commonjs()];
    const bundle = await rollup({ input, plugins, external: [/^node:/], logLevel: "silent" });
    await bundle.write({ file, format, inlineDynamicImports: true });
    assertSigns(file);
  });
}

for (const conditions of [[], ["browser"]]) {
  test(`tools that read only main, module and browser find each entry (${conditions.join() || "none"})`, async (t) => {
    const path = scratch(t);
    const input = join(path, "input.mjs");
    const outfile = join(path, "output.cjs");
    writeFileSync(input, SIGN);
    // esbuild is told of files, as a tool does that knows no \`exports\`.
    const main = join(folder, conditions.length === 0 ? manifest.main : manifest.browser[manifest.main]);
    const options = { bundle: true, outfile, logLevel: "silent", external: ["node:*"] };
    await build({
      ...options,
      entryPoints: [input],
      format: "cjs",
      platform: "node",
      alias: { "zvcms-openapi": main },
    });
    assertSigns(outfile);
  });
}

/** What each entry hands out. */
const ENTRIES = { browser: "identifyUser", emulator: "startEmulator", points: "quotePoints", server: "createHandler" };

test("a real folder stands behind each subpath", () => {
  for (const [entry, name] of Object.entries(ENTRIES)) {
    const { main, module, types } = JSON.parse(readFileSync(join(folder, entry, "package.json"), "utf8"));
    assert.equal(typeof createRequire(import.meta.url)(join(folder, entry, main))[name], "function", entry);
    for (const file of [module, types]) assert.ok(readFileSync(join(folder, entry, file)).length > 0, entry);
  }
  const subpaths = Object.keys(manifest.exports).filter((path) => !/\.(json|wasm)$|^\.$/.test(path));
  assert.deepEqual(
    subpaths.sort(),
    Object.keys(ENTRIES).map((entry) => `./${entry}`),
  );
});

test("where there is neither a random source nor a way to get one, that is said, and a given nonce helps", () => {
  const ended = runNode([
    "--input-type=module",
    "--eval",
    `delete globalThis.crypto;
     process.getBuiltinModule = undefined;
     const { readFileSync } = await import("node:fs");
     // As in an ES module that a bundler made: there is no require.
     const code = readFileSync(${JSON.stringify(join(folder, "dist/node.cjs"))}, "utf8");
     const bytes = (await import(${JSON.stringify(join(folder, "dist/bytes.cjs"))})).default;
     const module = { exports: {} };
     const require = (name) => { if (name === "./bytes.cjs") return bytes; throw new Error("no require"); };
     new Function("module", "require", code)(module, require);
     const credentials = { openId: "a", grantCode: "b", openKey: "c" };
     try { module.exports.sign(credentials); } catch ({ kind, code, message }) { console.log(kind, code, message.includes("nonce")); }
     console.log(module.exports.sign(credentials, { nonce: 1 }).Nonce);`,
  ]);
  assert.deepEqual(ended, { status: 0, stdout: "environment no_random true\n1\n", stderr: "" });
});
