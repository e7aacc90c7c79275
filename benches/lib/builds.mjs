// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { BEFORE, PACKAGE } from "./result.mjs";

/**
 * @param {string} checkout that holds the package under test
 * @param {string | undefined} before a checkout of another version, to compare with
 */
export function findBuilds(checkout, before) {
  const builds = [{ label: PACKAGE, dist: join(resolve(checkout), "pkg", "dist") }];
  if (before !== undefined) builds.push({ label: BEFORE, dist: join(resolve(before), "pkg", "dist") });
  for (const { label, dist } of builds) {
    if (!existsSync(join(dist, "node.mjs")))
      throw new Error(`${label} is not built: run npm run build in its checkout`);
  }
  return builds;
}

/**
 * @param {string} dist
 * @returns {string}
 */
export const versionOf = (dist) => JSON.parse(readFileSync(join(dist, "..", "package.json"), "utf8")).version;

/**
 * @param {string} dist
 * @returns {Promise<any>} the package's entry for Node
 */
export const load = (dist) => import(pathToFileURL(join(dist, "node.mjs")).href);

/**
 * @param {string} dist
 * @returns {Promise<any>} the emulator
 */
export const loadEmulator = (dist) => import(pathToFileURL(join(dist, "emulator.mjs")).href);
