// @ts-check
// What an answer says: a member, or why there is none.
import { badStatus, failure, isGood, isId, maskMobiles, noResponse, unreadable } from "./failures.js";

/** @typedef {import("./failures.js").Failure} Failure */
/** @typedef {import("./failures.js").Mask} Mask */

/**
 * @param {import("./exchange.js").Answer} answer
 * @param {Mask} mask
 * @returns {{ user?: any, failure?: Failure }}
 */
export function read({ status, text }, mask) {
  const json = parse(text);
  const { id, error } = Object(json);
  const refused = refusal(error, status, mask);
  if (refused) return { failure: refused };
  if (status >= 300 && status < 400) return { failure: noResponse("redirect") };
  if (!isGood(status)) return { failure: badStatus(status) };
  if (typeof id === "number") return { user: json };
  return { failure: noMember(text, json, status) };
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (_) {
    return undefined;
  }
}

/** @param {string} text @param {unknown} json @param {number} status */
function noMember(text, json, status) {
  if (/^\s*</.test(text)) return unreadable(status, "html", "the response is an HTML page, not JSON");
  if (json === undefined) return unreadable(status, "not_json", "the response is not JSON");
  return unreadable(status, "unreadable", "the response is no member: it has no id", { path: "id" });
}

/**
 * The error of a route made by `createHandler`, if it is one.
 * @param {any} error @param {number} httpStatus @param {Mask} mask
 */
function refusal(error, httpStatus, mask) {
  try {
    const { kind, code, message, retryable, issues, retryAfterMs, requestId, vendorCode, vendorMessage } = error;
    // Masking throws where there is no text.
    const refused = failure(kind, maskMobiles(code), mask(message), retryable === true, { httpStatus });
    if (Number.isInteger(retryAfterMs)) Object.assign(refused, { retryAfterMs });
    if (isId(requestId)) Object.assign(refused, { requestId });
    if (kind === "http") return refused;
    if (kind === "business")
      return Object.assign(refused, { vendorCode: mask(vendorCode), vendorMessage: mask(vendorMessage) });
    if (kind === "invalid_argument")
      return Object.assign(refused, {
        issues: issues.map((/** @type {any} */ issue) => ({
          path: maskMobiles(issue.path),
          code: maskMobiles(issue.code),
          message: mask(issue.message),
        })),
      });
  } catch (_) {}
  return undefined;
}
