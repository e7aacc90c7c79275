// @ts-check
// For the few hosts without TextEncoder and TextDecoder (Jest's jsdom). What goes through them is always well-formed: text
// of Rust's, or JSON, which escapes half surrogate pairs.

/** wasm-bindgen's glue makes its own `encodeInto` of it. */
export class Encoder {
  /** @param {string} text */
  encode(text) {
    const binary = encodeURIComponent(text).replace(/%(..)/g, (_, hex) => String.fromCharCode(Number(`0x${hex}`)));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  }
}

export class Decoder {
  /** @param {Uint8Array} [bytes] */
  decode(bytes = new Uint8Array()) {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  }
}
