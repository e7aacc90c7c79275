// @ts-check
// What the route answers: a member, or why not. The words are for visitors: they tell nothing about the platform.

const HEADERS = {
  "Content-Type": "application/json; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
};
/** A limit that never ends is told as a day. */
const LONGEST_WAIT_S = 86_400;

/** @typedef {{ kind: string, code: string, message: string, retryable: boolean, retryAfterMs?: number, [field: string]: unknown }} Told */
/** Thrown inside a handler. */
class Refusal {
  /** @param {number} status @param {Told} told @param {Record<string, string>} headers */
  constructor(status, told, headers = {}) {
    this.status = status;
    this.told = told;
    this.headers = headers;
  }
}

/** @param {unknown} thrown @returns {thrown is Refusal} */
export const isRefusal = (thrown) => thrown instanceof Refusal;

/** @param {unknown} user */
export const member = (user) => new Response(JSON.stringify(user), { headers: HEADERS });

/** @param {unknown} refusal anything else is a defect of ours */
export function respond(refusal) {
  const { status, told, headers } = isRefusal(refusal) ? refusal : refuse.unavailable(500);
  return new Response(JSON.stringify({ error: told }), { status, headers: { ...HEADERS, ...headers } });
}

/** @param {number} status @param {string} code @param {string} message @param {Record<string, string>} [headers] */
const http = (status, code, message, headers) =>
  new Refusal(status, { kind: "http", code, message, retryable: false }, headers);

/** What keeps a request from being served. */
export const refuse = {
  method: () => http(405, "method_not_allowed", "only POST is served here", { Allow: "POST" }),
  origin: () => http(403, "foreign_origin", "pages of other origins are not served"),
  type: () => http(415, "body_not_json", "Content-Type must be application/json"),
  size: () => http(413, "body_too_large", "the body must not have more than 16 KiB"),
  json: () => http(400, "body_not_json", "the body must be JSON in UTF-8"),
  request: () => http(400, "bad_request", "the request cannot be read"),
  caller: () => http(401, "not_authorized", "this caller may not look up members"),
  /** Nobody hears this. */
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
    const { told, headers } = http(429, "too_many_attempts", "too many attempts; try again later");
    const patient = { ...told, retryable: true, retryAfterMs: seconds * 1000 };
    return new Refusal(429, patient, { ...headers, "Retry-After": String(seconds) });
  },

  /** So that nobody can tell a number that is no member's from a wrong password. */
  identity: () => business("not_identified", "no member was identified; check what was entered", "", ""),

  /** @param {{ code: string, vendorCode: string, vendorMessage: string }} error */
  vendor: ({ code, vendorCode, vendorMessage }) =>
    business(code, `the platform refused with code ${vendorCode} (${vendorMessage})`, vendorCode, vendorMessage),

  /** @param {number} status @param {{ retryable?: boolean, retryAfterMs?: number | undefined }} [error] */
  unavailable(status, { retryable = false, retryAfterMs } = {}) {
    const message = retryable
      ? "members cannot be looked up at the moment; try again later"
      : "members cannot be looked up";
    const told = { kind: "http", code: "unavailable", message, retryable };
    return new Refusal(status, retryAfterMs === undefined ? told : { ...told, retryAfterMs });
  },
};

/** @param {string} code @param {string} message @param {string} vendorCode @param {string} vendorMessage */
const business = (code, message, vendorCode, vendorMessage) =>
  new Refusal(404, { kind: "business", code, message, retryable: false, vendorCode, vendorMessage });
