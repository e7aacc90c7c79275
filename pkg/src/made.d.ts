// What the build makes, and what the host compiles.

declare module "#glue" {
  /** A fresh copy of wasm-bindgen's glue, which takes these facilities instead of the global ones. */
  export function create(facilities: object): any;
}

declare module "#packed" {
  const packed: import("./unpack.js").Packed;
  export default packed;
}

declare module "#packed-for-node" {
  /** Base64 of the core in Brotli. */
  const packed: string;
  export default packed;
}

declare module "#translated" {
  /** An instance of the core in JavaScript. */
  export function translated(imports: object): WebAssembly.Exports;
}

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
