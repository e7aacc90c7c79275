// @ts-check
import bytes from "#bytes";
import { decodeBase64 } from "../base64.js";
import { createPackage } from "../client.js";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createPackage({
  core: () => decodeBase64(bytes),
});
