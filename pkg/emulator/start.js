// @ts-check
import { once } from "node:events";
import { createServer } from "node:http";
import { credentials } from "./credentials.js";
import { handlerOf } from "./handler.js";
import { members } from "./members.js";
import { readOptions } from "./options.js";

/**
 * @param {import("../types/emulator.js").StartOptions} [options]
 * @returns {Promise<import("../types/emulator.js").Emulator>}
 */
export async function startEmulator(options) {
  const settings = readOptions(options);
  /** @type {import("../types/emulator.js").ReceivedRequest[]} */
  const requests = [];
  const server = createServer(handlerOf(settings, requests));
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return { url: `http://${host}:${port}/api/v2`, credentials, members, requests, close: () => close(server) };
}

/**
 * Ends every connection at once, whatever it waits for.
 * @param {import("node:http").Server} server
 * @returns {Promise<void>}
 */
function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
