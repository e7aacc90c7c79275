// @ts-check
// A client of its own for these tests: it shares no code with the emulator or with the package.
import { createHmac } from "node:crypto";
import { startEmulator } from "../../pkg/emulator/index.js";

/** A second that lies far from any clock, for emulators with a `now` of the test's own. */
export const SECOND = 1547186244;

let lastNonce = 0;

/** @type {(key: string, text: string) => string} */
export const base64Hmac = (key, text) => createHmac("sha1", key).update(text).digest("base64");

/** @param {Record<string, string | number>} fields */
export function sortedQuery(fields) {
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return pairs.sort((a, b) => Buffer.compare(Buffer.from(a.split("=")[0]), Buffer.from(b.split("=")[0]))).join("&");
}

/** @param {string} base64 */
export const escaped = (base64) => base64.replace(/\+/g, "%2B").replace(/\//g, "%2F").replace(/=/g, "%3D");

/**
 * A fresh body for that emulator, signed by the default scheme.
 * @param {Pick<import("../../pkg/types/emulator.js").Emulator, "credentials">} emulator
 * @param {object} params
 * @param {Record<string, unknown>} [replaced] fields that differ from the usual ones, before signing
 */
export function signedBody({ credentials }, params, replaced = {}) {
  const body = {
    OpenId: credentials.openId,
    GrantCode: credentials.grantCode,
    Timestamp: String(SECOND),
    Nonce: String(++lastNonce),
    Action: "communal.user.identity",
    Params: params,
    ...replaced,
  };
  const { OpenId, GrantCode, Timestamp, Nonce } = body;
  const text = sortedQuery({ OpenId, GrantCode, Timestamp, Nonce });
  return { Token: escaped(base64Hmac(credentials.openKey, text)), ...body };
}

/**
 * @param {string} url
 * @param {unknown} body what is not bytes or text is written as JSON
 */
export async function post(url, body) {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const content = isRaw ? body : JSON.stringify(body);
  const response = await fetch(url, { method: "POST", body: /** @type {any} */ (content), redirect: "manual" });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * An emulator whose clock stands at {@link SECOND}, stopped at the end of the test.
 * @param {import("node:test").TestContext} t
 * @param {import("../../pkg/types/emulator.js").StartOptions} [options]
 */
export async function emulatorFor(t, options) {
  const emulator = await startEmulator({ now: () => SECOND * 1000, ...options });
  t.after(() => emulator.close());
  return emulator;
}

/** The params of each method that finds a member. @param {import("../../pkg/types/emulator.js").Login} login */
export function paramsFor({ mobile, password, card_number, card_password, user_code, user_id }) {
  return [
    { type: 1, mobile, password },
    { type: 2, card_number, card_password },
    { type: 3, user_code },
    { type: 4, user_id },
  ];
}
