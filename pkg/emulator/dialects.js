// @ts-check
import { phpJson, phpMixture } from "./php.js";

/** @typedef {import("./answer.js").Envelope} Envelope */

/** Writes an envelope, by the name of the dialect. `seed` lets the mixture of `php` differ from member to member. */
export const dialects = {
  /** @param {Envelope} envelope */
  typed: (envelope) => JSON.stringify(envelope),
  /** @param {Envelope} envelope */
  strings: (envelope) => JSON.stringify(envelope, (_, value) => (typeof value === "object" ? value : String(value))),
  /**
   * @param {Envelope} envelope
   * @param {number} seed
   */
  php: (envelope, seed) => phpJson(phpMixture(envelope, seed)),
};
