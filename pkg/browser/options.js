// @ts-check

import { isSignal } from "../../src/wasm/values.js";
import { outOfRange, readFields, text, wrongType } from "./arguments.js";

const NAMES = ["url", "signal", "timeoutMs", "request"];
const DEFAULT_TIMEOUT_MS = 15000;
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** @typedef {{ url: string, signal: any, timeoutMs: number, request: any }} Settings */

/**
 * @param {unknown} options
 * @returns {Settings & { issues: import("../types/index.js").Issue[] }}
 */
export function readOptions(options) {
  const { fields = {}, issues } = readFields("options", options, NAMES);
  const { url, signal, timeoutMs = DEFAULT_TIMEOUT_MS, request } = fields;
  const isWhole = issues.some(({ path }) => path === "");
  const note = (/** @type {string} */ path, /** @type {import("./arguments.js").Fault} */ fault) => {
    if (fault && !isWhole) issues.push({ path, code: fault.code, message: fault.message });
  };
  note("url", text(url));
  if (signal !== undefined && !isSignal(signal)) note("signal", wrongType(signal, "an AbortSignal"));
  note("timeoutMs", timeout(timeoutMs));
  if (request !== undefined && typeof request !== "function") note("request", wrongType(request, "a function"));
  return { url, signal, timeoutMs, request, issues };
}

/** @param {unknown} value */
function timeout(value) {
  if (typeof value !== "number") return wrongType(value, "a number");
  if (Number.isInteger(value) && value >= 1 && value <= MAX_TIMEOUT_MS) return undefined;
  return outOfRange("an integer of milliseconds from 1 to 2147483647");
}
