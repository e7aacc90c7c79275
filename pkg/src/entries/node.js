// @ts-check
import { webcrypto } from "node:crypto";
import packed from "#packed";
import { inlineEngine } from "../engines.js";
import { createSurface } from "../surface.js";

export { ZvcmsError } from "../error.js";
// Node 18 has no global crypto.
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  inlineEngine(packed, () => webcrypto),
);
