// @ts-check
// Packs the core for the entries that carry it: Base64 of plain bytes would compress badly on the way to a page.
import { brotliCompressSync, constants } from "node:zlib";
import binaryen from "binaryen";
import { CODE, sectionIn } from "./section.mjs";

/**
 * A module with what `unpack` of pkg/src/unpack.js takes.
 * @param {Uint8Array} bytes
 * @param {string} text of the module that unpacks
 */
export function pack(bytes, text) {
  const reader = assemble(text);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(/** @type {any} */ (reader)));
  const [from, to] = sectionIn(bytes, CODE);
  const packed = encode(bytes, /** @type {any} */ (exports), from, to);
  const numbers = `size: ${bytes.length}, from: ${from}, to: ${to}`;
  return `export default { core: "${base64(packed)}", reader: "${base64(reader)}", ${numbers} };\n`;
}

/**
 * The same for hosts that can unpack by themselves.
 * @param {Uint8Array} bytes
 */
export function packForNode(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 };
  return `export default "${base64(brotliCompressSync(bytes, { params }))}";\n`;
}

/**
 * @param {Uint8Array} bytes
 * @param {{ begin(from: number, to: number): void, predict(): number, learn(bit: number): void }} model
 * @param {number} from
 * @param {number} to
 */
function encode(bytes, model, from, to) {
  /** @type {number[]} */
  const out = [];
  let low = 0;
  let high = 0xffffffff;
  model.begin(from, to);
  for (const byte of bytes) {
    for (let place = 7; place >= 0; place--) {
      const bit = (byte >> place) & 1;
      const middle = low + Math.floor((high - low) / 4096) * model.predict();
      if (bit) high = middle;
      else low = middle + 1;
      model.learn(bit);
      while ((low ^ high) >>> 0 < 0x1000000) {
        out.push(high >>> 24);
        low = (low << 8) >>> 0;
        high = ((high << 8) | 255) >>> 0;
      }
    }
  }
  out.push(high >>> 24, (high >>> 16) & 255, (high >>> 8) & 255, high & 255);
  return Uint8Array.from(out);
}

/** @param {string} text */
function assemble(text) {
  const module = binaryen.parseText(text);
  if (!module.validate()) throw new Error("the module that unpacks is not valid");
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.optimize();
  return module.emitBinary();
}

/** @param {Uint8Array} bytes */
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
