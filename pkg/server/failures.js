// @ts-check
import { ZvcmsError } from "zvcms-openapi";
import { refuse } from "./answers.js";

/** @typedef {(error: unknown, step: import("../types/server.js").Step) => void} Report */

/** Whose messages are ours, and so without a secret. */
const ours = new WeakSet();

/** Something that the operator has to mend. @param {string} message */
export function defect(message) {
  const error = new TypeError(message);
  ours.add(error);
  return error;
}

/** Nothing that the operator's code throws, now or later, reaches the visitor. @param {Report} onError @returns {Report} */
export const reporting = (onError) => (error, step) => {
  (async () => onError(error, step))().catch(() => {});
};

/** One line, whatever is in it. @type {Report} */
export function logFailure(error, step) {
  console.error(`zvcms-openapi/server: ${step}: ${wordsOf(error).replace(/[\s\p{Cc}]+/gu, " ")}`);
}

/** Foreign messages may hold anything, so only ours are told. @param {any} error @returns {string} */
function wordsOf(error) {
  try {
    if (ZvcmsError.is(error) || ours.has(error)) return error.message;
    const names = [error?.name, error?.code].filter(
      (name) => typeof name === "string" && /^[A-Z]\w{0,63}$/i.test(name),
    );
    return names.join(" ") || `something of type ${typeof error}`;
  } catch {
    return "an error that cannot be read";
  }
}

/**
 * What the visitor is told where a call failed. All that is not the visitor's is reported.
 * @param {unknown} error
 * @param {object} params that were sent
 * @param {boolean} exposeVendorErrors
 * @param {Report} report
 */
export function failure(error, params, exposeVendorErrors, report) {
  if (ZvcmsError.is(error)) {
    if (error.kind === "aborted") return refuse.gone();
    if (error.kind === "business") return exposeVendorErrors ? refuse.vendor(error) : refuse.identity();
    // The core knows one rule better: the largest id. Faults elsewhere are the client's.
    if (error.kind === "invalid_argument" && error.issues.every(({ path }) => Object.hasOwn(params, path)))
      return refuse.params([...error.issues]);
  }
  report(error, "identify");
  if (!ZvcmsError.is(error)) return refuse.unavailable(500);
  const isOurs = ["internal", "environment", "invalid_argument"].includes(error.kind);
  const status = error.kind === "timeout" ? 504 : isOurs ? 500 : 502;
  return refuse.unavailable(status, error);
}
