// @ts-check
import bytes from "#bytes";
import { createPackage } from "../client.js";

export { ZvcmsError } from "../error.js";
export const { Client, sign, explain, signature, verify, detectScheme, identifyUser, ready } = createPackage({
  core: () => Buffer.from(bytes, "base64"),
  crypto,
});

/** Node 18 has no global crypto, and in an ES module that a bundler made there is no `require`. */
function crypto() {
  try {
    return (process.getBuiltinModule?.("node:crypto") ?? require("node:crypto")).webcrypto;
  } catch {
    return undefined;
  }
}
