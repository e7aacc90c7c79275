// @ts-check
import { once } from "node:events";
import { createServer } from "node:http";
import { credentials } from "./credentials.js";
import { handlerOf } from "./handler.js";
import { readOptions } from "./options.js";

/** @type {typeof import("../types/emulator.js").startEmulator} */
export const startEmulator = async (/** @type {unknown} */ options) => serve(readOptions(options));

/**
 * @param {import("./options.js").Settings} settings
 * @param {import("./handler.js").OnAnswer} [onAnswer]
 * @returns {Promise<import("../types/emulator.js").Emulator<any>>}
 */
export async function serve(settings, onAnswer) {
  /** @type {import("../types/emulator.js").ReceivedRequest[]} */
  const requests = [];
  const server = createServer(handlerOf(settings, requests, onAnswer));
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  const url = `http://${host}:${port}/api/v2`;
  return { url, credentials, members: settings.members, requests, close: () => close(server) };
}

/**
 * Ends every connection at once, even one that waits for an answer.
 * @param {import("node:http").Server} server
 * @returns {Promise<void>}
 */
function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
