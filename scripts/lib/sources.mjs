// @ts-check
// What the package is made of, and whether it has to be built again.
import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "./project.mjs";
import { outputOf, runOrThrow } from "./run.mjs";

/** All that the package is made of, besides tools and npm packages. */
export const SOURCES = [
  ..."Cargo.toml Cargo.lock package-lock.json README.md README.zh-CN.md CHANGELOG.md SECURITY.md LICENSE".split(" "),
  ..."src scripts pkg/package.json pkg/src pkg/browser pkg/emulator pkg/points pkg/server pkg/types".split(" "),
  // What the READMEs show.
  ..."examples/koa/src examples/express-vite/server examples/express-vite/page".split(" "),
];
/** The build writes this file first. */
const FIRST = "pkg/dist/zvcms_openapi.wasm";
/** Code in the READMEs that is copied from a file, which the tests run. */
const EXCERPT = /^(<!-- from (\S+) -->\n```ts\n).*?(?=^```$)/gms;

/** Builds the package where it is missing or older than its sources. @type {import("listr2").ListrTask} */
export const buildIfOld = {
  title: "Build the package (takes about 1 min)",
  enabled: () => !isBuilt(),
  task: (_, task) => runOrThrow(task, process.execPath, ["scripts/build.mjs"]),
};

/** The text with each excerpt as it is in its file now. @param {string} markdown */
export const withExcerpts = (markdown) =>
  markdown.replace(EXCERPT, (_, head, path) => head + readFileSync(inRoot(path), "utf8"));

function isBuilt() {
  const promised = readFileSync(inRoot("pkg/package.json"), "utf8").match(/(?<=")\.\/dist\/[^"*]+/g) ?? [];
  const isWhole = promised.every((file) => existsSync(inRoot("pkg", file)));
  return isWhole && outputOf("find", ...SOURCES, "-newer", FIRST, "-print", "-quit") === "";
}
