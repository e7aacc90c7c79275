// @ts-check
import { createHmac } from "node:crypto";

/** @typedef {Required<import("../types/emulator.js").Scheme>} Scheme */

const COMMON = ["OpenId", "GrantCode", "Timestamp", "Nonce"];
const DEFAULTS = { names: "pascal", values: "raw", prefix: "none" };

export const FIELDS = [...COMMON, "Action"];

/** The named schemes. */
export const schemes = /** @type {Record<import("../types/emulator.js").SchemeName, Scheme>} */ ({
  "zvcms-v2": { ...DEFAULTS, fields: COMMON },
  "zvcms-v2+action": { ...DEFAULTS, fields: FIELDS },
  "tencent-v2": { ...DEFAULTS, fields: FIELDS, prefix: "method-host-path" },
  "qmai-v3": { ...DEFAULTS, fields: COMMON, names: "camel" },
});

/**
 * @param {Scheme} scheme
 * @param {{ host: string, path: string }} target the request's Host header and path
 * @param {Record<string, string>} body
 */
export function stringToSign(scheme, target, body) {
  const written = scheme.fields.map((field) => {
    const name = scheme.names === "camel" ? field[0].toLowerCase() + field.slice(1) : field;
    const value = scheme.values === "percent" ? percentEncode(body[field]) : body[field];
    return { name, value };
  });
  const pairs = written.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, value }) => `${name}=${value}`);
  const host = target.host.toLowerCase().replace(/:80$/, "");
  const prefix = scheme.prefix === "method-host-path" ? `POST${host}${target.path}?` : "";
  return prefix + pairs.join("&");
}

/** @type {(openKey: string, text: string) => string} */
export function tokenOf(openKey, text) {
  return percentEncode(createHmac("sha1", openKey).update(text).digest("base64"));
}

/** RFC 3986, upper-case hex. Going through bytes replaces lone surrogates, which cannot be encoded. @param {string} text */
function percentEncode(text) {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
