// @ts-check
// Sees the memory of the core. Import it before the package.

/** @type {WebAssembly.Memory[]} */
export const memories = [];

Object.defineProperty(WebAssembly, "Instance", {
  value: class extends WebAssembly.Instance {
    /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} imports */
    constructor(module, imports) {
      super(module, imports);
      for (const it of Object.values(this.exports)) if (it instanceof WebAssembly.Memory) memories.push(it);
    }
  },
});

/** How many pages of 64 KiB all instances have together. */
export const memoryPages = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength / 65_536, 0);

/** How many instances were started. */
export const instances = () => memories.length;
