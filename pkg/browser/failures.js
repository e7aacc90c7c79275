// @ts-check
// What a ZvcmsError is made of: each kind of failure, in the words of the core (src/words.rs).

/** @typedef {{ name: string, message: string } | undefined} Cause */
/** @typedef {{ kind: string, code: string, message: string, retryable: boolean }} Failure */
/** Hides secrets in a text from outside. @typedef {(text: string) => string} Mask */

/** The statuses after which the same call may succeed later. */
const RETRYABLE = [408, 429, 500, 502, 503, 504];
/** @type {Record<string, string>} */
const WORDS = {
  redirect: "the answer is a redirect, which is never followed; give the final address as the url",
  mixed_content: "a page served over https may not call a plain http address; give an https address as the url",
  offline: "this device is offline; try again when it is connected",
  forbidden: "this host does not allow the address; add its domain to the list of the host, or use another port",
};
const MOBILE = /(^|\D)((?:0|86|0086)?1[3-9]\d)\d{4}(\d{4})(?!\d)/g;

/** @param {string} kind @param {string} code @param {string} message @param {boolean} retryable @param {object} [fields] @returns {Failure} */
export const failure = (kind, code, message, retryable, fields) =>
  Object.assign({ kind, code, message, retryable }, fields);

/** @param {import("../types/index.js").Issue[]} issues */
export function invalidArgument(issues) {
  const faults = issues.map(({ path, message }) => (path ? `${path} ${message}` : message));
  const fields = { issues, attempts: 0 };
  return failure("invalid_argument", "invalid_argument", `invalid argument: ${faults.join("; ")}`, false, fields);
}

export function noFetch() {
  const message = "this host has no fetch; give a function like wx.request as the option request";
  return failure("environment", "no_fetch", message, false, { attempts: 0 });
}

/** @param {string} reason @param {Cause} [cause] */
export function noResponse(reason, cause) {
  const said = cause?.message || "the host gives no reason";
  const message = WORDS[reason] || `${said}; check the url, and try again`;
  const isPermanent = reason === "redirect" || reason === "mixed_content" || reason === "forbidden";
  return failure("connection", `connection_${reason}`, message, !isPermanent, { reason, cause });
}

/** @param {string} phase @param {number} timeoutMs */
export function timedOut(phase, timeoutMs) {
  const message = `not done within ${timeoutMs} ms; try again, or give a longer timeoutMs`;
  return failure("timeout", `timeout_${phase}`, message, true, { phase });
}

/** @param {number} attempts @param {Cause} cause */
export function aborted(attempts, cause) {
  const message = "aborted by the caller's signal; call again if it is still wanted";
  return failure("aborted", "aborted", message, false, { attempts, cause });
}

/** Whether it is an id of a request, as the route makes them. @param {unknown} value */
export const isId = (value) => typeof value === "string" && /^[\w.-]{1,64}$/.test(value);

/** @param {number} httpStatus */
export const isGood = (httpStatus) => httpStatus >= 200 && httpStatus < 300;

/** @param {number} httpStatus */
export function badStatus(httpStatus) {
  const message = `HTTP ${httpStatus}; check the url`;
  return failure("http", `http_${httpStatus}`, message, RETRYABLE.includes(httpStatus), { httpStatus });
}

/** @param {number} httpStatus @param {string} code @param {string} what @param {object} [fields] */
export const unreadable = (httpStatus, code, what, fields) =>
  failure("decode", code, `${what}; check the url`, false, Object.assign({ httpStatus }, fields));

/**
 * What something thrown by the host says.
 * @param {any} thrown
 * @param {Mask} mask
 * @returns {Cause}
 */
export function causeOf(thrown, mask) {
  try {
    // The errors of mini-programs have errMsg, those of Alipay and DingTalk errorMessage.
    const message =
      [thrown, thrown.message, thrown.errMsg, thrown.errorMessage].find((words) => typeof words === "string") || "";
    return { name: mask(String(thrown.name || "Error")), message: mask(message) };
  } catch (_) {
    return undefined;
  }
}

/** Mobile numbers of mainland China without their middle. @type {Mask} */
export const maskMobiles = (text) => text.replace(MOBILE, "$1$2****$3");

/**
 * Hides mobile numbers and the secrets among the params, whether plain or escaped for JSON or a URL.
 * @param {any} params those that are sent
 * @returns {Mask}
 */
export function masking({ mobile, password, card_password }) {
  const secrets = [mobile, password, card_password].filter(Boolean);
  const spellings = secrets.concat(
    secrets.map((secret) => JSON.stringify(secret).slice(1, -1)),
    secrets.map(encodeURIComponent),
  );
  // A short one may be a part of a longer one.
  const longestFirst = [...new Set(spellings)].sort((one, other) => other.length - one.length);
  return (text) => maskMobiles(longestFirst.reduce((rest, secret) => rest.split(secret).join("***"), text));
}
