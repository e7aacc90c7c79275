// @ts-check
import { config } from "./config.js";
import { byServer } from "./lookup-by-server.js";

/** @typedef {import("zvcms-openapi/browser").IdentifyParams} IdentifyParams */
/** What was sent and where; with a signature if it went to the platform. The params are masked. @typedef {{ to: string, params: object, signature: import("./signing.js").Signature | null }} Sent */
/**
 * The result of a lookup: a user or an error. There is `sent` if something was sent, and `meta` if the platform answered
 * the page itself.
 * @typedef {object} Answer
 * @property {import("zvcms-openapi/browser").UserInfo | null} user
 * @property {unknown} error
 * @property {import("zvcms-openapi").ResponseMeta | null} meta
 * @property {Sent | null} sent
 * @property {number} elapsedMs
 * @property {number} timeoutMs the time it was given; 0 if it did not start
 * @property {string[]} notFoundCodes
 */
/**
 * @typedef {object} Lookup
 * @property {IdentifyParams} params
 * @property {AbortSignal} signal
 * @property {import("./config.js").Config} config
 * @property {Answer} answer what is known of it so far, and where a way notes more
 * @property {(sent: Sent) => void} tell to be told what is sent
 */
/** A way to look a member up. @typedef {(lookup: Lookup) => Promise<import("zvcms-openapi/browser").UserInfo>} Identify */

/** @type {(sent: Sent) => void} */
let listener = () => {};

/**
 * Sets who is told about each request when it is sent.
 * @param {(sent: Sent) => void} given
 */
export function whenSent(given) {
  listener = given;
}

/** An answer of which nothing is known yet. @returns {Answer} */
export const noAnswer = () => ({
  ...{ user: null, error: null, meta: null, sent: null },
  ...{ elapsedMs: 0, timeoutMs: 0, notFoundCodes: [] },
});

/**
 * Identifies a member. Every lookup of the page goes through here.
 * @param {IdentifyParams} params
 * @param {AbortSignal} signal
 * @param {boolean} isDirect whether the page asks the platform itself
 */
export async function lookup(params, signal, isDirect) {
  const answer = noAnswer();
  const started = performance.now();
  /** @param {Sent} sent */
  const tell = (sent) => {
    answer.sent = sent;
    listener(sent);
  };
  try {
    const given = await config();
    answer.notFoundCodes = given.notFoundCodes ?? [];
    // With the package's WebAssembly, which no page needs that asks its server.
    const identify = isDirect ? (await import("./lookup-direct.js")).direct : byServer;
    answer.user = await identify({ params, signal, config: given, answer, tell });
  } catch (error) {
    answer.error = error;
  }
  answer.elapsedMs = performance.now() - started;
  return answer;
}
