// @ts-check
// A build for tests: the published core, linked so that one of the functions that it imports traps when it is armed. What
// traps is a function of WebAssembly whose body is `unreachable`, so to the core it is as if it had panicked there itself.
// Import it before the package.

/** `(module (func (export "trap") unreachable))` */
const TRAP = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00], // a type: no parameters, no results
  ...[0x03, 0x02, 0x01, 0x00], // a function of that type
  ...[0x07, 0x08, 0x01, 0x04, 0x74, 0x72, 0x61, 0x70, 0x00, 0x00], // exported as "trap"
  ...[0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b], // its body: unreachable, end
);
const trap = /** @type {() => never} */ (new WebAssembly.Instance(new WebAssembly.Module(TRAP)).exports.trap);

/** @type {string | undefined} */
let armed;
let instances = 0;

/** Makes the next call of the import with that name trap. @param {string} name */
export function arm(name) {
  armed = name;
}

/** How many cores were started. */
export const started = () => instances;

/** @param {string} name @param {(...given: unknown[]) => unknown} original */
const trapping =
  (name, original) =>
  (/** @type {unknown[]} */ ...given) => {
    if (armed === undefined || (name !== armed && !name.startsWith(`__wbg_${armed}_`))) return original(...given);
    armed = undefined;
    return trap();
  };

const { Instance } = WebAssembly;
Object.defineProperty(WebAssembly, "Instance", {
  value: class extends Instance {
    /** @param {WebAssembly.Module} module @param {Record<string, any>} imports */
    constructor(module, imports) {
      const linked = Object.entries(imports).map(([from, functions]) => [
        from,
        Object.fromEntries(
          Object.entries(functions).map(([name, it]) => [name, typeof it === "function" ? trapping(name, it) : it]),
        ),
      ]);
      super(module, Object.fromEntries(linked));
      instances++;
    }
  },
});
