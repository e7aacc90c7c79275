// @ts-check
// The same seven-key body with each of the libraries that people sign with.
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import Base64 from "crypto-js/enc-base64.js";
import HmacSHA1 from "crypto-js/hmac-sha1.js";
import { createHMAC, createSHA1 } from "hash-wasm";
import JsSha from "jssha/sha1";
import { CREDENTIALS, newNonce, now, signByHand, stringToSign, toBody } from "./by-hand.mjs";

export const BY_HAND = "node:crypto, params by reference";
export const BY_HAND_COPIED = "node:crypto, params copied through JSON";

/**
 * @param {object} params
 * @returns {Promise<import("./measure.mjs").Candidate[]>}
 */
export async function signers(params) {
  const encoder = new TextEncoder();
  const key = encoder.encode(CREDENTIALS.openKey);
  const keyed = await createHMAC(createSHA1(), CREDENTIALS.openKey);
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);

  /** @param {(text: string) => string} signature */
  const body = (signature) => {
    const timestamp = now();
    const nonce = newNonce();
    return toBody(timestamp, nonce, signature(stringToSign(timestamp, nonce)), params);
  };

  return [
    { name: BY_HAND, run: () => signByHand(params) },
    { name: BY_HAND_COPIED, run: () => signByHand(JSON.parse(JSON.stringify(params))) },
    { name: "hash-wasm, keyed once", run: () => body((text) => base64(keyed.init().update(text).digest("binary"))) },
    {
      name: "@noble/hashes",
      run: () => body((text) => base64(hmac(sha1, key, utf8ToBytes(text)))),
    },
    {
      name: "jsSHA",
      run: () =>
        body((text) => {
          const sha = new JsSha("SHA-1", "TEXT", { hmacKey: { value: CREDENTIALS.openKey, format: "TEXT" } });
          return sha.update(text).getHash("B64");
        }),
    },
    { name: "crypto-js", run: () => body((text) => HmacSHA1(text, CREDENTIALS.openKey).toString(Base64)) },
    {
      name: "WebCrypto, keyed once",
      run: async () => {
        const timestamp = now();
        const nonce = newNonce();
        const bytes = await crypto.subtle.sign("HMAC", imported, encoder.encode(stringToSign(timestamp, nonce)));
        return toBody(timestamp, nonce, Buffer.from(bytes).toString("base64"), params);
      },
    },
  ];
}

/** @param {Uint8Array} bytes */
const base64 = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
