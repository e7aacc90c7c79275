// @ts-check
import { credentials } from "./credentials.js";
import { FaultDesk } from "./fault-desk.js";
import { handlerOf } from "./handler.js";
import { readOptions } from "./options.js";
import { Port } from "./port.js";
import { readFaults } from "./read-faults.js";

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
  const port = new Port(settings.host, settings.port);
  const desk = new FaultDesk(port);
  port.onRequest = handlerOf(settings, requests, desk, onAnswer);
  // Even a port that is to refuse must be opened once, to know its number.
  await port.open();
  await desk.set(settings.faults);
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  const url = `http://${host}:${port.number}/api/v2`;
  return {
    url,
    credentials,
    members: settings.members,
    requests,
    setFaults: async (/** @type {unknown} */ faults) => desk.set(readFaults(faults, "setFaults")),
    close: () => desk.close(),
  };
}
