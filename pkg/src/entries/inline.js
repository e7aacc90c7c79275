// @ts-check
// @ts-expect-error made by the build
import base64 from "#bytes";
import { inlineEngine } from "../engines.js";
import { createSurface } from "../surface.js";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  inlineEngine(base64),
);
