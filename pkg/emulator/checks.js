// @ts-check
// Jest's jsdom has no global TextDecoder.
import { TextDecoder } from "node:util";
import { credentials } from "./credentials.js";
import { identifyMember } from "./params.js";
import { Refused } from "./refusals.js";
import { isObject } from "./rules.js";
import { isSame, stringToSign, tokenOf } from "./scheme.js";

/** @typedef {Record<"OpenId" | "GrantCode" | "Timestamp" | "Nonce" | "Token" | "Action", string>} Common */
/** @typedef {Pick<import("./options.js").Settings, "scheme" | "members">} Settings */
/** @typedef {Settings & { pairs: import("./pairs.js").UsedPairs, second: number, skew: number }} Context second is the server's clock, skew what a fault adds to it */

const PATH = "/api/v2";
const ACTION = "communal.user.identity";
const TEXT_FIELDS = ["OpenId", "GrantCode", "Timestamp", "Nonce", "Token", "Action"];
const WINDOW_SECONDS = 300;

/**
 * Every check, in the documented order. The first that fails throws its `Refused`.
 * @param {import("./request.js").Received} request
 * @param {Context} context
 */
export function check(request, context) {
  if (request.method !== "POST") throw new Refused("methodNotAllowed", request.method);
  if (request.path !== PATH) throw new Refused("pathNotFound");
  if (request.bytes === null) throw new Refused("bodyTooLarge");
  const { common, params } = readFields(readObject(request.bytes));
  checkCredentials(common);
  checkTimestamp(common, context.second + context.skew);
  const expected = tokenOf(credentials.openKey, stringToSign(context.scheme, request, common));
  if (!isSame(common.Token, expected)) throw new Refused("tokenWrong");
  // A pair is claimed only after the Token was found right, so that nobody else can use it up.
  if (!/^[1-9]\d{0,19}$/.test(common.Nonce)) throw new Refused("nonceMalformed");
  if (!context.pairs.claim(common.Timestamp, common.Nonce, context.second)) throw new Refused("replayed");
  if (common.Action !== ACTION) throw new Refused("actionUnknown", common.Action);
  return identifyMember(params, context.members);
}

/**
 * @param {Uint8Array} bytes
 * @returns {Record<string, unknown>}
 */
function readObject(bytes) {
  let body;
  try {
    // PHP's json_decode accepts neither a byte-order mark nor invalid UTF-8.
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new Refused("notJson");
  }
  if (!isObject(body)) throw new Refused("notObject");
  return body;
}

/** @param {Record<string, unknown>} body */
function readFields(body) {
  for (const name of [...TEXT_FIELDS, "Params"]) {
    const value = body[name] ?? "";
    if (value === "") throw new Refused("fieldMissing", name);
    const isRight = name === "Params" ? isObject(value) || isEmptyList(value) : typeof value === "string";
    if (!isRight) throw new Refused("fieldType", name);
  }
  return { common: /** @type {Common} */ (body), params: /** @type {Record<string, unknown>} */ (body.Params) };
}

/** @param {Common} common */
function checkCredentials({ OpenId, GrantCode }) {
  if (!isSame(OpenId, credentials.openId)) throw new Refused("openIdUnknown");
  if (!isSame(GrantCode, credentials.grantCode)) throw new Refused("grantCodeWrong");
}

/**
 * @param {Common} common
 * @param {number} second
 */
function checkTimestamp({ Timestamp }, second) {
  if (!/^(0|[1-9]\d{0,14})$/.test(Timestamp)) throw new Refused("timestampMalformed");
  if (Math.abs(second - Number(Timestamp)) > WINDOW_SECONDS) throw new Refused("timestampOutOfRange");
}

/** @param {unknown} value */
function isEmptyList(value) {
  return Array.isArray(value) && value.length === 0;
}
