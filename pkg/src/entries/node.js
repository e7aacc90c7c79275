// @ts-check
import { Buffer } from "node:buffer";
import { webcrypto } from "node:crypto";
import { brotliDecompressSync } from "node:zlib";
import packed from "#packed-for-node";
import { inlineEngine } from "../engines.js";
import { createSurface } from "../surface.js";

export { ZvcmsError } from "../error.js";
// Node unpacks by itself, in no time. Node 18 has no global crypto.
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  inlineEngine(
    () => new Uint8Array(brotliDecompressSync(Buffer.from(packed, "base64"))),
    () => webcrypto,
  ),
);
