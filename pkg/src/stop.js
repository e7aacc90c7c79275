// @ts-check
// What ends a call early: its one deadline, and the caller's signal.
import { ABORTED, DEADLINE } from "./ended.js";

/** @typedef {ReturnType<typeof watch>} Stop */

/**
 * Watches from the beginning of a call until `end`; then timer and listener are released. Throws where the host has no
 * timers.
 * @param {number} milliseconds
 * @param {any} signal
 */
export function watch(milliseconds, signal) {
  let ended = 0;
  /** Ends the step that is under way. */
  let wake = () => {};
  const controller = typeof AbortController === "function" ? new AbortController() : undefined;
  const abort = () => controller?.abort();
  const onAbort = () => stop(ABORTED);
  const timer = setTimeout(() => stop(DEADLINE), milliseconds);
  /** The caller's signal may be anyone's. */
  const attempt = (/** @type {() => unknown} */ use) => {
    try {
      return use();
    } catch {
      return undefined;
    }
  };

  /** @param {number} how */
  function stop(how) {
    if (ended !== 0) return;
    ended = how;
    wake();
    abort();
  }

  if (attempt(() => signal?.aborted)) stop(ABORTED);
  else attempt(() => signal?.addEventListener("abort", onAbort));

  return {
    /** How the waiting ended; 0 while it has not. */
    ended: () => ended,

    /** The reason that the caller's signal gives. */
    abortReason: () => attempt(() => signal?.reason),

    /** For `fetch`, where the host has such. */
    fetchSignal: () => controller?.signal,

    /** Tells `fetch` to let go of the connection. */
    abort,

    /**
     * What a step gives, unless the call has to end first.
     * @template T
     * @param {T | Promise<T>} step
     * @returns {Promise<T>}
     */
    or: (step) =>
      new Promise((resolve, reject) => {
        // A race with one promise for the whole call would keep every step in memory until the call ends.
        wake = reject;
        if (ended !== 0) reject();
        Promise.resolve(step).then(resolve, reject);
      }),

    end() {
      clearTimeout(timer);
      attempt(() => signal?.removeEventListener("abort", onAbort));
    },
  };
}
