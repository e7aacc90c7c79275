// @ts-check
import { Client, explain } from "zvcms-openapi";
import { config } from "./config.js";
import { hide, maskFields } from "./mask.js";

/** @typedef {import("zvcms-openapi").SignedRequest} SignedRequest */
/**
 * The signed body that was sent, and the stages of its signature. Both are masked.
 * @typedef {{ body: SignedRequest, stages: { stringToSign: string, signature: string, token: string }, isSame: boolean }} Sent
 */
/**
 * The result of a lookup: a user or an error. There is `meta` if there was an answer, `sent` if something was sent.
 * @typedef {object} Answer
 * @property {import("zvcms-openapi").UserInfo | null} user
 * @property {unknown} error
 * @property {import("zvcms-openapi").ResponseMeta | null} meta
 * @property {Sent | null} sent
 * @property {number} timeoutMs the time it was given; 0 if it did not start
 */

/** @type {(sent: Sent) => void} */
let tell = () => {};

/**
 * Sets who is told about each request when it is sent.
 * @param {(sent: Sent) => void} listener
 */
export function whenSent(listener) {
  tell = listener;
}

/**
 * Identifies a member. Every lookup of the page goes through here.
 * @param {import("zvcms-openapi").IdentifyParams} params
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function lookup(params, signal) {
  /** @type {Answer} */
  const answer = { user: null, error: null, meta: null, sent: null, timeoutMs: 0 };
  try {
    const { endpoint, credentials, timeoutMs } = await config();
    answer.timeoutMs = timeoutMs;
    const client = new Client({
      ...credentials,
      endpoint,
      timeoutMs,
      // Right only here, with the emulator's published test key. A real key stays on your server, which then does this.
      dangerouslyAllowBrowser: true,
      fetch: (url, init) => {
        answer.sent = describe(JSON.parse(init.body), credentials, endpoint);
        tell(answer.sent);
        return fetch(url, init);
      },
    });
    try {
      answer.user = await client.identifyUser(params, {
        signal,
        onResponse: (meta) => {
          answer.meta = meta;
        },
      });
    } finally {
      client.free();
    }
  } catch (error) {
    answer.error = error;
  }
  return answer;
}

/**
 * @param {SignedRequest} body
 * @param {import("zvcms-openapi").Credentials} credentials
 * @param {string} endpoint
 * @returns {Sent}
 */
function describe(body, credentials, endpoint) {
  const request = { action: body.Action, timestamp: Number(body.Timestamp), nonce: Number(body.Nonce) };
  const { stringToSign, signature, token } = explain(credentials, request, { endpoint });
  return {
    body: maskFields(body),
    stages: { stringToSign, signature: hide(signature), token: hide(token) },
    isSame: token === body.Token,
  };
}
