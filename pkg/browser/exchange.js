// @ts-check
// One POST and its answer, within the deadline. Nothing that the host or the signal throws leaves this file.
import { quietly } from "../src/host.js";
import { MAX_TIMEOUT_MS } from "./checks.js";
import { aborted, badStatus, causeOf, isGood, noFetch, noResponse, timedOut } from "./failures.js";

/** @typedef {ReturnType<typeof import("./arguments.js").readOptions>} Settings */
/** @typedef {import("./failures.js").Failure} Failure */
/** @typedef {{ status: number, text: string }} Answer */
/** An exchange under way: the status once it is known, else 0, the route's id of the request, and how to end it. @typedef {{ status: number, requestId?: unknown, cancel: () => void }} Progress */

/** A plain http address, except this machine's own. */
const PLAIN = /^http:(?!\/\/(localhost|127(\.\d+){3}|\[::1])(:|\/|$))/i;
/** The words of mini-programs, Node and Deno for a domain, a port or an address that they do not allow. */
const FORBIDDEN = /not in domain list|bad port|requires net access/i;
const JSON_TYPE = { "Content-Type": "application/json" };

/**
 * The answer, or why there is none.
 * @param {string} body
 * @param {Settings} settings
 * @param {import("./failures.js").Mask} mask
 * @returns {Promise<{ outcome: Answer | Failure, requestId?: unknown }>}
 */
export async function exchange(body, settings, mask) {
  const { url, signal, timeoutMs, request } = settings;
  const stopped = (/** @type {number} */ attempts) =>
    aborted(
      attempts,
      causeOf(
        quietly(() => signal?.reason),
        mask,
      ),
    );
  if (quietly(() => signal?.aborted)) return { outcome: stopped(0) };
  /** @type {Progress} */
  const progress = { status: 0, cancel() {} };
  const hasBadStatus = () => progress.status && !isGood(progress.status);
  // A status that is not 2xx says more than a body that does not arrive.
  const late = () => {
    if (hasBadStatus()) return badStatus(progress.status);
    return progress.status ? timedOut("body", timeoutMs) : timedOut("headers", timeoutMs);
  };
  const broken = (/** @type {unknown} */ thrown) =>
    hasBadStatus() ? badStatus(progress.status) : unanswered(url, causeOf(thrown, mask));
  let onAbort = () => {};
  /** @type {any} */
  let timer;
  /** @type {Promise<Failure>} */
  const ended = new Promise((resolve) => {
    onAbort = () => resolve(stopped(1));
    quietly(() => signal?.addEventListener("abort", onAbort));
    timer = setTimeout(() => resolve(late()), timeoutMs);
  });
  const sent = (request ? byRequest : byFetch)(body, settings, progress);
  const outcome = await Promise.race([sent, ended]).catch(broken);
  quietly(() => clearTimeout(timer));
  quietly(() => signal?.removeEventListener("abort", onAbort));
  if ("kind" in outcome) {
    quietly(progress.cancel);
    if (progress.status) Object.assign(outcome, { httpStatus: progress.status });
  }
  return { outcome, requestId: progress.requestId };
}

/** Of a session, for instance. The content type is ours. @param {Settings} settings @returns {Record<string, string>} */
function headersOf({ headers = {} }) {
  const others = Object.keys(headers).filter((name) => name.toLowerCase() !== "content-type");
  return Object.assign({}, ...others.map((name) => ({ [name]: headers[name] })), JSON_TYPE);
}

/** @param {string} body @param {Settings} settings @param {Progress} progress @returns {Promise<Answer | Failure>} */
async function byFetch(body, settings, progress) {
  // Not globalThis: the oldest of these hosts do not have it.
  if (typeof fetch !== "function") return noFetch();
  const { url, credentials = "same-origin" } = settings;
  const headers = headersOf(settings);
  /** @type {AbortSignal | null} */
  let signal = null;
  if (typeof AbortController === "function") {
    const controller = new AbortController();
    signal = controller.signal;
    progress.cancel = () => controller.abort();
  }
  const send = (/** @type {AbortSignal | null} */ signal) =>
    fetch(url, { method: "POST", headers, body, credentials, cache: "no-store", redirect: "manual", signal });
  let response;
  try {
    response = await send(signal);
  } catch (/** @type {any} */ thrown) {
    // Nothing was sent: fetch knows the signals of another AbortController (jsdom, happy-dom, polyfills).
    if (!/AbortSignal/.test(quietly(() => thrown.message))) throw thrown;
    response = await send(null);
  }
  progress.requestId = quietly(() => response.headers.get("x-request-id"));
  if (response.type === "opaqueredirect") return noResponse("redirect");
  const status = checked(response.status);
  progress.status = status;
  return { status, text: asText(await response.text()) };
}

/** By a function like `wx.request`. @param {string} body @param {Settings} settings @param {Progress} progress @returns {Promise<Answer>} */
async function byRequest(body, settings, progress) {
  const { url, timeoutMs, request } = settings;
  const { statusCode, data, header } = await new Promise((resolve, reject) => {
    const task = request({
      url,
      method: "POST",
      data: body,
      header: headersOf(settings),
      dataType: "text",
      responseType: "text",
      // After our own, which says more.
      timeout: Math.min(timeoutMs + 1000, MAX_TIMEOUT_MS),
      success: resolve,
      fail: settle,
    });
    progress.cancel = () => task.abort();
    // Some hosts give a promise besides.
    Promise.resolve(task).catch(settle);

    /** Alipay, DingTalk and uni-app call a status other than 2xx a failure, too. @param {any} error */
    function settle(error) {
      const status = quietly(() => error.statusCode || error.status);
      const isStatus = typeof status === "number" && status >= 100 && status < 600;
      if (isStatus && error.data !== undefined)
        resolve({ statusCode: status, data: error.data, header: error.header || error.headers });
      else reject(error);
    }
  });
  const name = Object.keys(Object(header)).find((name) => name.toLowerCase() === "x-request-id");
  progress.requestId = name && header[name];
  return { status: checked(statusCode), text: asText(data) };
}

/** @param {unknown} status */
function checked(status) {
  if (typeof status !== "number") throw new TypeError("the answer has no status");
  return status;
}

/** Some hosts parse JSON although text was asked for. @param {unknown} data */
const asText = (data) => (typeof data === "string" ? data : JSON.stringify(data));

/** @param {string} url @param {import("./failures.js").Cause} cause */
const unanswered = (url, cause) => noResponse(reasonFor(url, cause), cause);

/** Why a request failed, as far as a page can know. @param {string} url @param {import("./failures.js").Cause} cause */
function reasonFor(url, cause) {
  if (FORBIDDEN.test(cause ? cause.message : "")) return "forbidden";
  if (typeof navigator === "object" && navigator.onLine === false) return "offline";
  const isSecure = typeof location === "object" && location.protocol === "https:";
  return isSecure && PLAIN.test(url) ? "mixed_content" : "unknown";
}
