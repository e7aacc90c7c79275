// @ts-check
// What the host gives, looked up when it is needed.

/** @type {any} */
const host = globalThis;

/** Milliseconds by a clock that nobody sets, where there is one. */
export const clock = () => (host.performance ?? Date).now();

/** The global fetch: tests and polyfills replace it. */
export const globalFetch = () => (typeof host.fetch === "function" ? host.fetch : undefined);

/** Whether this is a page or a worker in a browser, where every visitor can read what the code holds. */
export function isBrowser() {
  const server = host.process?.versions?.node ?? host.Deno ?? host.Bun ?? host.WebSocketPair ?? host.EdgeRuntime;
  return server === undefined && (host.window?.document !== undefined || host.WorkerGlobalScope !== undefined);
}

/** Whether this is a page, or a worker of one, that was served over https. */
export const isHttpsPage = () =>
  isBrowser() && [host.origin, host.location?.protocol].some((from) => String(from).startsWith("https:"));

/** Whether the host knows that it has no network. */
export const isOffline = () => host.navigator?.onLine === false;

/** What was tried of which `Request`: making one takes longer than the rest of a call. @type {Map<unknown, boolean[]>} */
const tried = new Map();

/** Whether `fetch` of this host takes each of these options; some throw at what they do not know. */
export function acceptedOptions() {
  try {
    const { Request } = host;
    const known = tried.get(Request);
    if (known) return known;
    const accepted = [{ credentials: "omit" }, { cache: "no-store" }, { redirect: "error" }].map((options) => {
      try {
        return typeof Request !== "function" || Boolean(new Request("http://127.0.0.1/", options));
      } catch {
        return false;
      }
    });
    tried.set(Request, accepted);
    return accepted;
  } catch {
    return [];
  }
}

/**
 * Tells the caller about a response. What that throws, now or later, alarms nobody.
 * @param {(meta: unknown) => unknown} onResponse
 * @param {unknown} meta
 */
export async function tell(onResponse, meta) {
  try {
    await onResponse(meta);
  } catch {}
}
