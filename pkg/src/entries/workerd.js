// @ts-check
import { createSurface } from "../surface.js";
import module from "./zvcms_openapi.wasm";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createSurface({
  core: () => module,
  isCompiled: true,
});
