// @ts-check
// A WeChat mini-program with the package in it: packed, and run as WeChat runs it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, posix, relative } from "node:path";
import { createContext, runInContext } from "node:vm";

/** @typedef {import("node:test").TestContext} TestContext */

/** A folder where the real packer is installed: `npm install miniprogram-ci`. It brings 700 packages, so nothing here does. */
const PACKER = process.env.MINIPROGRAM_CI;
const SCRIPT = `
const [packageJsonPath, miniprogramNpmDistDir] = process.argv.slice(1);
require("miniprogram-ci").packNpmManually({ packageJsonPath, miniprogramNpmDistDir }).then(
  (packed) => console.log(JSON.stringify(packed)),
  (error) => { console.error(error); process.exit(1); },
);`;
/** What the language got after ES2017, and what some hosts have besides it. */
const YOUNGER = `
Array.prototype: at copyWithin flat flatMap findLast findLastIndex toReversed toSorted toSpliced with
Object: fromEntries groupBy hasOwn
Promise: allSettled any try withResolvers
Promise.prototype: finally
String.prototype: at isWellFormed matchAll replaceAll toWellFormed trimEnd trimStart
Symbol: asyncIterator matchAll
globalThis: AggregateError BigInt FinalizationRegistry WeakRef WebAssembly SharedArrayBuffer Iterator globalThis
`;

/** Why the real packer is not run; false where it is. */
export const withoutPacker = !PACKER && "the variable MINIPROGRAM_CI names no folder where miniprogram-ci is installed";

/** A project that the package is installed in. It is gone after the test. @param {TestContext} t */
export function makeProject(t) {
  const project = mkdtempSync(join(tmpdir(), "zvcms-mini-"));
  t.after(() => rmSync(project, { recursive: true, force: true }));
  const installed = dirname(createRequire(import.meta.url).resolve("zvcms-openapi/package.json"));
  const filter = (/** @type {string} */ path) => !relative(installed, path).includes("node_modules");
  cpSync(installed, join(project, "node_modules/zvcms-openapi"), { recursive: true, dereference: true, filter });
  writeFileSync(join(project, "package.json"), JSON.stringify({ dependencies: { "zvcms-openapi": "*" } }));
  mkdirSync(join(project, "miniprogram"));
  return project;
}

/**
 * What "构建 npm" makes of each dependency that is written for mini-programs: a copy of the folder that its field
 * `miniprogram` names. https://developers.weixin.qq.com/miniprogram/dev/devtools/npm.html
 * @param {string} project
 */
export function packByTheRules(project) {
  const packed = join(project, "miniprogram/miniprogram_npm");
  const { dependencies } = readJson(join(project, "package.json"));
  for (const name of Object.keys(dependencies)) {
    const from = join(project, "node_modules", name);
    cpSync(join(from, readJson(join(from, "package.json")).miniprogram), join(packed, name), { recursive: true });
  }
  return packed;
}

/** The same by the packer of WeChat's tools. @param {string} project */
export function packByTheTools(project) {
  const args = ["-e", SCRIPT, join(project, "package.json"), join(project, "miniprogram")];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: PACKER, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return {
    packed: join(project, "miniprogram/miniprogram_npm"),
    told: JSON.parse(stdout.trim().split("\n").at(-1) ?? ""),
  };
}

/** The files of a folder, with what is in them. @param {string} folder */
export function contentsOf(folder) {
  const files = /** @type {string[]} */ (readdirSync(folder, { recursive: true })).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/**
 * A mini-program of an old phone: modules, timers, the language as it was in 2017, and what else is given.
 * @param {string} packed
 * @param {object} host
 * @returns {(name: string) => any} its `require`
 */
export function boot(packed, host) {
  const context = createContext({ setTimeout, clearTimeout });
  for (const [, owner, names] of YOUNGER.matchAll(/^(.+): (.+)$/gm))
    runInContext(`for (const name of ${JSON.stringify(names.split(" "))}) delete ${owner}[name];`, context);
  Object.assign(context, host);
  /** @type {Map<string, { exports: any }>} */
  const modules = new Map();
  /** @param {string} name */
  return function require(name) {
    const file = posix.join(packed, `${name}.js`);
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const code = readFileSync(file, "utf8");
    runInContext(`(function (require, module, exports) {${code}\n})`, context, { filename: file })(
      require,
      module,
      module.exports,
    );
    return module.exports;
  };
}

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
