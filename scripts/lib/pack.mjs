// @ts-check
// Packs the core for the entries that carry it: Base64 of plain bytes would compress badly on the way to a page.
import { compress } from "@blu3r4y/lzma";
import binaryen from "binaryen";

/** LZMA's header: lc=3, lp=0, pb=2 in one byte, four bytes of a window's size and eight of the size to come. */
const PROPERTIES = 93;
const HEADER = 13;

/**
 * A module with what `unpack` of pkg/src/unpack.js takes.
 * @param {Uint8Array} bytes
 * @param {string} reader the text of the module that reads LZMA
 */
export function pack(bytes, reader) {
  const packed = Uint8Array.from(compress(bytes, 9));
  if (packed[0] !== PROPERTIES) throw new Error("LZMA is written with other properties now");
  const texts = { packed: packed.subarray(HEADER), reader: assemble(reader) };
  const members = Object.entries(texts).map(([name, part]) => `${name}: "${Buffer.from(part).toString("base64")}"`);
  return `export default { ${members.join(", ")}, size: ${bytes.length} };\n`;
}

/** @param {string} text */
function assemble(text) {
  const module = binaryen.parseText(text);
  if (!module.validate()) throw new Error("the reader of LZMA is not valid");
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.optimize();
  return module.emitBinary();
}
