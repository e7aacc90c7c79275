// @ts-check
// A folder outside of this tree, where the packed tarball is used as its users use it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "./project.mjs";

const { version } = JSON.parse(readFileSync(inRoot("pkg/package.json"), "utf8"));

export const folder = mkdtempSync(join(tmpdir(), "zvcms-openapi-"));
export const tarball = join(folder, `zvcms-openapi-${version}.tgz`);
/** A project that has only the tarball installed. Tests and pages lie in it as they do in this tree. */
export const consumer = join(folder, "consumer");

const PATHS = [
  ..."tests/package tests/php tests/types tests/vectors tests/bundled".split(" "),
  ..."tests/child.mjs tests/free-port.mjs tests/memory.mjs tests/random.mjs".split(" "),
  "www",
];

export function makeConsumer() {
  for (const path of PATHS) {
    const filter = (/** @type {string} */ name) => !/[/\\](node_modules|dist)$/.test(name);
    cpSync(inRoot(path), join(consumer, path), { recursive: true, filter });
  }
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
  // The configuration of our page imports Vite. It lies above the project, where npm leaves it alone.
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(inRoot("node_modules/vite"), join(folder, "node_modules/vite"));
}

export function removeWorkshop() {
  rmSync(folder, { recursive: true, force: true });
}
