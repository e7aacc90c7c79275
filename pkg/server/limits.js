// @ts-check
import { signature } from "zvcms-openapi";
import { refuse } from "./answers.js";

/** A store that does not answer at all must not hold the visitor up, in milliseconds. */
const PATIENCE_MS = 1000;
/** Which field says who is looked up. @type {Record<number, string>} */
const IDENTIFIERS = { 1: "mobile", 2: "card_number", 3: "user_code", 4: "user_id" };

/** @typedef {import("../types/server.js").Limiter} Limiter */

/**
 * Counts an attempt of a caller at a member; throws where there were too many.
 * @param {import("./options.js").Settings} settings
 * @param {import("./failures.js").Report} report
 * @returns {(caller: string, params: any) => Promise<void>}
 */
export function limiting({ client, limit, whenLimitFails }, report) {
  if (limit === false) return async () => {};
  const { caller: ofCallers, member: ofMembers } = "consume" in limit ? { caller: limit, member: limit } : limit;
  // A Token of 1970 lets nobody in, and is the same in every process that has the key.
  const secret = client.sign({ timestamp: 0, nonce: 1 }).Token;
  const hashed = (/** @type {string} */ name) => signature(secret, name);

  /** @param {Limiter} limiter @param {string} key */
  async function consume(limiter, key) {
    try {
      await withPatience(limiter.consume(key));
    } catch (/** @type {any} */ rejected) {
      if (!(rejected instanceof Error) && typeof rejected?.msBeforeNext === "number") {
        throw refuse.attempts(rejected.msBeforeNext);
      }
      report(rejected, "limit");
      if (whenLimitFails === "refuse") throw refuse.unavailable(503, { retryable: true });
    }
  }

  return async (caller, params) => {
    await consume(ofCallers, `caller:${hashed(`caller ${caller}`)}`);
    await consume(ofMembers, `member:${hashed(`member ${params.type} ${identifierOf(params)}`)}`);
  };
}

/** However it is written. @param {any} params */
function identifierOf(params) {
  const given = String(params[IDENTIFIERS[params.type]]);
  if (params.type === 1) return given.replace(/\D/g, "").replace(/^86(?=1\d{10}$)/, "");
  return params.type === 4 ? given.replace(/^0+/, "") : given;
}

/** @param {Promise<unknown>} consumed */
async function withPatience(consumed) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the limiter did not answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([consumed, late]);
  } finally {
    clearTimeout(timer);
  }
}
