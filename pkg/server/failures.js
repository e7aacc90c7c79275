// @ts-check
import { ZvcmsError } from "zvcms-openapi";
import { refuse } from "./answers.js";

/** @typedef {(error: unknown, step: import("../types/server.js").Step) => void} Report */

/** Nothing that the operator's code throws reaches the visitor. @param {Report} onError @returns {Report} */
export const reporting = (onError) => (error, step) => {
  try {
    onError(error, step);
  } catch {}
};

/** One line. Foreign messages may hold anything, so only ours are told. @type {Report} */
export function logFailure(error, step) {
  const { name = typeof error, code, message } = /** @type {any} */ (error ?? {});
  const words = ZvcmsError.is(error) ? message : [name, code].filter(Boolean).join(" ");
  console.error(`zvcms-openapi/server: ${step}: ${String(words).replace(/\s+/g, " ")}`);
}

/**
 * What the visitor is told where a call failed. All that is not the visitor's is reported.
 * @param {unknown} error
 * @param {boolean} exposeVendorErrors
 * @param {Report} report
 */
export function failure(error, exposeVendorErrors, report) {
  if (ZvcmsError.is(error)) {
    if (error.kind === "business") return exposeVendorErrors ? refuse.vendor(error) : refuse.identity();
    // The core knows one rule better: the largest id.
    if (error.kind === "invalid_argument" && error.code !== "client_freed") return refuse.params([...error.issues]);
  }
  report(error, "identify");
  if (!ZvcmsError.is(error)) return refuse.unavailable(500);
  const isOurs = ["internal", "environment", "invalid_argument", "aborted"].includes(error.kind);
  const status = error.kind === "timeout" ? 504 : isOurs ? 500 : 502;
  return refuse.unavailable(status, error);
}
