// @ts-check
import { signature } from "zvcms-openapi";
import { refuse } from "./answers.js";
import { defect } from "./failures.js";
import { identifierOf } from "./identifier.js";

/** A store that does not answer at all must not hold the visitor up, in milliseconds. */
const PATIENCE_MS = 1000;

/** @typedef {import("../types/server.js").Limiter} Limiter */

/**
 * Counts an attempt of a caller at a member; throws where there were too many.
 * @param {import("./options.js").Settings} settings
 * @param {import("./failures.js").Report} report
 * @returns {(caller: string, params: any) => Promise<void>}
 */
export function limiting({ limit, secret, whenLimitFails }, report) {
  if (limit === false) return async () => {};
  const hashed = (/** @type {unknown[]} */ ...parts) => signature(secret, JSON.stringify(parts));

  /** @param {Limiter} limiter @param {string} key */
  async function consume(limiter, key) {
    try {
      await withPatience(limiter.consume(key));
    } catch (rejected) {
      const wait = waitOf(rejected);
      if (wait !== undefined) throw refuse.attempts(wait);
      report(rejected, "limit");
      if (whenLimitFails === "refuse") throw refuse.unavailable(503, { retryable: true });
    }
  }

  return async (caller, params) => {
    await consume(limit.caller, `caller:${hashed("caller", caller)}`);
    await consume(limit.member, `member:${hashed("member", params.type, identifierOf(params))}`);
  };
}

/**
 * How long to wait, in milliseconds, where a limiter says so. One that unites others tells of each that has had enough.
 * @param {any} rejected
 * @returns {number | undefined}
 */
function waitOf(rejected) {
  if (rejected instanceof Error) return undefined;
  const waits = [rejected, ...Object.values(Object(rejected))].map((it) => it?.msBeforeNext);
  const known = waits.filter((wait) => typeof wait === "number");
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** @param {Promise<unknown>} consumed */
async function withPatience(consumed) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(defect(`the limiter did not answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([consumed, late]);
  } finally {
    clearTimeout(timer);
  }
}
