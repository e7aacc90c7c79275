// @ts-check
import { Client, explain } from "zvcms-openapi";
import { config } from "./config.js";
import { hide, maskFields } from "./mask.js";

/** @typedef {import("zvcms-openapi").SignedRequest} SignedRequest */
/**
 * The signed body that was sent and the stages of its signature, masked.
 * @typedef {{ body: SignedRequest, stages: { stringToSign: string, signature: string, token: string }, isSame: boolean }} Sent
 */
/**
 * What became of a lookup: a user or an error; `meta` where there was an answer, `sent` where something was sent.
 * @typedef {object} Answer
 * @property {import("zvcms-openapi").UserInfo | null} user
 * @property {unknown} error
 * @property {import("zvcms-openapi").ResponseMeta | null} meta
 * @property {Sent | null} sent
 * @property {number} timeoutMs that it was given; 0 where it was not even begun
 */

/** @type {(sent: Sent) => void} */
let tell = () => {};

/**
 * Hears of each request as it is sent.
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
      // Acceptable here only: the key is the emulator's published test key. With a real key, your server asks.
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
