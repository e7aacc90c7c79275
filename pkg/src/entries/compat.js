// @ts-check
import { translated } from "#translated";
import { translatedEngine } from "../engines.js";
import { createSurface } from "../surface.js";

export { ZvcmsError } from "../error.js";

// Node 18 has no global crypto: there the entry for Node leaves one (scripts/build.mjs).
const crypto = () => Reflect.get(globalThis, Symbol.for("zvcms-openapi.crypto"));

export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  translatedEngine(translated, crypto),
);
