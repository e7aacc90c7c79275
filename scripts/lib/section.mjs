// @ts-check

/** The numbers of WebAssembly's sections. */
export const CODE = 10;
export const DATA = 11;

/**
 * Where a section of a module begins and ends, without its header.
 * @param {Uint8Array} wasm
 * @param {number} wanted
 * @returns {[from: number, to: number]}
 */
export function sectionIn(wasm, wanted) {
  let at = 8;
  const integer = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < wasm.length) {
    const section = wasm[at++];
    const size = integer();
    if (section === wanted) return [at, at + size];
    at += size;
  }
  throw new Error(`the module has no section ${wanted}`);
}
