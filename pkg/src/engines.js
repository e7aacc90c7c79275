// @ts-check
import { decodeBase64 } from "./base64.js";

/** The name under which wasm-bindgen imports its glue. */
const GLUE = "./zvcms_openapi_bg.js";

/**
 * The core as Base64 in this very file.
 * @param {string} base64
 * @param {() => any} [crypto]
 * @returns {import("./runtime.js").Engine}
 */
export function inlineEngine(base64, crypto) {
  return {
    start: (imports) => instantiate(new WebAssembly.Module(decodeBase64(base64)), imports),
    startAsync: async (imports) => {
      const { instance } = await WebAssembly.instantiate(decodeBase64(base64), { [GLUE]: imports });
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
