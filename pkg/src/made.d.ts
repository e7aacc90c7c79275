// What the build makes, and what the host compiles.

declare module "#glue" {
  /** A fresh copy of wasm-bindgen's glue, which takes these facilities instead of the global ones. */
  export function createGlue(facilities: object): any;
}

declare module "#bytes" {
  /** Base64 of the core. */
  const bytes: string;
  export default bytes;
}

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
