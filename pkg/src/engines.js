// @ts-check
import { decodeBase64 } from "./base64.js";

/**
 * The core as Base64 of its deflated bytes: Base64 of the plain ones compresses badly on the way.
 * @typedef {object} Packed
 * @property {string} base64
 * @property {number} size of the plain bytes
 */

/**
 * What an engine takes from its host.
 * @typedef {object} Facilities
 * @property {(deflated: Uint8Array, size: number) => Uint8Array} inflate
 * @property {() => any} [crypto]
 */

/** The name under which wasm-bindgen imports its glue. */
const GLUE = "./zvcms_openapi_bg.js";

/**
 * The core in this very file.
 * @param {Packed} packed
 * @param {Facilities} facilities
 * @returns {import("./runtime.js").Engine}
 */
export function inlineEngine({ base64, size }, { inflate, crypto }) {
  const bytes = () => /** @type {Uint8Array<ArrayBuffer>} */ (inflate(decodeBase64(base64), size));
  return {
    start: (imports) => instantiate(new WebAssembly.Module(bytes()), imports),
    startAsync: async (imports) => {
      const { instance } = await WebAssembly.instantiate(bytes(), { [GLUE]: /** @type {any} */ (imports) });
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
 * @returns {import("./runtime.js").Engine}
 */
export function translatedEngine(translated) {
  const start = (/** @type {object} */ imports) => translated({ [GLUE]: imports });
  return { start, startAsync: async (imports) => start(imports) };
}

/**
 * @param {WebAssembly.Module} module
 * @param {any} imports
 */
function instantiate(module, imports) {
  return new WebAssembly.Instance(module, { [GLUE]: imports }).exports;
}
