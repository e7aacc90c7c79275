// @ts-check
// One call: the core says what to send and reads what comes back; the waiting in between is done here.
import { NO_RESPONSE, NO_TIMERS, READ, REDIRECT, THROWN, TOO_LARGE } from "./ended.js";
import { readBody, statusOf } from "./response.js";
import { watch } from "./stop.js";

/** The largest body that the core reads (src/tape/lib.rs): 16 MiB. */
const MAX_BODY = 16 << 20;

/**
 * @param {any} call
 * @param {() => void} check throws where the instance of the core that the call belongs to is lost
 * @returns {Promise<string>} what the core gives
 */
export async function run(call, check) {
  const started = clock();
  let status = 0;
  /** @type {ReturnType<typeof watch> | undefined} */
  let stop;

  /** @returns {Promise<[ended: number, value?: unknown] | string>} */
  async function wait() {
    try {
      stop = watch(call.timeoutMs(), call.signal());
    } catch {
      return [NO_TIMERS];
    }
    if (stop.ended() !== 0) return [stop.ended(), stop.abortReason()];
    let sent = call.send(stop.fetchSignal(), 1);
    if (typeof sent === "string") return sent;
    try {
      let response;
      try {
        response = await stop.or(sent);
      } catch (thrown) {
        if (stop.ended() !== 0 || !refusesSignal(thrown)) throw thrown;
        sent = call.send(undefined, 0);
        if (typeof sent === "string") return sent;
        response = await stop.or(sent);
      }
      const found = statusOf(response);
      if (found <= 0) {
        stop.abort();
        return [found === 0 ? NO_RESPONSE : REDIRECT];
      }
      status = found;
      const body = await readBody(response, MAX_BODY, stop);
      return body === null ? [TOO_LARGE] : [READ, body];
    } catch (thrown) {
      return stop.ended() === 0 ? [THROWN, thrown] : [stop.ended(), stop.abortReason()];
    }
  }

  try {
    const ended = await wait();
    if (typeof ended === "string") return ended;
    check();
    return call.end(ended[0], status, ended[1], clock() - started);
  } finally {
    stop?.end();
  }
}

/**
 * Whether `fetch` sent nothing, because it takes the signal for none: that of Jest's jsdom, where `fetch` is Node's.
 * @param {any} thrown
 */
const refusesSignal = (thrown) => /AbortSignal/.test(thrown?.message);

/** Milliseconds by a clock that nobody sets, where there is one. */
const clock = () => (globalThis.performance ?? Date).now();
