// @ts-check
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Client } from "zvcms-openapi";
import { startEmulator } from "zvcms-openapi/emulator";

/** @typedef {import("node:test").TestContext} TestContext */
/** @typedef {import("zvcms-openapi/emulator").Login} Login */

export const KEY = "fake-open-key-for-test-only-0001";
export const CREDENTIALS = {
  openId: "fake-open-id-for-test-only-0001",
  grantCode: "fake-grant-code-0001",
  openKey: KEY,
};

/** @type {{ vectors: any[] }} */
export const { vectors } = JSON.parse(readFileSync(new URL("../vectors/signature.json", import.meta.url), "utf8"));

/** The package as it is installed. */
export const folder = dirname(createRequire(import.meta.url).resolve("zvcms-openapi/package.json"));

/** The entry for pages: takes nothing from Node, and is another copy of the package. */
export const copy = pathToFileURL(join(folder, "dist/index.mjs")).href;

/** The signature by code that is not ours. @type {(key: string, text: string) => string} */
export const hmac = (key, text) => createHmac("sha1", key).update(text, "utf8").digest("base64");

/** An emulator that ends with the test. @param {TestContext} t @param {import("zvcms-openapi/emulator").StartOptions} [options] */
export async function emulatorFor(t, options) {
  const emulator = await startEmulator(options);
  t.after(() => emulator.close());
  return emulator;
}

/**
 * A client of an emulator, freed with the test.
 * @param {TestContext} t
 * @param {import("zvcms-openapi/emulator").Emulator} emulator
 * @param {Partial<import("zvcms-openapi").ClientOptions>} [options]
 */
export function clientOf(t, { url, credentials }, options) {
  const client = new Client({ ...credentials, endpoint: url, ...options });
  t.after(() => client.free());
  return client;
}

/** A client of an emulator where each answer has that fault. @param {TestContext} t @param {import("zvcms-openapi/emulator").Fault} fault */
export async function clientOfFaulty(t, fault) {
  return clientOf(t, await emulatorFor(t, { faults: () => fault }));
}

/** The params of each way to identify. @param {Login} login @returns {import("zvcms-openapi").IdentifyParams[]} */
export function fourWays({ mobile, password, card_number, card_password, user_code, user_id }) {
  return [
    { type: 1, mobile, password },
    { type: 2, card_number, card_password },
    { type: 3, user_code },
    { type: 4, user_id },
  ];
}

/** A server of any sort, which ends with the test. @param {TestContext} t @param {import("node:http").RequestListener} listener */
export async function serve(t, listener) {
  const server = createHttpServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}/`;
}

/** An answer with this member in it. @param {object} user_info */
export const answerOf = (user_info) => ({ status: true, code: 0, message: "", data: { user_info } });

/** A client whose every request gets this body. @param {TestContext} t @param {string} body @param {Partial<import("zvcms-openapi").ClientOptions>} [options] */
export function clientGetting(t, body, options) {
  const client = new Client({ ...CREDENTIALS, fetch: async () => new Response(body), ...options });
  t.after(() => client.free());
  return client;
}

/**
 * A script in a process of its own. The patience for it is far shorter than the deadlines of its calls: a timer that is
 * left would be waited for.
 * @param {string} script
 * @param {string[]} [flags]
 */
export function runScript(script, flags = []) {
  return runNode([...flags, "--input-type=module", "--eval", script]);
}

/** @param {string[]} args */
export function runNode(args) {
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, timeout: 60_000, encoding: "utf8" });
  return { status, stdout, stderr };
}

/**
 * What `act` throws or rejects with.
 * @param {() => unknown} act
 * @returns {Promise<any>}
 */
export async function failureOf(act) {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error("it was expected to fail");
}
