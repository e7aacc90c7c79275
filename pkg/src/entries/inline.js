// @ts-check
import { inflateSync } from "fflate";
import packed from "#packed";
import { inlineEngine } from "../engines.js";
import { createSurface } from "../surface.js";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  inlineEngine(packed, { inflate: (deflated, size) => inflateSync(deflated, { out: new Uint8Array(size) }) }),
);
