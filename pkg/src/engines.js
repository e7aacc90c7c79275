// @ts-check
/** The short name under which the core imports its glue. */
const GLUE = "a";

/**
 * The core in this very file.
 * @param {() => Uint8Array<ArrayBuffer>} unpack
 * @param {() => any} [crypto] a random source for hosts without a global one
 * @returns {import("./runtime.js").Engine}
 */
export function inlineEngine(unpack, crypto) {
  return {
    start: (imports) => instantiate(new WebAssembly.Module(unpack()), imports),
    startAsync: async (imports) => {
      const { instance } = await WebAssembly.instantiate(unpack(), { [GLUE]: /** @type {any} */ (imports) });
      return instance.exports;
    },
    crypto,
  };
}

/**
 * The core as a module that the host has compiled ahead.
 * @param {WebAssembly.Module} module
 * @returns {import("./runtime.js").Engine}
 */
export function moduleEngine(module) {
  return {
    start: (imports) => instantiate(module, imports),
    startAsync: async (imports) => instantiate(module, imports),
  };
}

/**
 * The core translated to JavaScript.
 * @param {(imports: object) => WebAssembly.Exports} translated
 * @param {() => any} crypto
 * @returns {import("./runtime.js").Engine}
 */
export function translatedEngine(translated, crypto) {
  const start = (/** @type {object} */ imports) => translated({ [GLUE]: imports });
  return { start, startAsync: async (imports) => start(imports), crypto };
}

/**
 * @param {WebAssembly.Module} module
 * @param {any} imports
 */
function instantiate(module, imports) {
  return new WebAssembly.Instance(module, { [GLUE]: imports }).exports;
}
