// @ts-check
// For the few hosts without TextEncoder and TextDecoder (Jest's jsdom). What goes through them is always well-formed: text
// of Rust's, or JSON, which escapes half surrogate pairs.

export class Encoder {
  /** @param {string} text */
  encode(text) {
    const binary = encodeURIComponent(text).replace(/%(..)/g, (_, hex) => String.fromCharCode(Number(`0x${hex}`)));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  }

  /**
   * @param {string} text
   * @param {Uint8Array} target large enough for all of it
   */
  encodeInto(text, target) {
    const bytes = this.encode(text);
    target.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}

export class Decoder {
  /** @param {Uint8Array} [bytes] */
  decode(bytes = new Uint8Array()) {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  }
}
