// @ts-check
import { inlineEngine } from "../engines.js";
import { createSurface } from "../surface.js";
import { unpack } from "../unpack.js";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  inlineEngine(unpack),
);
