// @ts-check
// What the host gives: clocks, fetch, and what sort of host it is. All of it is looked up when it is needed.

/** @type {any} */
const host = globalThis;

/**
 * Milliseconds since 1970 by the wall clock, or by `now`; NaN where that gives no number, infinite where it throws.
 * @param {(() => unknown) | undefined} now
 */
export function wallClock(now) {
  if (!now) return Date.now();
  try {
    const milliseconds = now();
    return typeof milliseconds === "number" ? milliseconds : Number.NaN;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** The global fetch: tests and polyfills replace it. */
export const globalFetch = () => (typeof host.fetch === "function" ? host.fetch : undefined);

/** Whether this is a page or a worker in a browser, where every visitor can read what the code holds. */
export function isBrowser() {
  const isPage = host.window?.document !== undefined || host.WorkerGlobalScope !== undefined;
  const isServer = host.process?.versions?.node ?? host.Deno ?? host.Bun ?? host.WebSocketPair ?? host.EdgeRuntime;
  return isPage && isServer === undefined;
}

/** Whether this is a page, or a worker of one, that was served over https. */
export const isHttpsPage = () =>
  isBrowser() && [host.origin, host.location?.protocol].some((from) => String(from).startsWith("https:"));

/** Whether the host knows that it has no network. */
export const isOffline = () => host.navigator?.onLine === false;

/** What was tried of which `Request`: making one takes longer than the rest of a call. @type {Map<string, unknown>} */
const accepted = new Map();

/**
 * Whether `fetch` of this host takes this option; some throw at what they do not know.
 * @param {string} name
 * @param {string} value
 */
export function accepts(name, value) {
  const option = `${name}=${value}`;
  try {
    const { Request } = host;
    if (typeof Request !== "function" || accepted.get(option) === Request) return true;
    new Request("http://127.0.0.1/", { [name]: value });
    accepted.set(option, Request);
    return true;
  } catch {
    return false;
  }
}

/**
 * Tells the caller about a response. What that throws, now or later, alarms nobody.
 * @param {(meta: unknown) => unknown} onResponse
 * @param {string} meta
 */
export async function tell(onResponse, meta) {
  try {
    await onResponse(JSON.parse(meta));
  } catch {}
}
