// @ts-check
import { Decoder, Encoder } from "./utf8.js";

/** @type {any} */
const global = globalThis;

/**
 * The facilities that wasm-bindgen's glue takes from its surroundings; all others are looked up beside the core.
 * @param {() => any} crypto a random source for hosts without a global one
 */
export function createHost(crypto) {
  return {
    TextEncoder: global.TextEncoder ?? Encoder,
    TextDecoder: global.TextDecoder ?? Decoder,
    crypto: global.crypto ?? crypto(),
  };
}
