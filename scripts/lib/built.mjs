// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "./project.mjs";
import { ask, must } from "./run.mjs";

/** All that the package is made of, besides tools and npm packages. */
export const SOURCES = [
  ..."Cargo.toml Cargo.lock package-lock.json README.md README.zh-CN.md CHANGELOG.md SECURITY.md LICENSE".split(" "),
  ..."src scripts pkg/package.json pkg/src pkg/browser pkg/emulator pkg/points pkg/server pkg/types".split(" "),
  // What the READMEs show.
  ..."examples/koa/src examples/express-vite/server examples/express-vite/page".split(" "),
];
/** The build writes this file first. */
const FIRST = "pkg/dist/zvcms_openapi.wasm";

/** Builds the package where it is missing or older than what it is made of. @type {import("listr2").ListrTask} */
export const build = {
  title: "Build the package (takes about 1 min)",
  enabled: () => !isBuilt(),
  task: (_, task) => must(task, process.execPath, ["scripts/build.mjs"]),
};

function isBuilt() {
  const promised = readFileSync(inRoot("pkg/package.json"), "utf8").match(/(?<=")\.\/dist\/[^"*]+/g) ?? [];
  const isWhole = promised.every((file) => existsSync(inRoot("pkg", file)));
  return isWhole && ask("find", ...SOURCES, "-newer", FIRST, "-print", "-quit") === "";
}
