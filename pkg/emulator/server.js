// @ts-check
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { hostsOf } from "./addresses.js";
import { credentials } from "./checks.js";
import { FaultQueue } from "./faults.js";
import { handlerOf } from "./handler.js";
import { readFaults, readOptions } from "./options.js";

/** While the port was closed, a client's own connection may have taken its number: try again for five seconds. */
const TRIES = 100;
const PAUSE_MS = 50;

/** @type {typeof import("../types/emulator.js").startEmulator} */
export const startEmulator = async (/** @type {unknown} */ options) => (await serve(readOptions(options))).emulator;

/**
 * The emulator, and every endpoint by which it is reached: the first is its `url`.
 * @param {import("./options.js").Settings} settings
 * @param {import("./handler.js").OnAnswer} [onAnswer]
 * @returns {Promise<{ emulator: import("../types/emulator.js").Emulator<any>, urls: string[] }>}
 */
export async function serve(settings, onAnswer) {
  /** @type {import("../types/emulator.js").ReceivedRequest[]} */
  const requests = [];
  const port = new Port(settings.host, settings.port);
  const queue = new FaultQueue(port);
  port.onRequest = handlerOf(settings, requests, queue, onAnswer);
  // Opened even if it is to refuse at first: only an open port has a number.
  await port.open();
  await queue.set(settings.faults);
  const urls = hostsOf(settings.host, port.address).map((host) => {
    return `http://${host.includes(":") ? `[${host}]` : host}:${port.number}/api/v2`;
  });
  const emulator = {
    url: urls[0],
    credentials,
    members: settings.members,
    requests,
    setFaults: async (/** @type {unknown} */ faults) => queue.set(readFaults(faults)),
    close: () => queue.close(),
  };
  return { emulator, urls };
}

/** A port that can be closed and opened again. Changes are made one after another; the last one counts. */
export class Port {
  /** @type {import("node:http").RequestListener} */
  onRequest = () => {};
  /** @type {number} the real one as soon as it is open */
  number;
  /** What the host was resolved to, as soon as it is open. */
  address = "";
  #host;
  #isWanted = false;
  #wasOpen = false;
  /** The one that listens, and those that still have connections. @type {Set<import("node:http").Server>} */
  #servers = new Set();
  /** @type {Promise<void>} */
  #lastChange = Promise.resolve();

  /**
   * @param {string} host
   * @param {number} number 0 for a free one
   */
  constructor(host, number) {
    this.#host = host;
    this.number = number;
  }

  /** Fulfilled when it listens. */
  open() {
    return this.#change(true);
  }

  /** Ends every connection at once, even one that waits for an answer. Fulfilled when nothing listens. */
  close() {
    this.stopListening();
    return this.#change(false);
  }

  /** Takes no new connection; those that are open go on. */
  stopListening() {
    for (const server of this.#servers) if (server.listening) server.close();
  }

  /** @param {boolean} isWanted */
  #change(isWanted) {
    this.#isWanted = isWanted;
    const apply = () => (this.#isWanted ? this.#listen() : this.#end());
    this.#lastChange = this.#lastChange.then(apply, apply);
    return this.#lastChange;
  }

  async #end() {
    this.stopListening();
    const ended = [...this.#servers].map((server) => once(server, "close"));
    for (const server of this.#servers) server.closeAllConnections();
    await Promise.all(ended);
  }

  async #listen() {
    if ([...this.#servers].some(({ listening }) => listening)) return;
    for (let left = TRIES; this.#isWanted; left--) {
      const server = createServer((message, response) => this.onRequest(message, response));
      server.listen(this.number, this.#host);
      try {
        await once(server, "listening");
      } catch (error) {
        const isTaken = /** @type {NodeJS.ErrnoException} */ (error).code === "EADDRINUSE";
        if (!this.#wasOpen || !isTaken || left === 0) throw error;
        await setTimeout(PAUSE_MS);
        continue;
      }
      this.#wasOpen = true;
      this.#servers.add(server);
      server.once("close", () => this.#servers.delete(server));
      const { address, port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      this.address = address;
      this.number = port;
      return;
    }
  }
}
