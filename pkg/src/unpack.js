// @ts-check
import { decodeBase64 } from "./base64.js";

/** Where the reader expects what is packed. */
const INPUT = 16384;
const PAGE = 65536;

/**
 * The core as Base64 of its bytes in LZMA, and the small module that reads it (see lzma.wat).
 * @typedef {object} Packed
 * @property {string} packed
 * @property {string} reader
 * @property {number} size of the plain bytes
 */

/**
 * @param {Packed} packed
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function unpack({ packed, reader, size }) {
  const input = decodeBase64(packed);
  /** @type {any} */
  const { memory, unpack: read } = new WebAssembly.Instance(new WebAssembly.Module(decodeBase64(reader))).exports;
  const start = INPUT + input.length;
  memory.grow(Math.ceil((start + size) / PAGE));
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(input, INPUT);
  read(start, start + size);
  return bytes.subarray(start, start + size);
}
