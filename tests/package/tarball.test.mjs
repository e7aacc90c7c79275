// @ts-check
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, userInfo } from "node:os";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";

const tree = process.env.ZVCMS_TREE;
const { decompress } = createRequire(tree ? join(tree, "package.json") : import.meta.url)("@blu3r4y/lzma");
const folder = dirname(createRequire(import.meta.url).resolve("zvcms-openapi/package.json"));
/** Only of the installed tarball: the workspace holds its sources too. */
const skip = !tree && "ZVCMS_TREE does not name the tree that the installed tarball was built in";

const dist = ["cli", "compat", "compat.node", "edge-light", "emulator", "index", "node", "workerd"].map(
  (n) => `dist/${n}.mjs`,
);
const EXPECTED = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "package.json",
  ...dist,
  ...["compat", "emulator", "index", "node"].map((name) => `dist/${name}.cjs`),
  ...["index", "emulator"].flatMap((name) => [`dist/${name}.d.mts`, `dist/${name}.d.cts`]),
  "dist/index.iife.js",
  "dist/zvcms_openapi.wasm",
];

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  return readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? filesIn(inner) : [relative(folder, inner)];
  });
}

/** The file as it is, and what it holds in base64 and LZMA. @param {string} file */
function contents(file) {
  const bytes = readFileSync(join(folder, file));
  const packed = bytes.toString("latin1").matchAll(/packed:"([\w+/=]+)",reader:"([\w+/=]+)",size:([\de]+)/g);
  const held = [...packed].flatMap(([, core = "", reader = "", size]) => [
    unpacked(Buffer.from(core, "base64"), Number(size)),
    Buffer.from(reader, "base64"),
  ]);
  return [bytes, ...held];
}

/** The header of LZMA, which the package leaves out, and then the bytes. @param {Buffer} packed @param {number} size */
function unpacked(packed, size) {
  const header = Buffer.alloc(13);
  header.set([93, 0, 0, 0, 2]);
  header.writeUInt32LE(size, 5);
  return Buffer.from(/** @type {number[]} */ (decompress(Buffer.concat([header, packed]))));
}

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

test("the bytes of the WebAssembly are the same in every entry that holds them", () => {
  const wasm = readFileSync(join(folder, "dist/zvcms_openapi.wasm"));
  assert.ok(WebAssembly.validate(wasm));
  for (const file of ["dist/index.mjs", "dist/index.cjs", "dist/index.iife.js", "dist/node.cjs"]) {
    assert.ok(
      contents(file).some((bytes) => bytes.equals(wasm)),
      file,
    );
  }
});

test("every file that the manifest names is there, and nothing has to be installed with it", () => {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const named = [...JSON.stringify(manifest).matchAll(/"(\.\/dist\/[^"]+)"/g)].map(([, path]) => path);
  assert.ok(named.length > 10);
  for (const path of named) assert.ok(statSync(join(folder, path)).size > 0, path);
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.scripts, undefined);
  assert.equal(manifest.license, "MIT");
});
