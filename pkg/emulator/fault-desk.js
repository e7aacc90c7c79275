// @ts-check
import { readFault } from "./read-faults.js";

/** @typedef {import("./fault-names.js").AnyFault} AnyFault */
/** @typedef {ReturnType<typeof import("./read-faults.js").readFaults>} Faults */
/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */

/** Gives each request its fault. While the next one is `refuse`, the port is closed. */
export class FaultDesk {
  /** @type {(AnyFault | undefined)[]} */
  #queue = [];
  /** @type {((request: ReceivedRequest) => unknown) | undefined} */
  #ask;
  #port;
  #underWay = 0;
  #isClosed = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {import("./port.js").Port} port */
  constructor(port) {
    this.#port = port;
  }

  /**
   * Fulfilled when the port is open or closed, as the faults want it.
   * @param {Faults} faults
   */
  set(faults) {
    this.#ask = typeof faults === "function" ? faults : undefined;
    this.#queue = typeof faults === "function" ? [] : faults;
    return this.#follow();
  }

  get isRefusing() {
    return this.#queue[0]?.kind === "refuse";
  }

  /**
   * The fault of a request. `answered` must follow. If the next one is `refuse`, the port takes no new connection from
   * now on, so that nobody gets in while this request is answered.
   * @param {ReceivedRequest} record
   */
  take(record) {
    this.#underWay++;
    if (this.#ask) {
      const fault = readFault(this.#ask(record), "what faults returns");
      if (fault?.kind === "refuse") throw new TypeError("refuse must stand in a list: a request has come in already");
      return fault;
    }
    const fault = this.#queue.shift();
    if (this.isRefusing) this.#port.stopListening();
    return fault;
  }

  answered() {
    this.#underWay--;
    if (this.isRefusing && this.#underWay === 0) this.#follow();
  }

  close() {
    this.#isClosed = true;
    return this.#follow();
  }

  /** @returns {Promise<void>} */
  #follow() {
    clearTimeout(this.#timer);
    if (this.#isClosed) return this.#port.close();
    const [head] = this.#queue;
    if (head?.kind !== "refuse") return this.#port.open();
    if (head.ms !== undefined) this.#timer = setTimeout(() => this.#skip(), head.ms);
    return this.#port.close();
  }

  #skip() {
    this.#queue.shift();
    this.#follow();
  }
}
