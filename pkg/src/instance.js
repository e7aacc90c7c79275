// @ts-check
import { createGlue } from "#glue";
import { ZvcmsError } from "./error.js";
import { Decoder, Encoder } from "./utf8.js";

/** @type {any} */
const global = globalThis;

/**
 * Where the compiled core comes from: its bytes, or a module that the host has compiled ahead.
 * @typedef {object} Source
 * @property {() => Uint8Array | WebAssembly.Module} core
 * @property {boolean} [isCompiled] whether it is a module
 * @property {() => any} [crypto] a random source for hosts without a global one
 */

/** The glue asks of what class a module is, which tells nothing across realms (Next's edge sandbox): any module will do. */
const anyRealm = { Module: { [Symbol.hasInstance]: () => true }, Instance: global.WebAssembly?.Instance };

/** One instance of the core, with what it has under way. */
export class Instance {
  /** @param {Source} source */
  constructor({ isCompiled = false, crypto = () => undefined }) {
    this.isSound = true;
    /** How to end each call that is under way. @type {Set<(error: ZvcmsError) => void>} */
    this.pending = new Set();
    /** Ends them a little later: where the core has trapped, the stack may have no room for it. @type {(value?: unknown) => void} */
    this.end = () => {};
    new Promise((resolve) => {
      this.end = resolve;
    }).then(() => this.endAll());
    /** @type {Set<unknown>} */
    this.timers = new Set();
    /** What takes its listeners from the caller's signals. @type {Set<() => void>} */
    this.signalRemovals = new Set();
    this.glue = createGlue({
      TextEncoder: global.TextEncoder ?? Encoder,
      TextDecoder: global.TextDecoder ?? Decoder,
      WebAssembly: isCompiled ? anyRealm : global.WebAssembly,
      signalRemovals: this.signalRemovals,
      guarded: (/** @type {() => void} */ run) => this.guarded(run),
      // Looked up when it is needed: Node takes milliseconds to make its own.
      crypto: {
        getRandomValues: (/** @type {Uint8Array} */ bytes) => (global.crypto ?? crypto()).getRandomValues(bytes),
      },
      queueMicrotask: (/** @type {() => void} */ run) => queueMicrotask(this.guarded(run)),
      setTimeout: (/** @type {() => void} */ run, /** @type {number} */ milliseconds) => {
        const timer = global.setTimeout(this.guarded(run), milliseconds);
        this.timers.add(timer);
        return timer;
      },
      clearTimeout: (/** @type {unknown} */ timer) => {
        this.timers.delete(timer);
        global.clearTimeout(timer);
      },
    });
  }

  /**
   * Lets the host run a piece of the core.
   * @param {() => void} run
   */
  guarded(run) {
    return () => {
      if (!this.isSound) return;
      try {
        run();
      } catch (thrown) {
        this.failed(thrown);
      }
    };
  }

  /**
   * Runs a synchronous piece of the core.
   * @template T
   * @param {(glue: any) => T} use
   */
  run(use) {
    try {
      return use(this.glue);
    } catch (thrown) {
      throw this.failed(thrown);
    }
  }

  /**
   * Waits for what a call gives; it ends with the instance.
   * @param {(glue: any) => Promise<unknown>} use
   */
  wait(use) {
    const call = this.run(use);
    return new Promise((resolve, reject) => {
      this.pending.add(reject);
      const settle = (/** @type {() => void} */ how) => {
        if (this.pending.delete(reject)) how();
      };
      call.then(
        (result) => settle(() => resolve(result)),
        (thrown) => settle(() => reject(this.failed(thrown))),
      );
    });
  }

  /**
   * The core throws plain objects, which tell of an error. Anything else came out of the middle of it: the instance may
   * not be sound any more, so all its calls end, and the next call gets another one.
   * @param {any} thrown
   */
  failed(thrown) {
    try {
      if (thrown instanceof ZvcmsError) return thrown;
      if (typeof thrown?.kind === "string" && !(thrown instanceof Error)) return new ZvcmsError(thrown);
    } catch {
      // What throws where it is looked at is not the core's.
    }
    this.isSound = false;
    this.end();
    return internal("trap", "a defect of this package ended the call; later calls start anew", engineError(thrown));
  }

  endAll() {
    for (const timer of this.timers) global.clearTimeout(timer);
    for (const remove of this.signalRemovals) remove();
    for (const reject of this.pending) {
      reject(internal("trap", "a defect of this package ended another call, and this one with it"));
    }
    this.pending.clear();
  }
}

/**
 * @param {string} code
 * @param {string} message
 * @param {{ name: string, message: string }} [cause]
 */
export function internal(code, message, cause) {
  return new ZvcmsError({ kind: "internal", code, message, retryable: false, attempts: 0, cause });
}

/**
 * What the engine says of a trap. Of other errors nobody knows what they hold.
 * @param {unknown} thrown
 */
function engineError(thrown) {
  try {
    if (thrown instanceof global.WebAssembly.RuntimeError || thrown instanceof RangeError) {
      const { name, message } = /** @type {Error} */ (thrown);
      return { name, message };
    }
  } catch {}
  return { name: "Error", message: "" };
}
