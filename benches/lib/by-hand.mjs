// @ts-check
// The request of communal.user.identity as one writes it without a package.
import { createHmac, randomInt } from "node:crypto";

export const CREDENTIALS = {
  openId: "6dc05b4ac175cf316d226252b05cf685",
  grantCode: "782c281f62",
  openKey: "a key of no one",
};
export const ACTION = "communal.user.identity";

/**
 * @param {number} timestamp
 * @param {number} nonce
 */
export function stringToSign(timestamp, nonce) {
  return `GrantCode=${CREDENTIALS.grantCode}&Nonce=${nonce}&OpenId=${CREDENTIALS.openId}&Timestamp=${timestamp}`;
}

/** @param {string} text */
export const signature = (text) => createHmac("sha1", CREDENTIALS.openKey).update(text).digest("base64");

export const now = () => Math.floor(Date.now() / 1000);
export const newNonce = () => randomInt(1, 2 ** 31);

/**
 * @param {number} timestamp
 * @param {number} nonce
 * @param {string} signature
 * @param {object} params
 */
export function toBody(timestamp, nonce, signature, params) {
  return {
    OpenId: CREDENTIALS.openId,
    GrantCode: CREDENTIALS.grantCode,
    Timestamp: String(timestamp),
    Nonce: String(nonce),
    Token: encodeURIComponent(signature),
    Action: ACTION,
    Params: params,
  };
}

/** @param {object} params */
export function signByHand(params) {
  const timestamp = now();
  const nonce = newNonce();
  return toBody(timestamp, nonce, signature(stringToSign(timestamp, nonce)), params);
}
