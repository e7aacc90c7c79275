// @ts-check
import { translated } from "#translated";
import { translatedEngine } from "../engines.js";
import { createSurface } from "../surface.js";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  translatedEngine(translated),
);
