// @ts-check
// What the route answers: a member, or why not. The words are for visitors: they reveal nothing about the platform.
import { ZvcmsError } from "zvcms-openapi";

const HEADERS = {
  "Content-Type": "application/json; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
};
/** A limit that never ends is reported as a day. */
const LONGEST_WAIT_S = 86_400;

/** @typedef {{ status: number, headers: Record<string, string>, text: string }} Answer */
/** @typedef {{ kind: string, code: string, message: string, retryable: boolean, [field: string]: unknown }} ErrorBody */

/** Thrown where a request is not served. */
export class Refusal {
  /** @param {number} status @param {ErrorBody} error @param {Record<string, string>} [headers] */
  constructor(status, error, headers = {}) {
    this.status = status;
    this.error = error;
    this.headers = headers;
  }
}

/** @param {unknown} user @returns {Answer} */
export const memberAnswer = (user) => ({ status: 200, headers: HEADERS, text: JSON.stringify(user) });

/** @param {Refusal} refusal @returns {Answer} */
export const refusalAnswer = ({ status, error, headers }) => ({
  status,
  headers: { ...HEADERS, ...headers },
  text: JSON.stringify({ error }),
});

/** @param {number} status @param {string} code @param {string} message @param {Record<string, string>} [headers] */
const http = (status, code, message, headers) =>
  new Refusal(status, { kind: "http", code, message, retryable: false }, headers);

/** @param {string} code @param {string} message @param {string} vendorCode @param {string} vendorMessage */
const business = (code, message, vendorCode, vendorMessage) =>
  new Refusal(404, { kind: "business", code, message, retryable: false, vendorCode, vendorMessage });

/** Why a request is not served. */
export const refuse = {
  method: () => http(405, "method_not_allowed", "only POST is served here", { Allow: "POST" }),
  origin: () => http(403, "foreign_origin", "pages of other origins are not served"),
  type: () => http(415, "body_not_json", "Content-Type must be application/json"),
  size: () => http(413, "body_too_large", "the body must not have more than 16 KiB"),
  json: () => http(400, "body_not_json", "the body must be JSON in UTF-8"),
  request: () => http(400, "bad_request", "the request cannot be read"),
  caller: () => http(401, "not_authorized", "this caller may not look up members"),
  /** Nobody receives this. */
  gone: () => http(499, "aborted", "the caller left"),

  /** @param {import("../types/index.js").Issue[]} issues */
  params: (issues) =>
    new Refusal(400, {
      kind: "invalid_argument",
      code: "invalid_argument",
      message: issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; "),
      retryable: false,
      issues,
    }),

  /** @param {number} waitMs */
  attempts(waitMs) {
    const seconds = Math.min(Math.max(Math.ceil(waitMs / 1000) || 1, 1), LONGEST_WAIT_S);
    const headers = { "Retry-After": String(seconds) };
    const refusal = http(429, "too_many_attempts", "too many attempts; try again later", headers);
    Object.assign(refusal.error, { retryable: true, retryAfterMs: seconds * 1000 });
    return refusal;
  },

  /** The same for a number that is not a member's and for a wrong password. */
  identity: () => business("not_identified", "no member was identified; check what was entered", "", ""),

  /** @param {{ code: string, vendorCode: string, vendorMessage: string }} error */
  vendor: ({ code, vendorCode, vendorMessage }) =>
    business(code, `the platform refused with code ${vendorCode} (${vendorMessage})`, vendorCode, vendorMessage),

  /** @param {number} status @param {{ retryable?: boolean, retryAfterMs?: number | undefined }} [error] */
  unavailable(status, { retryable = false, retryAfterMs } = {}) {
    const when = retryable ? " at the moment; try again later" : "";
    const message = `members cannot be looked up${when}`;
    return new Refusal(status, { kind: "http", code: "unavailable", message, retryable, retryAfterMs });
  },
};

/**
 * The answer to a call that failed. What is not the visitor's fault is reported.
 * @param {unknown} error
 * @param {object} params that were sent
 * @param {import("./options.js").Settings} settings
 */
export function failureOf(error, params, { exposeVendorErrors, report }) {
  if (ZvcmsError.is(error)) {
    if (error.kind === "aborted") return refuse.gone();
    if (error.kind === "business") return exposeVendorErrors ? refuse.vendor(error) : refuse.identity();
    // The core checks one rule more exactly: the largest id. Faults elsewhere are the client's.
    if (error.kind === "invalid_argument" && error.issues.every(({ path }) => Object.hasOwn(params, path)))
      return refuse.params([...error.issues]);
  }
  report(error, "identify");
  if (!ZvcmsError.is(error)) return refuse.unavailable(500);
  const isOurs = ["internal", "environment", "invalid_argument"].includes(error.kind);
  const status = error.kind === "timeout" ? 504 : isOurs ? 500 : 502;
  return refuse.unavailable(status, error);
}
