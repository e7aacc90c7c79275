// @ts-check
import packed from "#packed";
import { decodeBase64 } from "./base64.js";

/** Where the unpacking module expects what is packed. */
const INPUT = 8978432;
const PAGE = 65536;

/**
 * The core as Base64 of its packed bytes, and the small module that unpacks them (see unpack.wat).
 * @typedef {object} Packed
 * @property {string} core
 * @property {string} reader
 * @property {number} size of the plain bytes
 * @property {number} from where the section of code begins in them
 * @property {number} to where it ends
 */

/** @returns {Uint8Array<ArrayBuffer>} */
export function unpack() {
  const { core, reader, size, from, to } = packed;
  const input = decodeBase64(core);
  /** @type {any} */
  const { memory, begin, unpack: run } = new WebAssembly.Instance(new WebAssembly.Module(decodeBase64(reader))).exports;
  const start = INPUT + input.length;
  memory.grow(Math.ceil((input.length + size) / PAGE));
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(input, INPUT);
  begin(from, to);
  run(start, start + size);
  return bytes.slice(start, start + size);
}
