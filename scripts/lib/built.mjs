// @ts-check
// Is what `pkg/package.json` promises there, and newer than what it is made of?
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./project.mjs";

const SOURCES = [
  "Cargo.toml",
  "Cargo.lock",
  "package-lock.json",
  "README.md",
  "README.zh-CN.md",
  "CHANGELOG.md",
  "LICENSE",
  "src",
  "pkg/package.json",
  "pkg/src",
  "pkg/emulator",
  "pkg/types",
  "scripts/build.mjs",
  "scripts/lib",
];

export function isBuilt() {
  const made = promised(JSON.parse(readFileSync(inRoot("pkg/package.json"), "utf8")));
  const times = made.map((file) => changed(inRoot("pkg", file)));
  return Math.min(...times) > Math.max(...SOURCES.map((source) => newest(inRoot(source))));
}

/**
 * Every file of `dist` that is named anywhere in the manifest.
 * @param {unknown} manifest
 * @returns {string[]}
 */
function promised(manifest) {
  if (typeof manifest === "string") return manifest.startsWith("./dist/") ? [manifest] : [];
  if (typeof manifest !== "object" || manifest === null) return [];
  return Object.values(manifest).flatMap(promised);
}

/**
 * When a file, or anything in a folder, was changed last.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return changed(path);
  return Math.max(changed(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** @param {string} file */
function changed(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
