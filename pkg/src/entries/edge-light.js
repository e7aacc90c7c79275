// @ts-check
// @ts-expect-error the host compiles it
import module from "./zvcms_openapi.wasm?module";
import { moduleEngine } from "../engines.js";
import { createSurface } from "../surface.js";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface(
  moduleEngine(module),
);
