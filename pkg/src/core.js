// @ts-check
// The compiled core: one sound instance of it, started by the first call and replaced after a trap.
import { createGlue } from "#glue";
import { traced, ZvcmsError } from "./error.js";
import { quietly } from "./host.js";
import { Decoder, Encoder } from "./utf8.js";

/** @typedef {import("./call.js").Call} Call */

/** @type {any} */
const global = globalThis;

/**
 * Where the compiled core comes from: its bytes, or a module that the host has compiled ahead.
 * @typedef {object} Source
 * @property {() => Uint8Array | WebAssembly.Module} core
 * @property {boolean} [isCompiled] whether it is a module
 * @property {() => any} [crypto] a random source for hosts without a global one
 */

/** A global; one that throws where it is looked at counts as absent. @param {string} name */
const globalOf = (name) => quietly(() => global[name]);

/** The glue asks of what class a module is, which says nothing across realms (Next's edge sandbox): any module will do. */
const anyRealm = { Module: { [Symbol.hasInstance]: () => true }, Instance: globalOf("WebAssembly")?.Instance };

/** An instance of the core, with its calls in flight. */
export class Core {
  /** @param {Source} source */
  constructor({ isCompiled = false, crypto = () => undefined }) {
    this.isSound = true;
    /** @type {Set<Call>} */
    this.calls = new Set();
    /** Wakes the calls in flight a little later: where the core has trapped, the stack may have no room for it. @type {(value?: unknown) => void} */
    this.wakeAll = () => {};
    new Promise((resolve) => {
      this.wakeAll = resolve;
    }).then(() => {
      for (const call of this.calls) call.wake();
    });
    this.glue = createGlue({
      TextEncoder: globalOf("TextEncoder") ?? Encoder,
      TextDecoder: globalOf("TextDecoder") ?? Decoder,
      WebAssembly: isCompiled ? anyRealm : globalOf("WebAssembly"),
      // No Request and no Response: a look at them would start Node's fetch, which needs memory of its own.
      // Looked up when it is needed: Node takes milliseconds to make its own.
      crypto: {
        getRandomValues: (/** @type {Uint8Array} */ bytes) => (globalOf("crypto") ?? crypto()).getRandomValues(bytes),
      },
    });
  }

  /**
   * Runs a synchronous piece of the core.
   * @template T
   * @param {(glue: any) => T} use
   * @param {Function} [entry] the function that the caller called, for the stack of an error
   */
  run(use, entry) {
    try {
      return use(this.glue);
    } catch (thrown) {
      throw traced(this.errorOf(thrown), entry ?? this.run);
    }
  }

  /** @param {Call} call */
  add(call) {
    // A host may drop a request with all that waits for it (workerd): nobody ends such a call. The oldest come first.
    for (const old of this.calls) {
      if (!old.isOverdue()) break;
      this.calls.delete(old);
    }
    this.calls.add(call);
  }

  /** @param {Call} call @param {any} task */
  remove(call, task) {
    this.calls.delete(call);
    if (this.isSound) task?.free();
  }

  /**
   * The core throws plain objects, which describe an error. Anything else came out of the middle of it: the instance may
   * not be sound any more, so all its calls end, and the next call gets another one.
   * @param {any} thrown
   */
  errorOf(thrown) {
    if (thrown instanceof ZvcmsError) return thrown;
    if (quietly(() => typeof thrown.kind === "string" && !(thrown instanceof Error))) return new ZvcmsError(thrown);
    this.isSound = false;
    this.wakeAll();
    return internal("trap", "a defect of this package ended the call; later calls start anew", engineError(thrown));
  }

  /** The error of a call that another one's trap ended. */
  lost() {
    return internal("trap", "a defect of this package ended another call, and this one with it");
  }
}

/**
 * Keeps one sound instance.
 * @param {Source} source
 */
export function keepCore(source) {
  /** @type {Core | undefined} */
  let current;
  /** @type {Promise<void> | undefined} */
  let starting;

  function startNow() {
    try {
      const core = new Core(source);
      core.glue.initSync({ module: source.core() });
      return core;
    } catch (thrown) {
      throw cannotStart(thrown);
    }
  }

  async function start() {
    try {
      const core = new Core(source);
      await core.glue.default({ module_or_path: source.core() });
      if (!current?.isSound) current = core;
    } catch (thrown) {
      throw cannotStart(thrown);
    } finally {
      starting = undefined;
    }
  }

  return {
    /** The sound instance. It is started here and now where the host allows that. */
    core() {
      if (!current?.isSound) current = startNow();
      return current;
    },

    /** Starts the instance if there is none, in whatever way the host allows. */
    async ready() {
      if (current?.isSound) return;
      if (source.isCompiled) {
        current = startNow();
        return;
      }
      starting ??= start();
      await starting;
    },
  };
}

/**
 * @param {string} code
 * @param {string} message
 * @param {{ name: string, message: string }} [cause]
 */
export function internal(code, message, cause) {
  return new ZvcmsError({ kind: "internal", code, message, retryable: false, attempts: 0, cause });
}

/** @param {any} thrown */
function cannotStart(thrown) {
  const { name, message } = thrown instanceof Error ? thrown : { name: "Error", message: String(thrown) };
  const [code, what] = whyNotStarted(message);
  return new ZvcmsError({
    kind: "environment",
    code,
    message: what,
    retryable: false,
    attempts: 0,
    cause: { name, message },
  });
}

/** @param {string} message of the engine */
function whyNotStarted(message) {
  if (!globalOf("WebAssembly")) return ["no_wasm", "this host has no WebAssembly"];
  if (Number.parseInt(quietly(() => global.process.versions.node) ?? "", 10) < 18)
    return ["host_too_old", "this Node is too old; Node 18.20 or newer is needed"];
  if (/memory/i.test(message))
    return [
      "too_little_memory",
      "WebAssembly got no memory: the address space of this process is too small; raise its limit (ulimit -v), or start Node with --disable-wasm-trap-handler",
    ];
  return [
    "wasm_not_started",
    "WebAssembly could not be started; await ready() before the first use where compiling synchronously is not allowed",
  ];
}

/**
 * What the engine says of a trap. Of other errors nobody knows what they hold.
 * @param {unknown} thrown
 */
function engineError(thrown) {
  return (
    quietly(() => {
      if (!(thrown instanceof global.WebAssembly.RuntimeError || thrown instanceof RangeError)) return undefined;
      const { name, message } = /** @type {Error} */ (thrown);
      return { name, message };
    }) ?? { name: "Error", message: "" }
  );
}
