// @ts-check
import { nameClass, ZvcmsError } from "./error.js";
import { createRuntime, internal } from "./runtime.js";

export { ZvcmsError };

/**
 * The public surface over one engine. Arguments go to the core as they are: it checks them.
 * @param {import("./runtime.js").Engine} engine
 */
export function createSurface(engine) {
  const runtime = createRuntime(engine);

  /**
   * What each client holds, which cannot be seen on the client itself.
   * @type {WeakMap<object, { glue: any, handle: any, busy: number, isFreed: boolean }>}
   */
  const insides = new WeakMap();

  /**
   * Lends the handle of a client for a synchronous step. The step runs code of the caller's (getters, `now`), which may
   * even free the client: that waits until the step is over.
   * @param {Client} client
   * @param {(handle: any) => unknown} step
   * @returns {(glue: any) => unknown}
   */
  function lend(client, step) {
    const inside = insides.get(client);
    if (!inside) throw wrongThis();
    return (glue) => {
      if (inside.isFreed) return glue.freed();
      if (inside.glue !== glue) throw internal("client_lost", "the client was lost in a trap; make a new one");
      inside.busy++;
      try {
        return step(inside.handle);
      } finally {
        inside.busy--;
        if (inside.isFreed) client.free();
      }
    };
  }

  class Client {
    /** @param {unknown} options */
    constructor(options) {
      const handle = runtime.run((glue) => glue.open(options));
      insides.set(this, { glue: runtime.current(), handle, busy: 0, isFreed: false });
    }

    /** @param {unknown} [request] */
    sign(request) {
      return runtime.run(lend(this, (handle) => handle.sign(request)));
    }

    /**
     * @param {unknown} params
     * @param {unknown} [options]
     */
    async identifyUser(params, options) {
      return runtime.runCall(lend(this, (handle) => handle.identifyUser(params, options)));
    }

    /**
     * @param {unknown} action
     * @param {unknown} [params]
     * @param {unknown} [options]
     */
    async call(action, params, options) {
      return runtime.runCall(lend(this, (handle) => handle.call(action, params, options)));
    }

    free() {
      const inside = insides.get(this);
      if (!inside) throw wrongThis();
      inside.isFreed = true;
      if (inside.busy > 0) return;
      if (runtime.isCurrent(inside.glue)) inside.handle?.free();
      inside.handle = undefined;
    }
  }
  nameClass(Client, "Client");
  if (typeof Symbol.dispose === "symbol") {
    Object.defineProperty(Client.prototype, Symbol.dispose, { value: Client.prototype.free, configurable: true });
  }

  /** @param {string} name of a function of the core */
  const handOn =
    (name) =>
    /** @param {unknown[]} given */
    (...given) =>
      runtime.run((glue) => glue[name](...given));

  return {
    Client,
    sign: handOn("sign"),
    explain: handOn("explain"),
    signature: handOn("signature"),
    verify: handOn("verify"),
    detectScheme: handOn("detectScheme"),

    /**
     * @param {unknown} options
     * @param {unknown} params
     * @param {unknown} [call]
     */
    async identifyUser(options, params, call) {
      let client;
      try {
        // At once where the core can start at once: what was given may change while one waits.
        client = new Client(options);
      } catch (error) {
        if (/** @type {any} */ (error).code !== "wasm_not_started") throw error;
        await runtime.ready();
        client = new Client(options);
      }
      try {
        return await client.identifyUser(params, call);
      } finally {
        client.free();
      }
    },

    ready: runtime.ready,
  };
}

/** A method of a client that was called without it, as `const { sign } = client` does. */
function wrongThis() {
  const message = "must be a Client";
  return new ZvcmsError({
    kind: "invalid_argument",
    code: "invalid_argument",
    message: `invalid argument: this ${message}`,
    retryable: false,
    attempts: 0,
    issues: [{ path: "this", code: "wrong_type", message }],
  });
}
