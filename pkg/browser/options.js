// @ts-check
import { isSignal } from "../src/arguments.js";
import { issuesAt, outOfRange, readFields, text, wrongType } from "./arguments.js";

const NAMES = ["url", "signal", "timeoutMs", "request"];
const DEFAULT_TIMEOUT_MS = 15000;
export const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** @typedef {{ url: string, signal: any, timeoutMs: number, request: any }} Settings */

/**
 * @param {unknown} options
 * @returns {Settings & { issues: import("../types/index.js").Issue[] }}
 */
export function readOptions(options) {
  const { fields, issues } = readFields("options", options, NAMES);
  const { url, signal, timeoutMs = DEFAULT_TIMEOUT_MS, request } = fields || /** @type {any} */ ({});
  if (fields) {
    issues.push(...issuesAt("url", text(url)));
    if (signal !== undefined && !isSignal(signal))
      issues.push(...issuesAt("signal", wrongType(signal, "an AbortSignal")));
    issues.push(...issuesAt("timeoutMs", timeout(timeoutMs)));
    if (request !== undefined && typeof request !== "function")
      issues.push(...issuesAt("request", wrongType(request, "a function")));
  }
  return { url, signal, timeoutMs, request, issues };
}

/** @type {import("./arguments.js").Check} */
function timeout(value) {
  if (typeof value !== "number") return wrongType(value, "a number");
  const isRight = Number.isInteger(value) && value >= 1 && value <= MAX_TIMEOUT_MS;
  return isRight ? [] : outOfRange("an integer of milliseconds from 1 to 2147483647");
}
