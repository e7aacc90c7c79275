// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, userInfo } from "node:os";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const tree = process.env.ZVCMS_TREE;
const folder = dirname(createRequire(import.meta.url).resolve("zvcms-openapi/package.json"));
/** Only of the installed tarball: the workspace holds its sources too. */
const skip = !tree && "ZVCMS_TREE does not name the tree that the installed tarball was built in";

/** The entries besides the main one. */
const ENTRIES = ["browser", "emulator", "points", "server"];
const dist = ["cli", "edge-light", "index", "node", "workerd", ...ENTRIES].map((name) => `dist/${name}.mjs`);
const EXPECTED = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "README.zh-CN.md",
  "SECURITY.md",
  "package.json",
  ...dist,
  ...ENTRIES.map((name) => `${name}/package.json`),
  ...["bytes", "index", "node", ...ENTRIES].map((name) => `dist/${name}.cjs`),
  ...["index", ...ENTRIES].flatMap((name) => [`dist/${name}.d.mts`, `dist/${name}.d.cts`]),
  ...["browser", "points"].map((name) => `dist/miniprogram/${name}.js`),
  "dist/index.iife.js",
  "dist/ipaddr.js.LICENSE",
  "dist/valibot.LICENSE.md",
  "dist/zvcms_openapi.wasm",
];

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  return readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? filesIn(inner) : [relative(folder, inner)];
  });
}

/** Each WebAssembly module that an entry hands to the host, in Base64: nothing of ours decides what they are. */
const RECORDER = `
const { Module, instantiate } = WebAssembly;
const record = (bytes) => console.log(Buffer.from(bytes).toString("base64"));
WebAssembly.Module = function (bytes) { record(bytes); return new Module(bytes); };
WebAssembly.instantiate = (bytes, imports) => { record(bytes); return instantiate(bytes, imports); };
const ended = (entry) => entry.signature("k", "s");
`;
/** @type {Record<string, string>} */
const USES = {
  "dist/index.mjs": "import(FILE).then(ended)",
  "dist/node.cjs": "ended(require(FILE))",
  "dist/index.cjs": "ended(require(FILE))",
  "dist/index.iife.js": "ended(new Function(require('fs').readFileSync(FILE) + ';return zvcmsOpenapi')())",
};

/** @param {string} file @returns {Buffer[]} */
function modulesOf(file) {
  const program = `const FILE = ${JSON.stringify(join(folder, file))};${RECORDER}${USES[file]}`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8", maxBuffer: 2 ** 26 });
  assert.equal(stderr, "", file);
  return stdout
    .trim()
    .split("\n")
    .map((line) => Buffer.from(line, "base64"));
}

/** The file as it is, and the modules that it holds. @param {string} file */
const contents = (file) => [readFileSync(join(folder, file)), ...(file in USES ? modulesOf(file) : [])];

test("the tarball holds what runs, and nothing else", { skip }, () => {
  assert.deepEqual(filesIn(folder).sort(), EXPECTED.sort());
});

test("the tarball names no path of whoever built it, not even inside the WebAssembly", { skip }, () => {
  const paths = [`${homedir()}/`, `${tree}/`, `/home/${userInfo().username}/`, ".cargo/registry", ".rustup/toolchains"];
  for (const file of filesIn(folder)) {
    for (const bytes of contents(file))
      for (const path of paths) assert.ok(!bytes.includes(path), `${file} names ${path}`);
  }
});

test("the tarball names no folder of any machine, no source map, and no host but these", { skip }, () => {
  /** @type {Set<string>} */
  const hosts = new Set();
  for (const file of filesIn(folder)) {
    for (const bytes of contents(file)) {
      const text = bytes.toString("latin1");
      const folders = text.match(/(?<![\w.*])(\/(home|root|Users|tmp|var|mnt|opt|workspace)\/|[A-Z]:\\\w)[^\s"'`]*/g);
      assert.deepEqual(folders ?? [], [], file);
      assert.ok(!/sourceMappingURL|registry\//.test(text), file);
      for (const [, host] of text.matchAll(/\bhttps?:\/\/([\w.-]+)/g)) hosts.add(host);
    }
  }
  const known = ["127.0.0.1", "elsewhere.invalid", "localhost", "openapi.zvcms.com", "servicewechat.com"];
  assert.deepEqual([...hosts].sort(), known);
});

test("the bytes of the WebAssembly are the same in every entry that holds them", () => {
  const wasm = readFileSync(join(folder, "dist/zvcms_openapi.wasm"));
  assert.ok(WebAssembly.validate(wasm));
  for (const file of Object.keys(USES)) assert.ok(modulesOf(file).at(-1)?.equals(wasm), file);
});

test("every file that the manifest names is there, and nothing has to be installed with it", () => {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const named = [...JSON.stringify(manifest).matchAll(/"(\.\/dist\/[^"]+)"/g)].map(([, path]) => path);
  assert.ok(named.length > 10);
  for (const path of named) assert.ok(statSync(join(folder, path)).size > 0, path);
  for (const kind of ["dependencies", "optionalDependencies", "bundleDependencies"])
    assert.equal(manifest[kind], undefined, kind);
  for (const name of Object.keys(manifest.peerDependencies))
    assert.ok(manifest.peerDependenciesMeta[name].optional, name);
  assert.deepEqual(Object.keys(manifest.scripts), ["prepack"], "nothing runs where the package is installed");
  assert.equal(manifest.license, "MIT");
});

test("nothing has become larger than 200 KB by accident", () => {
  for (const file of filesIn(join(folder, "dist"))) {
    const size = gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
    assert.ok(size < 200 * 1024, `${file}: ${size} bytes`);
  }
});
