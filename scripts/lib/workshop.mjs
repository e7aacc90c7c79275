// @ts-check
// A folder outside of this tree, where the packed tarball is used as its users use it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inRoot } from "./project.mjs";

const { version } = JSON.parse(readFileSync(inRoot("pkg/package.json"), "utf8"));
/** What tests and our page import besides the package. It lies above the project, where npm leaves it alone. */
const LINKED = [
  "@hono/node-server",
  "@koa/bodyparser",
  "@types/express",
  "@types/koa",
  "express",
  "fast-check",
  "fastify",
  "hono",
  "ioredis",
  "koa",
  "rate-limiter-flexible",
  "vite",
];

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
  for (const name of LINKED) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(inRoot("node_modules", name), link);
  }
}

export function removeWorkshop() {
  rmSync(folder, { recursive: true, force: true });
}
