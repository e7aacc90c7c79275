// @ts-check
import { create as createGlue } from "#glue";
import { run } from "./call.js";
import { ZvcmsError } from "./error.js";
import { createHost } from "./host.js";

/**
 * Where the compiled core comes from. `start` may throw where compiling synchronously is not allowed.
 * @typedef {object} Engine
 * @property {(imports: object) => WebAssembly.Exports} start
 * @property {(imports: object) => Promise<WebAssembly.Exports>} startAsync
 * @property {(() => any) | undefined} [crypto]
 */

/**
 * Keeps one sound instance of the core: started by the first call, replaced after a trap.
 * @param {Engine} engine
 */
export function createRuntime(engine) {
  /** @type {any} */
  let glue;
  /** @type {Promise<void> | undefined} */
  let starting;

  function fresh() {
    return createGlue(createHost(engine.crypto ?? (() => undefined)));
  }

  /**
   * @param {any} candidate
   * @param {any} exports
   */
  function adopt(candidate, exports) {
    candidate.__wbg_set_wasm(exports);
    glue = candidate;
  }

  function current() {
    if (glue === undefined) {
      const candidate = fresh();
      let exports;
      try {
        exports = engine.start(candidate);
      } catch (thrown) {
        throw cannotStart(thrown);
      }
      adopt(candidate, exports);
    }
    return glue;
  }

  async function startAsync() {
    const candidate = fresh();
    try {
      const exports = await engine.startAsync(candidate);
      if (glue === undefined) adopt(candidate, exports);
    } catch (thrown) {
      throw cannotStart(thrown);
    } finally {
      starting = undefined;
    }
  }

  /**
   * The core throws nothing. What is thrown came out of the middle of it, so that the instance may not be sound any
   * more: the next call gets another, and calls under way do not go on with this one.
   * @param {unknown} thrown
   * @returns {ZvcmsError}
   */
  function toError(thrown) {
    if (thrown instanceof ZvcmsError) return thrown;
    glue = undefined;
    const { name, message } = thrown instanceof Error ? thrown : { name: "Error", message: "" };
    return internal("trap", "a defect of this package ended the call; later calls start anew", { name, message });
  }

  return {
    current,

    /**
     * Runs a synchronous piece of the core.
     * @param {(glue: any) => unknown} use
     */
    run(use) {
      try {
        return read(use(current()));
      } catch (thrown) {
        throw toError(thrown);
      }
    },

    /**
     * Makes a call of the core, and waits for what comes of it.
     * @param {(glue: any) => unknown} use
     */
    async runCall(use) {
      try {
        const mine = current();
        const call = read(use(mine));
        const check = () => {
          if (mine !== glue)
            throw internal("trap", "a defect of this package ended another call, and this one with it");
        };
        const answer = await run(call, check);
        if (mine === glue) call.free();
        return read(answer);
      } catch (thrown) {
        throw toError(thrown);
      }
    },

    /** Starts the instance if there is none, synchronously where that is allowed. */
    async ready() {
      if (glue !== undefined) return;
      starting ??= startAsync();
      await starting;
    },

    /** @param {unknown} used whether this is the instance that the next call will use */
    isCurrent: (used) => used === glue,
  };
}

/**
 * What the core gives: the JSON of an answer, the JSON of an error behind an exclamation mark, or a handle.
 * @param {any} answer
 */
function read(answer) {
  if (typeof answer !== "string") return answer;
  if (answer.startsWith("!")) throw new ZvcmsError(JSON.parse(answer.slice(1)));
  return JSON.parse(answer);
}

/**
 * @param {string} code
 * @param {string} message
 * @param {{ name: string, message: string }} [cause]
 */
export function internal(code, message, cause) {
  return new ZvcmsError({ kind: "internal", code, message, retryable: false, attempts: 0, cause });
}

/** @param {unknown} thrown */
function cannotStart(thrown) {
  const missing = typeof WebAssembly === "undefined";
  const { name, message } = thrown instanceof Error ? thrown : { name: "Error", message: String(thrown) };
  return new ZvcmsError({
    kind: "environment",
    code: missing ? "no_wasm" : "wasm_not_started",
    message: missing
      ? "this host has no WebAssembly; use zvcms-openapi/compat"
      : "WebAssembly could not be started: await ready() before the first use where compiling synchronously is not " +
        "allowed, and use zvcms-openapi/compat where compiling is not allowed at all",
    retryable: false,
    attempts: 0,
    cause: { name, message },
  });
}
