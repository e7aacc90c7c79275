// @ts-check
import { createRuntime } from "./runtime.js";

export { ZvcmsError } from "./error.js";

/**
 * The public surface over one engine. Arguments go to the core as they are: it checks them.
 * @param {import("./runtime.js").Engine} engine
 */
export function createSurface(engine) {
  const runtime = createRuntime(engine);

  class Client {
    #glue;
    #handle;
    #busy = 0;
    #freed = false;

    /** @param {unknown} options */
    constructor(options) {
      this.#handle = runtime.run((glue) => glue.open(options));
      this.#glue = runtime.current();
    }

    /** @param {unknown} [request] */
    sign(request) {
      return runtime.run((glue) => this.#with(glue, (handle) => handle.sign(request)));
    }

    /**
     * @param {unknown} params
     * @param {unknown} [options]
     */
    identifyUser(params, options) {
      return runtime.runAsync((glue) => this.#with(glue, (handle) => handle.identifyUser(params, options)));
    }

    /**
     * @param {unknown} action
     * @param {unknown} [params]
     * @param {unknown} [options]
     */
    call(action, params, options) {
      return runtime.runAsync((glue) => this.#with(glue, (handle) => handle.call(action, params, options)));
    }

    free() {
      this.#freed = true;
      if (this.#busy === 0 && runtime.isCurrent(this.#glue)) this.#handle?.free();
      if (this.#busy === 0) this.#handle = undefined;
    }

    /**
     * Lends the handle for a synchronous step. The step runs code of the caller's (getters, `now`), which may even
     * free the client: that waits until the step is over.
     * @template T
     * @param {any} glue
     * @param {(handle: any) => T} step
     */
    #with(glue, step) {
      if (this.#freed) return glue.freed();
      if (this.#glue !== glue) throw runtime.internal("client_lost", "the client was lost in a trap; make a new one");
      this.#busy++;
      try {
        return step(this.#handle);
      } finally {
        this.#busy--;
        if (this.#freed) this.free();
      }
    }
  }
  if (typeof Symbol.dispose === "symbol") {
    Object.defineProperty(Client.prototype, Symbol.dispose, { value: Client.prototype.free, configurable: true });
  }

  return {
    Client,

    /**
     * @param {unknown} credentials
     * @param {unknown} [request]
     * @param {unknown} [options]
     */
    sign(credentials, request, options) {
      return runtime.run((glue) => glue.sign(credentials, request, options));
    },

    /**
     * @param {unknown} credentials
     * @param {unknown} request
     * @param {unknown} [options]
     */
    explain(credentials, request, options) {
      return runtime.run((glue) => glue.explain(credentials, request, options));
    },

    /**
     * @param {unknown} openKey
     * @param {unknown} stringToSign
     */
    signature(openKey, stringToSign) {
      return runtime.run((glue) => glue.signature(openKey, stringToSign));
    },

    /**
     * @param {unknown} openKey
     * @param {unknown} request
     * @param {unknown} [options]
     */
    verify(openKey, request, options) {
      return runtime.run((glue) => glue.verify(openKey, request, options));
    },

    /**
     * @param {unknown} openKey
     * @param {unknown} request
     * @param {unknown} [options]
     */
    detectScheme(openKey, request, options) {
      return runtime.run((glue) => glue.detectScheme(openKey, request, options));
    },

    /**
     * @param {unknown} options
     * @param {unknown} params
     * @param {unknown} [call]
     */
    async identifyUser(options, params, call) {
      await runtime.ready();
      const client = new Client(options);
      try {
        return await client.identifyUser(params, call);
      } finally {
        client.free();
      }
    },

    ready: runtime.ready,
  };
}
