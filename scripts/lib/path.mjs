// @ts-check
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { surroundings } from "./project.mjs";

/**
 * The first of these programs that is on the path, or null.
 * @param {string[]} names
 */
export function findOnPath(...names) {
  for (const name of names) {
    for (const folder of surroundings().PATH.split(delimiter)) {
      if (isProgram(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

/** @param {string} name */
export const isOnPath = (name) => findOnPath(name) !== null;

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
