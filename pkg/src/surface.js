// @ts-check
import { nameClass, ZvcmsError } from "./error.js";
import { internal } from "./instance.js";
import { createRuntime } from "./runtime.js";

/** @typedef {import("./instance.js").Instance} Instance */

/** Where a client keeps the key to its inside: a function, so that Vue's proxies hand it on. */
const INSIDE = Symbol("inside");
/** The insides of all clients: nothing that looks through a client gets there. @type {WeakMap<object, { instance: Instance, handle: any }>} */
const insides = new WeakMap();

/**
 * The public surface over one core. Arguments go to the core as they are: it checks them.
 * @param {import("./instance.js").Source} source
 */
export function createSurface(source) {
  const runtime = createRuntime(source);

  class Client {
    /** @param {unknown} options */
    constructor(options) {
      const instance = runtime.instance();
      const handle = instance.run((core) => new core.Handle(options));
      const key = () => {};
      insides.set(key, { instance, handle });
      Object.defineProperty(this, INSIDE, { value: key });
    }

    /** @param {unknown} [request] */
    sign(request) {
      const { instance, handle } = insideOf(this);
      return instance.run(() => handle.sign(request));
    }

    /** @param {unknown} params @param {unknown} [options] */
    async identifyUser(params, options) {
      const { instance, handle } = insideOf(this);
      return instance.wait(() => handle.identifyUser(params, options));
    }

    /** @param {unknown} action @param {unknown} [params] @param {unknown} [options] */
    async call(action, params, options) {
      const { instance, handle } = insideOf(this);
      return instance.wait(() => handle.call(action, params, options));
    }

    free() {
      const { instance, handle } = insideOf(this, true);
      if (instance.isSound) instance.run(() => handle.wipe());
    }
  }
  nameClass(Client, "Client");
  if (typeof Symbol.dispose === "symbol") {
    Object.defineProperty(Client.prototype, Symbol.dispose, { value: Client.prototype.free, configurable: true });
  }

  /** A function of the core. None takes more than three arguments. @param {string} name @returns {(...given: unknown[]) => any} */
  const handedOn = (name) => (first, second, third) =>
    runtime.instance().run((core) => core[name](first, second, third));

  return {
    Client,
    sign: handedOn("sign"),
    explain: handedOn("explain"),
    signature: handedOn("signature"),
    verify: handedOn("verify"),
    detectScheme: handedOn("detectScheme"),

    /** @param {unknown} options @param {unknown} params @param {unknown} [call] */
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

/**
 * @param {any} client
 * @param {boolean} [isLostFine]
 * @returns {{ instance: Instance, handle: any }}
 */
function insideOf(client, isLostFine = false) {
  const inside = insides.get(keyOf(client));
  if (!inside) throw wrongThis();
  if (!inside.instance.isSound && !isLostFine) {
    throw internal(
      "client_lost",
      "the client was lost when a defect of this package ended another call; make a new one",
    );
  }
  return inside;
}

/** @param {any} client */
function keyOf(client) {
  try {
    return client[INSIDE];
  } catch {
    return undefined;
  }
}

/** A method of a client that was called without it, as `const { sign } = client` does. */
function wrongThis() {
  const message = "must be a Client: call the method as client.sign(), not detached from its client";
  return new ZvcmsError({
    kind: "invalid_argument",
    code: "invalid_argument",
    message: `invalid argument: this ${message}`,
    retryable: false,
    attempts: 0,
    issues: [{ path: "this", code: "wrong_type", message }],
  });
}
