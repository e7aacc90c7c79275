// @ts-check
// What sort of host this is, and what it gives. Everything is looked up when it is needed, because tests and polyfills
// replace it; what throws where it is looked at counts as absent.

/** @type {any} */
const host = globalThis;

/**
 * What a look at the host or at a value of the caller's gives; undefined where it throws.
 * @template T
 * @param {() => T} look
 * @returns {T | undefined}
 */
export function quietly(look) {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** The global fetch. */
export const globalFetch = () => quietly(() => (typeof host.fetch === "function" ? host.fetch : undefined));

const isEdge = () => quietly(() => host.WebSocketPair ?? host.EdgeRuntime) !== undefined;

const isServer = () => isEdge() || quietly(() => host.process?.versions?.node ?? host.Deno ?? host.Bun) !== undefined;

/** Whether this is a page or a worker in a browser, where every visitor can read what the code holds. */
export const isBrowser = () =>
  !isServer() && quietly(() => host.window?.document ?? host.WorkerGlobalScope) !== undefined;

/** Whether this is a page, or a worker of one, that was served over https. */
export const isHttpsPage = () =>
  isBrowser() &&
  [quietly(() => host.origin), quietly(() => host.location?.protocol)].some((from) =>
    String(from).startsWith("https:"),
  );

/** Whether the host knows that it has no network. */
export const isOffline = () => quietly(() => host.navigator?.onLine) === false;

/**
 * How `fetch` is to be called. A redirect is never followed. A page does not learn why "error" failed; a server does, and
 * Node copies each body for "manual". Cloudflare's workers refuse "error", and options that mean nothing there.
 */
export function requestOptions() {
  if (isEdge()) return { redirect: "manual" };
  return { credentials: "omit", cache: "no-store", redirect: isBrowser() ? "manual" : "error" };
}

/**
 * Reports a response to the caller. What that throws, now or later, alarms nobody.
 * @param {(meta: unknown) => unknown} onResponse
 * @param {unknown} meta
 */
export async function report(onResponse, meta) {
  try {
    await onResponse(meta);
  } catch {}
}

/**
 * The parts of an absolute address that a request needs, as the host writes them. Undefined for anything else.
 * @param {string} text
 */
export function addressOf(text) {
  return quietly(() => {
    const { href, protocol, host, pathname, username, password, hash } = new URL(text);
    const isAddress = /^https?:\/\/[^/\\]/i.test(text) && !/[\s#]/.test(text) && (username || password || hash) === "";
    return isAddress ? [href, host, pathname, protocol === "https:"] : undefined;
  });
}

/**
 * The bytes of a buffer or of a view of one, of whatever realm. Throws where there are none.
 * @param {any} value
 */
export function bytesOf(value) {
  // A DataView takes only a buffer; a Uint8Array would copy whatever has a length, be it four billion.
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(value)
    ? new DataView(value.buffer, value.byteOffset, value.byteLength)
    : new DataView(value);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
