// @ts-check
// What a ZvcmsError is made of: each kind of failure, in the words of the core (src/error/kinds.rs).

/** @typedef {import("../types/index.js").Issue} Issue */
/** @typedef {{ name: string, message: string } | undefined} Cause */

/** The statuses after which the same call may succeed later. */
const RETRYABLE = [408, 429, 500, 502, 503, 504];
const MOBILE = /(^|\D)(1\d\d)\d{4}(\d{4})(?!\d)/g;
/** @type {Record<string, string>} */
const REASONS = {
  redirect: "the answer is a redirect, which is never followed; give the final address as the url",
  mixed_content: "a page served over https may not call a plain http address; give an https address as the url",
  offline: "this device is offline; try again when it is connected",
  unknown: "the host gives no reason; check the url, and try again",
};

/** Those that were made here: what hosts and signals throw may look like anything. */
const ours = new WeakSet();

/** @param {any} thrown */
export const isOurs = (thrown) => ours.has(thrown);

/** @param {string} kind @param {string} code @param {string} message @param {boolean} retryable @param {object} [fields] */
function failure(kind, code, message, retryable, fields) {
  const made = Object.assign({ kind, code, message, retryable }, fields);
  ours.add(made);
  return made;
}

/** @param {Issue[]} issues */
export function invalidArgument(issues) {
  const faults = issues.map(({ path, message }) => (path ? `${path} ${message}` : message));
  const fields = { issues, attempts: 0 };
  return failure("invalid_argument", "invalid_argument", `invalid argument: ${faults.join("; ")}`, false, fields);
}

export const noFetch = () =>
  failure(
    "environment",
    "no_fetch",
    "this host has no fetch; give a function like wx.request as the option request",
    false,
    { attempts: 0 },
  );

/** @param {string} reason @param {Cause} [cause] */
export function noResponse(reason, cause) {
  const said = reason === "unknown" && cause && cause.message;
  const isLasting = reason === "redirect" || reason === "mixed_content";
  return failure("connection", `connection_${reason}`, said || REASONS[reason], !isLasting, { reason, cause });
}

/** @param {string} phase @param {number} timeoutMs */
export const timedOut = (phase, timeoutMs) =>
  failure(
    "timeout",
    `timeout_${phase}`,
    `not done within ${timeoutMs} ms; try again, or give a longer timeoutMs`,
    true,
    { phase },
  );

/** @param {Cause} cause */
export const aborted = (cause) =>
  failure("aborted", "aborted", "aborted by the caller's signal; call again if it is still wanted", false, { cause });

/** @param {number} httpStatus */
export const badStatus = (httpStatus) =>
  failure("http", `http_${httpStatus}`, `HTTP ${httpStatus}; check the url`, RETRYABLE.includes(httpStatus), {
    httpStatus,
  });

/** @param {number} httpStatus @param {string} code @param {string} what @param {string} [path] */
export const unreadable = (httpStatus, code, what, path) =>
  failure("decode", code, `${what}; check the url`, false, Object.assign({ httpStatus }, path && { path }));

/**
 * What a server's own error says.
 * @param {any} told @param {number} httpStatus
 */
export function refusal(
  { kind, code, message, retryable, issues, retryAfterMs, vendorCode, vendorMessage },
  httpStatus,
) {
  const fields = { httpStatus };
  if (kind === "invalid_argument") Object.assign(fields, { issues });
  if (kind === "business") Object.assign(fields, { vendorCode, vendorMessage });
  if (retryAfterMs) Object.assign(fields, { retryAfterMs });
  return failure(kind, code, message, retryable, fields);
}

/**
 * What a foreign error says, without the values that were sent.
 * @param {any} thrown
 * @param {string} body that was sent
 * @returns {Cause}
 */
export function causeOf(thrown, body) {
  try {
    if (!thrown) return undefined;
    const name = String(thrown.name || "Error");
    let message = String(thrown.message || thrown.errMsg || thrown);
    const { password, card_password, mobile } = JSON.parse(body);
    for (const secret of [password, card_password, mobile].filter(Boolean)) {
      for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
        message = message.split(spelling).join("***");
    }
    return { name, message: maskMobiles(message) };
  } catch (_) {
    return undefined;
  }
}

/** Mobile numbers of mainland China without their middle. @param {string} text */
export const maskMobiles = (text) => text.replace(MOBILE, "$1$2****$3");
