// @ts-check
// Jest's jsdom has no global TextDecoder.
import { TextDecoder } from "node:util";
import { Refused } from "./answers.js";
import { isObject } from "./schema.js";
import { stringToSign, tokenOf } from "./signature.js";

/** @typedef {Record<"OpenId" | "GrantCode" | "Timestamp" | "Nonce" | "Token" | "Action", string>} Common */
/** @typedef {{ method: string, host: string, path: string, bytes: Uint8Array | null }} Received bytes is null if the body was too large */
/** @typedef {import("../types/emulator.js").ServedMember} Member */
/** @typedef {import("../types/emulator.js").Login} Login */
/** @typedef {Record<string, unknown>} Params */
/** @typedef {{ second: number, skew: number }} Clock the server's clock, and what a fault adds to it */

/** The published test credentials: the same in every copy of the emulator, and worthless anywhere else. */
export const credentials = Object.freeze({
  openId: "emulator-test-open-id",
  grantCode: "emulator-test-grant-code",
  openKey: "emulator-test-open-key-not-a-secret",
});

const PATH = "/api/v2";
const ACTION = "communal.user.identity";
const TEXT_FIELDS = ["OpenId", "GrantCode", "Timestamp", "Nonce", "Token", "Action"];
const WINDOW_SECONDS = 300;
/** How long a Timestamp can stay valid: from 300 s before to 300 s after the server's clock. */
const REMEMBERED_SECONDS = 2 * WINDOW_SECONDS;

/**
 * Makes every check, in the documented order. The first that fails throws its `Refused`.
 * @param {Pick<import("./options.js").Settings, "scheme" | "members">} settings
 */
export function checksOf({ scheme, members }) {
  const usePair = usedPairs();
  return (/** @type {Received} */ request, /** @type {Clock} */ { second, skew }) => {
    if (request.method !== "POST") throw new Refused("methodNotAllowed", request.method);
    if (request.path !== PATH) throw new Refused("pathNotFound");
    if (request.bytes === null) throw new Refused("bodyTooLarge");
    const { common, params } = readFields(readObject(request.bytes));
    if (common.OpenId !== credentials.openId) throw new Refused("openIdUnknown");
    if (common.GrantCode !== credentials.grantCode) throw new Refused("grantCodeWrong");
    if (!/^(0|[1-9]\d{0,14})$/.test(common.Timestamp)) throw new Refused("timestampMalformed");
    const age = second + skew - Number(common.Timestamp);
    if (Math.abs(age) > WINDOW_SECONDS) throw new Refused("timestampOutOfRange");
    const expected = tokenOf(credentials.openKey, stringToSign(scheme, request, common));
    if (common.Token !== expected) throw new Refused("tokenWrong");
    // A pair is used up only after the Token was found right, so that nobody else can do it.
    if (!/^[1-9]\d{0,19}$/.test(common.Nonce)) throw new Refused("nonceMalformed");
    if (!usePair(common, second)) throw new Refused("replayed");
    if (common.Action !== ACTION) throw new Refused("actionUnknown", common.Action);
    return identify(params, members);
  };
}

/** @type {(bytes: Uint8Array) => Record<string, unknown>} */
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
    const isRight =
      name === "Params" ? isObject(value) || (Array.isArray(value) && value.length === 0) : typeof value === "string";
    if (!isRight) throw new Refused("fieldType", name);
  }
  return { common: /** @type {Common} */ (body), params: /** @type {Params} */ (body.Params) };
}

/** The params that each `type` needs, and the answer if no member has them. */
const methods =
  /** @type {Record<number, { names: (keyof Login)[], otherwise: "accountWrong" | "cardWrong" | "notFound" }>} */ ({
    1: { names: ["mobile", "password"], otherwise: "accountWrong" },
    2: { names: ["card_number", "card_password"], otherwise: "cardWrong" },
    3: { names: ["user_code"], otherwise: "notFound" },
    4: { names: ["user_id"], otherwise: "notFound" },
  });

/**
 * The member that the params identify, and whether they ask for the rules for paying with points.
 * A param that is `""` counts as missing, as in the vendor's sample. Params that another `type` needs are ignored.
 * @param {Params} params
 * @param {readonly Member[]} members
 */
function identify(params, members) {
  const method = methods[needed("type", integer(params, "type"))];
  if (!method) throw new Refused("paramValue", "type");
  text(params, "multi_store_sn");
  const pointRules = integer(params, "point_rules") ?? 0;
  if (pointRules !== 0 && pointRules !== 1) throw new Refused("paramValue", "point_rules");
  const wanted = method.names.map((name) => ({ name, value: loginParam(params, name) }));
  const member = members.find(({ login }) => wanted.every(({ name, value }) => login[name] === value));
  if (!member) throw new Refused(method.otherwise);
  return { member, withPointRules: pointRules === 1 };
}

/** @type {(params: Params, name: keyof Login) => string | number} */
function loginParam(params, name) {
  if (name !== "user_id") return needed(name, text(params, name));
  const id = needed(name, integer(params, name));
  if (id < 1) throw new Refused("paramValue", name);
  return id;
}

/** @type {<T>(name: string, value: T | undefined) => T} */
function needed(name, value) {
  if (value === undefined) throw new Refused("paramMissing", name);
  return value;
}

/** @type {(params: Params, name: string) => number | undefined} */
function integer(params, name) {
  const value = params[name] ?? "";
  if (value === "") return undefined;
  if (!Number.isInteger(value)) throw new Refused("paramType", name);
  return /** @type {number} */ (value);
}

/** @type {(params: Params, name: string) => string | undefined} */
function text(params, name) {
  const value = params[name] ?? "";
  if (typeof value !== "string") throw new Refused("paramType", name);
  return value === "" ? undefined : value;
}

/** Remembers the pairs that were used in the last 600 s. */
function usedPairs() {
  /** The second of each pair's use, oldest first. @type {Map<string, number>} */
  const usedAt = new Map();
  /** Uses up the pair. Returns whether it was new. @type {(common: Common, second: number) => boolean} */
  return ({ Timestamp, Nonce }, now) => {
    for (const [pair, second] of usedAt) {
      if (now - second <= REMEMBERED_SECONDS) break;
      usedAt.delete(pair);
    }
    const pair = `${Timestamp} ${Nonce}`;
    if (usedAt.has(pair)) return false;
    usedAt.set(pair, now);
    return true;
  };
}
