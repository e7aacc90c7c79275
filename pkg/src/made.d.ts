// What the build makes, and what the host compiles.

declare module "#glue" {
  /** A fresh copy of wasm-bindgen's glue, which takes these facilities instead of the global ones. */
  export function createGlue(facilities: object): any;
}

/** Makes a function of the core safe to hand to the host: the loader's, where the glue is made by `createGlue`. */
declare const guarded: ((run: () => void) => () => void) | undefined;

/** What takes a core's listeners from the caller's signals: the loader's, too. */
declare const signalRemovals: Set<() => void> | undefined;

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
