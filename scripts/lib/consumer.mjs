// @ts-check
// Projects outside of this tree that use the packed tarball as its users do.
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { inRoot } from "./project.mjs";

const { version } = JSON.parse(readFileSync(inRoot("pkg/package.json"), "utf8"));
/** What tests and our page import besides the package. It lies above the project, where npm leaves it alone. */
const LINKED = [
  "@hono/node-server",
  "@koa/bodyparser",
  "@types/express",
  "@types/koa",
  "express",
  "express4",
  "fast-check",
  "fastify",
  "hono",
  "ioredis",
  "koa",
  "koa-bodyparser",
  "rate-limiter-flexible",
  "vite",
];
/** What earlier work by hand may have left in a folder. */
const GENERATED = ["node_modules", "dist", ".next"];

export const outside = mkdtempSync(join(tmpdir(), "zvcms-openapi-"));
export const tarball = join(outside, `zvcms-openapi-${version}.tgz`);
/** A project that has only the tarball installed. Tests and pages lie in it as they do in this tree. */
export const consumer = join(outside, "consumer");
/** The examples, each with the tarball beside its manifest. */
export const examples = join(outside, "examples");

export function makeConsumer() {
  for (const path of ["tests", "www"]) copyFolder(path, join(consumer, path));
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
  for (const name of LINKED) {
    const link = join(outside, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(inRoot("node_modules", name), link);
  }
}

/** @param {string} name @returns its folder */
export function makeExample(name) {
  const folder = join(examples, name);
  copyFolder(`examples/${name}`, folder);
  copyFileSync(tarball, join(folder, basename(tarball)));
  return folder;
}

export function removeOutside() {
  rmSync(outside, { recursive: true, force: true });
}

/** @param {string} path in this tree @param {string} to */
function copyFolder(path, to) {
  cpSync(inRoot(path), to, { recursive: true, filter: (source) => !GENERATED.includes(basename(source)) });
}
