// @ts-check
import { createPackage } from "../client.js";
import module from "./zvcms_openapi.wasm";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createPackage({
  core: () => module,
  isCompiled: true,
});
