// @ts-check
// One POST and its answer, within the deadline. What the host and the signal do wrong ends here.
import { aborted, badStatus, isGood, noFetch, noResponse, timedOut } from "./failures.js";
import { MAX_TIMEOUT_MS } from "./options.js";

/** @typedef {import("./options.js").Settings} Settings */
/** @typedef {import("./failures.js").Failure} Failure */
/** @typedef {import("./failures.js").Cause} Cause */
/** @typedef {{ status: number, text: string }} Answer */
/** How far an exchange is: what it means that it goes no further, what is known by then, and how to give it up. @typedef {{ late: Failure, known: object, giveUp: () => void }} Progress */

/** A plain http address that is not this machine's own. */
const PLAIN = /^http:(?!\/\/(localhost|127(\.\d+){3}|\[::1])(:|\/|$))/i;
const JSON_TYPE = { "Content-Type": "application/json" };

/**
 * The answer, or why there is none.
 * @param {string} body
 * @param {Settings} settings
 * @param {(thrown: unknown) => Cause} causeOf
 * @returns {Promise<Answer | Failure>}
 */
export async function exchange(body, settings, causeOf) {
  const { url, signal, timeoutMs, request } = settings;
  const stopped = (/** @type {number} */ attempts) => aborted(attempts, causeOf(quietly(() => signal.reason)));
  if (signal && quietly(() => signal.aborted)) return stopped(0);
  /** @type {Progress} */
  const progress = { late: timedOut("headers", timeoutMs), known: {}, giveUp() {} };
  let onAbort = () => {};
  /** @type {any} */
  let timer;
  /** @type {Promise<Failure>} */
  const ended = new Promise((resolve) => {
    onAbort = () => resolve(stopped(1));
    quietly(() => signal.addEventListener("abort", onAbort));
    timer = setTimeout(() => resolve(progress.late), timeoutMs);
  });
  const sent = (request ? byRequest : byFetch)(body, settings, progress);
  const broken = (/** @type {unknown} */ thrown) =>
    progress.late.kind === "http" ? progress.late : noResponse(reasonFor(url), causeOf(thrown));
  const outcome = await Promise.race([sent, ended]).catch(broken);
  quietly(() => clearTimeout(timer));
  quietly(() => signal.removeEventListener("abort", onAbort));
  if ("kind" in outcome) {
    quietly(progress.giveUp);
    Object.assign(outcome, progress.known);
  }
  return outcome;
}

/** @param {string} body @param {Settings} settings @param {Progress} progress @returns {Promise<Answer | Failure>} */
async function byFetch(body, { url, timeoutMs }, progress) {
  // Not globalThis: the oldest of these hosts do not have it.
  if (typeof fetch !== "function") return noFetch();
  /** @type {AbortSignal | null} */
  let signal = null;
  if (typeof AbortController === "function") {
    const controller = new AbortController();
    signal = controller.signal;
    progress.giveUp = () => controller.abort();
  }
  const response = await fetch(url, {
    method: "POST",
    headers: JSON_TYPE,
    body,
    cache: "no-store",
    redirect: "manual",
    signal,
  });
  if (response.type === "opaqueredirect") return noResponse("redirect");
  const status = checked(response.status);
  // A status says more than a body that never comes.
  progress.late = isGood(status) ? timedOut("body", timeoutMs) : badStatus(status);
  progress.known = { httpStatus: status };
  return { status, text: asText(await response.text()) };
}

/** By a function like `wx.request`. @param {string} body @param {Settings} settings @param {Progress} progress @returns {Promise<Answer>} */
async function byRequest(body, { url, timeoutMs, request }, progress) {
  const { statusCode, data } = await new Promise((resolve, reject) => {
    const task = request({
      url,
      method: "POST",
      data: body,
      header: JSON_TYPE,
      dataType: "text",
      responseType: "text",
      // Later than ours, which says more.
      timeout: Math.min(timeoutMs + 1000, MAX_TIMEOUT_MS),
      success: resolve,
      fail: reject,
    });
    progress.giveUp = () => task.abort();
    // Some give a promise, too.
    Promise.resolve(task).catch(reject);
  });
  return { status: checked(statusCode), text: asText(data) };
}

/** @param {unknown} status */
function checked(status) {
  if (typeof status !== "number") throw new TypeError("the answer has no status");
  return status;
}

/** Some hosts read JSON whether they are asked to or not. @param {unknown} data */
const asText = (data) => (typeof data === "string" ? data : JSON.stringify(data));

/** Why a fetch failed, as far as a page can know. @param {string} url */
function reasonFor(url) {
  if (typeof navigator === "object" && navigator.onLine === false) return "offline";
  const isSecure = typeof location === "object" && location.protocol === "https:";
  return isSecure && PLAIN.test(url) ? "mixed_content" : "unknown";
}

/** What a look at the host or the signal gives, whatever it throws. @template T @param {() => T} look */
function quietly(look) {
  try {
    return look();
  } catch (_) {
    return undefined;
  }
}
