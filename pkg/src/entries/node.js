// @ts-check
import packed from "#packed-for-node";
import { inlineEngine } from "../engines.js";
import { createSurface } from "../surface.js";

export { ZvcmsError } from "../error.js";

// Looked up at the first use, and not by `require` where that can be helped: in an ES module that a bundler made there is
// none. Node 18 has no global crypto.
const zlib = () => process.getBuiltinModule?.("node:zlib") ?? require("node:zlib");
const crypto = () => process.getBuiltinModule?.("node:crypto") ?? require("node:crypto");

// Node unpacks by itself, in no time.
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  inlineEngine(
    () => new Uint8Array(zlib().brotliDecompressSync(Buffer.from(packed, "base64"))),
    () => crypto().webcrypto,
  ),
);
