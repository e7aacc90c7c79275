// @ts-check
import { explain, sign } from "zvcms-openapi";
import { maskFields } from "./mask.js";

/** @typedef {import("zvcms-openapi").SignedRequest} SignedRequest */
/** A body, masked, the stages of its signature, and whether they end in its Token. @typedef {{ body: SignedRequest, stages: import("zvcms-openapi").Explanation, isSame: boolean }} Signature */
/** @typedef {Required<Pick<import("./config.js").Config, "credentials" | "endpoint">>} Settings */

/**
 * How a body was signed.
 * @param {SignedRequest} body
 * @param {Settings} settings
 * @returns {Signature}
 */
export function signatureOf(body, { credentials, endpoint }) {
  const request = { action: body.Action, timestamp: Number(body.Timestamp), nonce: Number(body.Nonce) };
  const stages = explain(credentials, request, { endpoint });
  return { body: maskFields(body), stages, isSame: stages.token === body.Token };
}

/**
 * How our server signs a request with these params, by the same test key at this moment.
 * @param {object} params masked already: they are not signed
 * @param {Settings} settings
 * @returns {Signature}
 */
export function signatureLike(params, settings) {
  const made = sign(settings.credentials, { params }, { endpoint: settings.endpoint });
  const { body, ...rest } = signatureOf(made, settings);
  return { ...rest, body: { ...body, Params: made.Params } };
}
