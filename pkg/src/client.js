// @ts-check
// The public surface over the core. Arguments go to the core unread: it checks them.
import { run } from "./call.js";
import { internal, keepCore } from "./core.js";
import { nameClass, traced, ZvcmsError } from "./error.js";
import { quietly } from "./host.js";

/** @typedef {import("./core.js").Core} Core */

/** Where a client keeps the key to its inside: a function, so that Vue's proxies hand it on. */
const INSIDE = Symbol("inside");
/** The insides of all clients: nothing that looks through a client gets there. @type {WeakMap<object, { core: Core, handle: any }>} */
const insides = new WeakMap();

/** @param {import("./core.js").Source} source */
export function createPackage(source) {
  const { core, ready } = keepCore(source);

  class Client {
    /** @param {unknown} options */
    constructor(options) {
      const current = core();
      const handle = current.run((glue) => new glue.Handle(options), Client);
      const key = () => {};
      insides.set(key, { core: current, handle });
      Object.defineProperty(this, INSIDE, { value: key });
    }

    /** @param {unknown} [request] */
    sign(request) {
      const { core, handle } = insideOf(this);
      return core.run(() => handle.sign(request), Client.prototype.sign);
    }

    /** @param {unknown} params @param {unknown} [options] */
    identifyUser(params, options) {
      return run(
        Client.prototype.identifyUser,
        () => insideOf(this),
        (handle, call) => handle.identifyUser(params, options, call),
      );
    }

    /** @param {unknown} action @param {unknown} [params] @param {unknown} [options] */
    call(action, params, options) {
      return run(
        Client.prototype.call,
        () => insideOf(this),
        (handle, call) => handle.call(action, params, options, call),
      );
    }

    free() {
      const { core, handle } = insideOf(this, true);
      if (core.isSound) core.run(() => handle.wipe());
    }
  }
  nameClass(Client, "Client");
  if (typeof Symbol.dispose === "symbol") {
    Object.defineProperty(Client.prototype, Symbol.dispose, { value: Client.prototype.free, configurable: true });
  }

  /**
   * One call without keeping a client. It begins at once where the core can start at once: what was given may change while
   * one waits.
   * @param {unknown} options @param {unknown} params @param {unknown} [call]
   * @returns {Promise<unknown>}
   */
  function identifyUser(options, params, call) {
    try {
      const client = new Client(options);
      const user = client.identifyUser(params, call);
      client.free();
      return user;
    } catch (/** @type {any} */ error) {
      if (error.code !== "wasm_not_started") return Promise.reject(traced(error, identifyUser));
      return ready().then(() => identifyUser(options, params, call));
    }
  }

  /** A function of the core. None takes more than three arguments. @param {string} name */
  function exposed(name) {
    /** @type {(...given: unknown[]) => any} */
    const entry = (first, second, third) => core().run((glue) => glue[name](first, second, third), entry);
    return entry;
  }

  return {
    Client,
    sign: exposed("sign"),
    explain: exposed("explain"),
    signature: exposed("signature"),
    verify: exposed("verify"),
    detectScheme: exposed("detectScheme"),
    identifyUser,
    ready,
  };
}

/**
 * @param {any} client
 * @param {boolean} [isLostFine]
 */
function insideOf(client, isLostFine = false) {
  const inside = insides.get(/** @type {any} */ (quietly(() => client[INSIDE])));
  if (!inside) throw wrongThis();
  if (!inside.core.isSound && !isLostFine) {
    throw internal(
      "client_lost",
      "the client was lost when a defect of this package ended another call; make a new one",
    );
  }
  return inside;
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
