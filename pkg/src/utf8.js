// @ts-check
// For the few hosts without TextEncoder and TextDecoder (Jest's jsdom). Lone surrogates become U+FFFD, as they do there.

export class Encoder {
  /** @param {string} text */
  encode(text) {
    const bytes = [];
    for (const character of text) {
      const code = Number(character.codePointAt(0));
      const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
      if (point < 0x80) bytes.push(point);
      else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point, 0));
      else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point, 6), tail(point, 0));
      else bytes.push(0xf0 | (point >> 18), tail(point, 12), tail(point, 6), tail(point, 0));
    }
    return Uint8Array.from(bytes);
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

/** For what Rust gives, which is always well-formed. */
export class Decoder {
  /** @param {Uint8Array} [bytes] */
  decode(bytes = new Uint8Array()) {
    let text = "";
    for (let at = 0; at < bytes.length; ) {
      const lead = bytes[at];
      const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      let point = length === 1 ? lead : lead & (0x7f >> length);
      for (let next = 1; next < length; next++) point = (point << 6) | (bytes[at + next] & 0x3f);
      text += String.fromCodePoint(point);
      at += length;
    }
    return text;
  }
}

/**
 * @param {number} point
 * @param {number} shift
 */
function tail(point, shift) {
  return 0x80 | ((point >> shift) & 0x3f);
}
