// @ts-check
// Folders outside of this tree, where the packed tarball is used as its users use it.
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "./child.mjs";
import { atEnd } from "./cleanup.mjs";
import { inRoot } from "./project.mjs";

const folder = mkdtempSync(join(tmpdir(), "zvcms-openapi-"));
atEnd(() => rmSync(folder, { recursive: true, force: true }));

export const tarball = join(folder, "package.tgz");
/** Where the tests of the package run; `tests` lies in it as it does in this tree. */
export const consumer = join(folder, "consumer");
/** A page that a user of the package may have written, built by Vite. */
export const bundled = join(folder, "bundled/dist");
/** Our own page, built by Vite. */
export const page = join(folder, "page/dist");

export async function pack() {
  const packed = await must("npm", ["pack", "--silent", "--workspace", "pkg", "--pack-destination", folder]);
  const name = packed.trim().split("\n").at(-1) ?? "";
  cpSync(join(folder, name), tarball);
}

export async function makeConsumer() {
  for (const part of ["package", "types", "vectors"]) copy(`tests/${part}`, join(consumer, "tests", part));
  await install(consumer);
}

export const buildBundled = () => build("tests/bundled/page", join(folder, "bundled"));

export const buildPage = () => build("www", join(folder, "page"));

/**
 * Builds a copy of a page with this tree's Vite, against the tarball.
 * @param {string} from
 * @param {string} project
 */
async function build(from, project) {
  copy(from, project);
  await install(project);
  symlinkSync(inRoot("node_modules/vite"), join(project, "node_modules/vite"));
  await must("vite", ["build", "--logLevel", "warn"], { cwd: project });
}

/**
 * @param {string} from a folder of this tree
 * @param {string} to
 */
function copy(from, to) {
  cpSync(inRoot(from), to, { recursive: true, filter: (path) => !/[/\\](node_modules|dist)$/.test(path) });
}

/** Installs the tarball, and nothing else, in a project made for it. @param {string} project */
async function install(project) {
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await must("npm", ["install", "--no-audit", "--no-fund", "--offline", tarball], { cwd: project });
}

/** The files of tests in a folder of the tree or of a copy. @param {string} path @param {string} ending */
export function testFiles(path, ending) {
  return readdirSync(path)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(path, name));
}
