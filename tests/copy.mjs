// @ts-check
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "../scripts/lib/project.mjs";
import { SOURCES } from "../scripts/lib/sources.mjs";

/**
 * Copies what the package is made of, changes that are not committed included. Tools and npm packages are shared.
 * @param {string} folder
 * @param {string[]} [more] paths to copy besides
 */
export function copyTree(folder, more = []) {
  for (const path of [...SOURCES, ...more]) cpSync(inRoot(path), join(folder, path), { recursive: true });
  for (const path of ["node_modules", "target/tools"]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(inRoot(path), join(folder, path));
  }
}
