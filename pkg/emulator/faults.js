// @ts-check
/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */
/** @typedef {import("../types/emulator.js").Fault} Fault */
/** @typedef {"reset-in-headers" | "reset-in-body" | "stall-headers" | "wrong-length" | "garbage-chunks"} WireKind */
/** @typedef {"gzip" | "wrong-encoding" | "php-warning" | "byte-order-mark" | "invalid-utf8" | "utf-16" | "duplicate-keys"} TextKind */
/** @typedef {"unknown-enums" | "unknown-fields" | "missing-fields" | "unreadable-fields" | "strings" | "whole-floats"} DataKind */
/** @typedef {Fault | { kind: WireKind | TextKind | DataKind }} AnyFault those without parameters have no public object form */

const PAGE = "<!DOCTYPE html>\n<html><head><title>Error</title></head><body><h1>Error</h1></body></html>\n";
export const HTML_TYPE = { "Content-Type": "text/html; charset=utf-8" };

/** Names that are kinds. @type {(...kinds: string[]) => any} */
const kinds = (...kinds) => Object.fromEntries(kinds.map((kind) => [kind, { kind }]));
/** @type {(...statuses: number[]) => any} */
const statuses = (...statuses) =>
  Object.fromEntries(statuses.map((status) => [`status-${status}`, { kind: "status", status }]));

/** What each name stands for. */
export const faultNames = /** @type {Record<import("../types/emulator.js").FaultName, AnyFault>} */ ({
  ...kinds("refuse", "reset", "reset-in-headers", "reset-in-body", "stall-headers"),
  "stall-body": { kind: "stall" },
  ...kinds("trickle", "truncate", "wrong-length", "garbage-chunks", "gzip", "wrong-encoding"),

  redirect: { kind: "redirect", status: 301, location: "http://elsewhere.invalid/api/v2" },
  ...statuses(204, 400, 401, 403, 404, 408, 429),
  "status-429-retry-after": { kind: "status", status: 429, headers: { "Retry-After": "1" } },
  "status-500-html": { kind: "status", status: 500, body: PAGE },
  ...statuses(502, 503),
  "proxy-clock": { kind: "status", status: 503, body: PAGE, headers: { Date: new Date(0).toUTCString() } },

  html: { kind: "body", body: PAGE, headers: HTML_TYPE },
  ...kinds("php-warning", "byte-order-mark", "invalid-utf8", "utf-16"),
  empty: { kind: "body", body: "" },
  null: { kind: "body", body: "null" },
  list: { kind: "body", body: "[]" },
  number: { kind: "body", body: "12345" },
  ...kinds("deep", "huge", "duplicate-keys"),

  "clock-ahead": { kind: "clock", seconds: 600 },
  "clock-behind": { kind: "clock", seconds: -600 },
  replayed: { kind: "refusal", name: "replayed" },
  "business-error": { kind: "refusal", name: "notFound" },
  "system-error": { kind: "refusal", name: "systemBusy" },
  ...kinds("unknown-enums", "unknown-fields", "missing-fields", "unreadable-fields", "strings", "whole-floats"),
});

/** Gives each request its fault. While the next one is `refuse`, the port is closed. */
export class FaultQueue {
  /** @type {(AnyFault | undefined)[]} */
  #list = [];
  /** @type {((request: ReceivedRequest) => AnyFault | undefined) | undefined} */
  #choose;
  #port;
  #underWay = 0;
  #isClosed = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {import("./server.js").Port} port */
  constructor(port) {
    this.#port = port;
  }

  /**
   * Replaces all faults. Fulfilled when the port is open, or closed for `refuse`.
   * @param {import("./options.js").Faults} faults
   */
  set(faults) {
    this.#choose = typeof faults === "function" ? faults : undefined;
    this.#list = typeof faults === "function" ? [] : faults;
    return this.#updatePort();
  }

  get isRefusing() {
    return this.#list[0]?.kind === "refuse";
  }

  /**
   * The fault of a request; `answered` must follow. If the next one is `refuse`, the port takes no new connection from
   * now on, so that none is accepted while this request is answered.
   * @param {ReceivedRequest} record
   */
  take(record) {
    this.#underWay++;
    if (this.#choose) return this.#choose(record);
    const fault = this.#list.shift();
    if (this.isRefusing) this.#port.stopListening();
    return fault;
  }

  answered() {
    this.#underWay--;
    if (this.isRefusing && this.#underWay === 0) this.#updatePort();
  }

  close() {
    this.#isClosed = true;
    return this.#updatePort();
  }

  /** @returns {Promise<void>} */
  #updatePort() {
    clearTimeout(this.#timer);
    if (this.#isClosed) return this.#port.close();
    const [next] = this.#list;
    if (next?.kind !== "refuse") return this.#port.open();
    if (next.ms !== undefined) this.#timer = setTimeout(() => this.#endRefusal(), next.ms);
    return this.#port.close();
  }

  #endRefusal() {
    this.#list.shift();
    this.#updatePort();
  }
}
