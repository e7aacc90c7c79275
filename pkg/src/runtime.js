// @ts-check
import { ZvcmsError } from "./error.js";
import { Instance } from "./instance.js";

/**
 * Keeps one sound instance of the core: started by the first call, replaced after a trap.
 * @param {import("./instance.js").Source} source
 */
export function createRuntime(source) {
  /** @type {Instance | undefined} */
  let current;
  /** @type {Promise<void> | undefined} */
  let starting;

  function startNow() {
    try {
      const instance = new Instance(source);
      instance.glue.initSync({ module: source.core() });
      return instance;
    } catch (thrown) {
      throw cannotStart(thrown);
    }
  }

  async function start() {
    try {
      const instance = new Instance(source);
      await instance.glue.default({ module_or_path: source.core() });
      if (!current?.isSound) current = instance;
    } catch (thrown) {
      throw cannotStart(thrown);
    } finally {
      starting = undefined;
    }
  }

  return {
    /** The sound instance. It is started here and now where the host allows that. */
    instance() {
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

/** @param {unknown} thrown */
function cannotStart(thrown) {
  const isMissing = typeof WebAssembly === "undefined";
  const { name, message } = thrown instanceof Error ? thrown : { name: "Error", message: String(thrown) };
  return new ZvcmsError({
    kind: "environment",
    code: isMissing ? "no_wasm" : "wasm_not_started",
    message: isMissing
      ? "this host has no WebAssembly"
      : "WebAssembly could not be started; await ready() before the first use where compiling synchronously is not allowed",
    retryable: false,
    attempts: 0,
    cause: { name, message },
  });
}
