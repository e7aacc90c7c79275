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
let entries = 0;

/** A right answer, and the params that it is for. */
export const TEXT = '{"status":true,"code":0,"data":{"user_info":{"id":7}}}';
export const PARAMS = { type: /** @type {const} */ (4), user_id: 7 };

/** How a call ended. @param {Promise<unknown>} call */
export const outcome = (call) =>
  call.then(
    () => "done",
    ({ kind, code }) => `${kind} ${code}`,
  );

/** Makes the next call of the import with that name trap, or of any where the name is "*". @param {string} name */
export function arm(name) {
  armed = name;
}

/** How many cores were started. */
export const started = () => instances;

/** How often a core that had trapped was entered again. */
export const entriesOfDead = () => entries;

/** @param {string} name as wasm-bindgen spells it @param {string} wanted */
const isNamed = (name, wanted) => wanted === "*" || name === wanted || name.startsWith(`__wbg_${wanted}_`);

/** @typedef {(...given: any[]) => unknown} Callable */

/** @param {string} name @param {Callable} original @param {() => void} die @returns {Callable} */
const trapping =
  (name, original, die) =>
  (/** @type {any[]} */ ...given) => {
    if (armed === undefined || !isNamed(name, armed)) return original(...given);
    armed = undefined;
    die();
    return trap();
  };

/** The same names, each function made another one. @param {Record<string, any>} all @param {(name: string, it: Callable) => Callable} change */
const mapped = (all, change) =>
  Object.fromEntries(Object.entries(all).map(([name, it]) => [name, typeof it === "function" ? change(name, it) : it]));

const { Instance } = WebAssembly;
Object.defineProperty(WebAssembly, "Instance", {
  value: class extends Instance {
    /** @param {WebAssembly.Module} module @param {Record<string, any>} imports */
    constructor(module, imports) {
      let isDead = false;
      const die = () => {
        isDead = true;
      };
      const linked = Object.entries(imports).map(([from, functions]) => [
        from,
        mapped(functions, (name, original) => trapping(name, original, die)),
      ]);
      super(module, Object.fromEntries(linked));
      /** @param {string} _ @param {Callable} original @returns {Callable} */
      const counted =
        (_, original) =>
        (/** @type {any[]} */ ...given) => {
          if (isDead) entries++;
          return original(...given);
        };
      Object.defineProperty(this, "exports", { value: mapped(this.exports, counted) });
      instances++;
    }
  },
});
