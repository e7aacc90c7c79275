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

export function makeConsumer() {
  for (const path of ["tests", "www"]) {
    const filter = (/** @type {string} */ name) => !/[/\\](node_modules|dist)$/.test(name);
    cpSync(inRoot(path), join(consumer, path), { recursive: true, filter });
  }
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
  // What tests and the configuration of our page import lies above the project, where npm leaves it alone.
  mkdirSync(join(folder, "node_modules"));
  for (const name of ["fast-check", "rate-limiter-flexible", "vite"])
    symlinkSync(inRoot("node_modules", name), join(folder, "node_modules", name));
}

export function removeWorkshop() {
  rmSync(folder, { recursive: true, force: true });
}
