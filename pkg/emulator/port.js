// @ts-check
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";

/** @typedef {import("node:http").Server} Server */

/** For how long a port that somebody else holds is asked for again: a client's own connection may have taken it. */
const TRIES = 100;
const PAUSE_MS = 50;

/** A port that can be closed and opened again. The changes are made one after another; the last wish counts. */
export class Port {
  /** @type {import("node:http").RequestListener} */
  onRequest = () => {};
  /** @type {number} the real one once it was open */
  number;
  #host;
  #isWanted = false;
  #wasOpen = false;
  /** @type {Set<Server>} one that listens, and those whose connections have not ended */
  #servers = new Set();
  /** @type {Promise<void>} */
  #turn = Promise.resolve();

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

  /** Ends every connection at once, even one that waits for an answer. Fulfilled when nobody listens. */
  close() {
    this.stopListening();
    return this.#change(false);
  }

  /** Takes no new connection; those that are open go on. */
  stopListening() {
    for (const server of this.#servers) {
      if (server.listening) server.close();
    }
  }

  /** @param {boolean} isWanted */
  #change(isWanted) {
    this.#isWanted = isWanted;
    const settle = () => this.#settle();
    this.#turn = this.#turn.then(settle, settle);
    return this.#turn;
  }

  async #settle() {
    if (!this.#isWanted) await this.#end();
    else if (![...this.#servers].some(({ listening }) => listening)) await this.#listen();
  }

  async #end() {
    this.stopListening();
    const ended = [...this.#servers].map((server) => once(server, "close"));
    for (const server of this.#servers) server.closeAllConnections();
    await Promise.all(ended);
  }

  async #listen() {
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
      this.number = /** @type {import("node:net").AddressInfo} */ (server.address()).port;
      return;
    }
  }
}
