// @ts-check
import { Decoder, Encoder } from "./utf8.js";

/** @type {any} */
const global = globalThis;

/**
 * The facilities that wasm-bindgen's glue takes from its surroundings; all others are looked up in Rust.
 * @param {(thrown: unknown) => void} onTrap told what a continuation of a call threw
 * @param {() => any} crypto a random source for hosts without a global one
 */
export function createHost(onTrap, crypto) {
  return {
    TextEncoder: global.TextEncoder ?? Encoder,
    TextDecoder: global.TextDecoder ?? Decoder,
    crypto: global.crypto ?? crypto(),
    /** @param {() => void} continuation */
    queueMicrotask(continuation) {
      Promise.resolve().then(continuation).catch(onTrap);
    },
  };
}
