// @ts-check
import { logFailure } from "./failures.js";

const NAMES = ["client", "authorize", "limit", "whenLimitFails", "allow", "exposeVendorErrors", "onError"];
/** @type {(1 | 2 | 3 | 4)[]} */
const WAYS = [1, 2, 3, 4];

/** @typedef {Required<import("../types/server.js").HandlerOptions<any>>} Known */
/** @typedef {import("../types/server.js").Limiter} Limiter */
/**
 * @typedef {{ [Name in keyof Known]: Exclude<Known[Name], undefined> } & {
 *   limit: { caller: Limiter, member: Limiter } | false, secret: string }} Settings
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
  const ways = WAYS.filter((way) => Array.isArray(allow) && allow.includes(way));
  if (ways.length === 0 || ways.length !== allow.length)
    fault("allow must be a list of some of 1, 2, 3 and 4, each once");
  if (typeof exposeVendorErrors !== "boolean") fault("exposeVendorErrors must be true or false");
  if (typeof onError !== "function") fault("onError must be a function");
  return {
    client,
    authorize,
    limit: isLimiter(limit) ? { caller: limit, member: limit } : limit,
    secret: secretOf(client),
    whenLimitFails,
    allow: ways,
    exposeVendorErrors,
    onError,
  };
}

/**
 * What the keys of limiters are hashed with: a Token of 1970, which lets nobody in and is the same in every process that
 * has the key.
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
const isLimit = (limit) =>
  limit === false || isLimiter(limit) || (isLimiter(limit?.caller) && isLimiter(limit?.member));

/** @param {any} limiter */
const isLimiter = (limiter) => typeof limiter?.consume === "function";

/** @param {string} problem @returns {never} */
function fault(problem) {
  throw new TypeError(`createHandler: ${problem}`);
}
