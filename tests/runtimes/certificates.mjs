// @ts-check
// Certificates for servers of this machine, made anew for each run.
import { createRequire } from "node:module";
import { join } from "node:path";
import { tree } from "./tree.mjs";

/** @type {typeof import("selfsigned")} */
const { generate } = createRequire(join(tree, "package.json"))("selfsigned");

/** @typedef {{ key: string, cert: string }} Pair */

const DAY = 86_400_000;
const COMMON = { keyType: /** @type {const} */ ("ec"), algorithm: "sha256" };

/** Who signs certificates that a runtime trusts, where it is told so. @returns {Promise<Pair>} */
export async function makeAuthority() {
  const { private: key, cert } = await generate([{ name: "commonName", value: "zvcms-openapi tests" }], {
    ...COMMON,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  return { key, cert };
}

/**
 * A certificate that signs itself, unless there is an authority.
 * @param {{ host?: string, isExpired?: boolean, ca?: Pair }} [options]
 * @returns {Promise<Pair>}
 */
export async function makeCertificate({ host = "localhost", isExpired = false, ca } = {}) {
  const { private: key, cert } = await generate([{ name: "commonName", value: host }], {
    ...COMMON,
    ...(ca && { ca }),
    notBeforeDate: new Date(Date.now() - 3 * DAY),
    notAfterDate: new Date(Date.now() + (isExpired ? -1 : 1) * DAY),
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: host }] }],
  });
  return { key, cert };
}
