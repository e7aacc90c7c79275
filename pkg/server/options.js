// @ts-check
// What the operator sets, and what is reported to him.
import { ZvcmsError } from "zvcms-openapi";

const NAMES = ["client", "authorize", "limit", "whenLimitFails", "allow", "exposeVendorErrors", "onError"];
/** @type {(1 | 2 | 3 | 4)[]} */
const TYPES = [1, 2, 3, 4];

/** @typedef {Required<import("../types/server.js").HandlerOptions<any>>} Known */
/** @typedef {import("../types/server.js").Limiter} Limiter */
/** @typedef {(error: unknown, step: import("../types/server.js").Step) => void} Report */
/**
 * @typedef {{ [Name in Exclude<keyof Known, "onError">]: Exclude<Known[Name], undefined> } & {
 *   limit: { caller: Limiter, member: Limiter } | false, secret: string, report: Report }} Settings
 */

/** @param {any} options @returns {Settings} */
export function readOptions(options) {
  if (typeof options !== "object" || options === null) fault("options must be an object");
  for (const name of Object.keys(options)) {
    if (!NAMES.includes(name)) fault(`the option ${name} is not known; the options are ${NAMES.join(", ")}`);
  }
  const { client, authorize, limit } = options;
  const { whenLimitFails = "refuse", allow = [1, 2], exposeVendorErrors = false, onError = logFailure } = options;
  const isClient = [client?.identifyUser, client?.sign].every((method) => typeof method === "function");
  if (!isClient) fault("client must be a Client");
  if (typeof authorize !== "function") fault("authorize must be a function that names the caller, or gives null");
  if (!isLimit(limit)) {
    fault("limit must be an object with consume(key), or { caller, member } of such objects, or false for no limit");
  }
  if (!["refuse", "allow"].includes(whenLimitFails)) fault('whenLimitFails must be "refuse" or "allow"');
  const types = TYPES.filter((type) => Array.isArray(allow) && allow.includes(type));
  if (types.length === 0 || types.length !== allow.length)
    fault("allow must be a list of some of 1, 2, 3 and 4, each once");
  if (typeof exposeVendorErrors !== "boolean") fault("exposeVendorErrors must be true or false");
  if (typeof onError !== "function") fault("onError must be a function");
  return {
    client,
    authorize,
    limit: isLimiter(limit) ? { caller: limit, member: limit } : limit,
    secret: secretOf(client),
    whenLimitFails,
    allow: types,
    exposeVendorErrors,
    // Nothing that the operator's code throws, now or later, reaches the visitor.
    report: (error, step) => void (async () => onError(error, step))().catch(() => {}),
  };
}

/**
 * What the keys of limiters are hashed with: a Token of 1970, which the platform no longer accepts and which is the same
 * in every process that has the key.
 * @param {any} client
 */
function secretOf(client) {
  try {
    return client.sign({ timestamp: 0, nonce: 1 }).Token;
  } catch (/** @type {any} */ error) {
    fault(`client must be a Client that can sign: ${error?.message}`);
  }
}

/** @param {any} limit */
function isLimit(limit) {
  if (limit === false || isLimiter(limit)) return true;
  // A function, such as a middleware, is no pair: `caller` of most of them throws.
  return typeof limit === "object" && isLimiter(limit?.caller) && isLimiter(limit?.member);
}

/** @param {any} limiter */
const isLimiter = (limiter) => typeof limiter?.consume === "function";

/** @param {string} problem @returns {never} */
function fault(problem) {
  throw new TypeError(`createHandler: ${problem}`);
}

/** Something that the operator has to fix. Its message is ours, so it contains no secret. */
export class Defect extends TypeError {}

/** Writes one line, whatever the error contains. @type {Report} */
function logFailure(error, step) {
  console.error(`zvcms-openapi/server: ${step}: ${wordsOf(error).replace(/[\s\p{Cc}]+/gu, " ")}`);
}

/** Other messages than ours may contain anything, so only name and code are logged. @param {any} error @returns {string} */
function wordsOf(error) {
  try {
    if (ZvcmsError.is(error) || error instanceof Defect) return error.message;
    const names = [error?.name, error?.code].filter(
      (name) => typeof name === "string" && /^[A-Z]\w{0,63}$/i.test(name),
    );
    return names.join(" ") || `something of type ${typeof error}`;
  } catch {
    return "an error that cannot be read";
  }
}
