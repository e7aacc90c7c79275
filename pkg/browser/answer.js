// @ts-check
import { badStatus, failure, isGood, noResponse, unreadable } from "./failures.js";
import { maskMobiles } from "./mask.js";

/** @typedef {import("./mask.js").Mask} Mask */

/** The JSON that an answer is, if it is some. @param {string} text */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch (_) {
    return undefined;
  }
}

/**
 * Why an answer holds no member, if it holds none.
 * @param {import("./exchange.js").Answer} answer
 * @param {any} json that it is
 * @param {Mask} mask
 */
export function failureIn({ status, text }, json, mask) {
  const { id, error } = Object(json);
  const told = refusal(error, status, mask);
  if (told) return told;
  if (status >= 300 && status < 400) return noResponse("redirect");
  if (!isGood(status)) return badStatus(status);
  if (/^\s*</.test(text)) return unreadable(status, "html", "the response is an HTML page, not JSON");
  if (json === undefined) return unreadable(status, "not_json", "the response is not JSON");
  if (typeof id === "number") return undefined;
  return unreadable(status, "unreadable", "the response is no member: it has no id", { path: "id" });
}

/**
 * What a route made by `createHandler` tells; nothing where the answer is none of its.
 * @param {any} error @param {number} httpStatus @param {Mask} mask
 */
function refusal(error, httpStatus, mask) {
  try {
    const { kind, code, message, retryable, issues, retryAfterMs, vendorCode, vendorMessage } = error;
    // What is no text throws.
    const told = failure(kind, maskMobiles(code), mask(message), retryable === true, { httpStatus });
    if (Number.isInteger(retryAfterMs)) Object.assign(told, { retryAfterMs });
    if (kind === "http") return told;
    if (kind === "business")
      return Object.assign(told, { vendorCode: mask(vendorCode), vendorMessage: mask(vendorMessage) });
    if (kind === "invalid_argument")
      return Object.assign(told, {
        issues: issues.map((/** @type {any} */ issue) => ({
          path: maskMobiles(issue.path),
          code: maskMobiles(issue.code),
          message: mask(issue.message),
        })),
      });
  } catch (_) {}
  return undefined;
}
