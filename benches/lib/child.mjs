// @ts-check
import { startChild } from "../../tests/child.mjs";

/**
 * Starts a script of `children/`, which sends what it has to say as messages.
 * @param {string} script
 * @param {string[]} args
 * @param {string[]} [execArgv] options of Node
 */
export const start = (script, args, execArgv) =>
  startChild(new URL(`../children/${script}`, import.meta.url), args, execArgv);
