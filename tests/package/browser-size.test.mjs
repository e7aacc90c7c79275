// @ts-check
// What a page loads that looks members up: how much it is, in which syntax, and what it asks of its host.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const folder = dirname(createRequire(import.meta.url).resolve("zvcms-openapi/package.json"));
const tool = createRequire(join(process.env.ZVCMS_TREE ?? here, "package.json"));
const { build } = tool("esbuild");
const acorn = tool("acorn");

/** In bytes. Most of it is what errors say. */
const LIMIT = 4800;
const PAGE =
  'import { identifyUser, ZvcmsError } from "zvcms-openapi/browser";\nObject.assign(it, { identifyUser, ZvcmsError });';
/** What ES2017 itself has, and what a page has besides. */
const LANGUAGE =
  "Array Boolean Error JSON Math Number Object Promise Reflect Set String Symbol TypeError encodeURIComponent";
const HOST = "AbortController clearTimeout fetch location navigator setTimeout";

/** Minified, so that all names but those of the host are of one or two letters. @type {string} */
let code;
before(async () => {
  const built = await build({
    stdin: { contents: PAGE, resolveDir: here },
    bundle: true,
    minify: true,
    target: "es2017",
    format: "iife",
    legalComments: "none",
    write: false,
  });
  code = built.outputFiles[0].text;
});

/** The variables in a piece of a syntax tree: no properties. @param {any} node @returns {string[]} */
function variablesIn(node) {
  if (Array.isArray(node)) return node.flatMap(variablesIn);
  if (typeof node?.type !== "string") return [];
  if (node.type === "Identifier") return [node.name];
  const isNamed = /^(MemberExpression|Property|MethodDefinition)$/.test(node.type) && !node.computed;
  return Object.entries(node).flatMap(([name, part]) =>
    isNamed && (name === "key" || name === "property") ? [] : variablesIn(part),
  );
}

test("bundled, minified and compressed, it is small", (t) => {
  const size = gzipSync(code, { level: 9 }).length;
  t.diagnostic(`${size} bytes`);
  assert.ok(size <= LIMIT, `${size} bytes are more than ${LIMIT}`);
});

test("it is ES2017, bundled and as it is in the package, and no pattern is put together later", () => {
  acorn.parse(code, { ecmaVersion: 2017, sourceType: "script" });
  for (const name of ["browser", "points"]) {
    for (const file of [`${name}.mjs`, `${name}.cjs`, `miniprogram/${name}.js`]) {
      const text = readFileSync(join(folder, "dist", file), "utf8");
      acorn.parse(text, { ecmaVersion: 2017, sourceType: file.endsWith(".mjs") ? "module" : "script" });
      assert.ok(!/\bRegExp\b/.test(text), file);
    }
  }
});

test("it asks the host for nothing but fetch, timers and what tells more of a failure", () => {
  const tree = acorn.parse(code, { ecmaVersion: 2017, sourceType: "script" });
  const free = new Set(variablesIn(tree).filter((name) => name.length > 2));
  assert.deepEqual([...free].sort(), `${LANGUAGE} ${HOST}`.split(" ").sort());
  for (const name of ["AbortController", "fetch", "location", "navigator"])
    assert.ok(code.includes(`typeof ${name}`), name);
});

test("there is no WebAssembly in it, and no word of a key", () => {
  for (const file of ["browser.mjs", "browser.cjs", "miniprogram/browser.js"]) {
    const text = readFileSync(join(folder, "dist", file), "utf8");
    for (const word of [/webassembly|wasm(?!\/)/i, /open.?key|open.?id|grant.?code|token|nonce|hmac|sha1|base64/i])
      assert.doesNotMatch(text.replaceAll(/^\s*\/\/.*$/gm, ""), word, file);
  }
  assert.doesNotMatch(code, /wasm/i);
});
