// @ts-check
// One POST and its answer, within the deadline. What the host throws goes on as it is.
import { isAborted, reasonOf } from "../../src/wasm/signal.js";
import { aborted, causeOf, noFetch, noResponse, timedOut } from "./failures.js";

/** @typedef {import("./options.js").Settings} Settings */
/** @typedef {{ status: number, text: string }} Answer */
/** How far an exchange is, and how to give it up. @typedef {{ phase: string, giveUp: () => void }} Progress */

const JSON_TYPE = { "Content-Type": "application/json" };

/**
 * @param {string} body
 * @param {Settings} settings
 * @returns {Promise<Answer>}
 */
export async function exchange(body, settings) {
  const { signal, timeoutMs, request } = settings;
  const progress = { phase: "headers", giveUp() {} };
  const stopped = () => aborted(causeOf(reasonOf(signal), body));
  if (signal && isAborted(signal)) throw Object.assign(stopped(), { attempts: 0 });
  let onAbort = () => {};
  /** @type {any} */
  let timer;
  const ended = new Promise((_, reject) => {
    timer = setTimeout(() => reject(timedOut(progress.phase, timeoutMs)), timeoutMs);
    onAbort = () => reject(stopped());
    if (signal) signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([(request ? byRequest : byFetch)(body, settings, progress), ended]);
  } finally {
    clearTimeout(timer);
    if (signal) signal.removeEventListener("abort", onAbort);
    progress.giveUp();
  }
}

/** @param {string} body @param {Settings} settings @param {Progress} progress @returns {Promise<Answer>} */
async function byFetch(body, { url }, progress) {
  // Not globalThis: the oldest of these hosts do not have it.
  if (typeof fetch !== "function") throw noFetch();
  const controller = typeof AbortController === "function" ? new AbortController() : null;
  if (controller) progress.giveUp = () => controller.abort();
  const response = await fetch(url, {
    method: "POST",
    headers: JSON_TYPE,
    body,
    cache: "no-store",
    redirect: "manual",
    signal: controller?.signal ?? null,
  });
  const { type, status } = response;
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) throw noResponse("redirect");
  progress.phase = "body";
  return { status, text: await response.text() };
}

/** By a function like `wx.request`. @param {string} body @param {Settings} settings @param {Progress} progress @returns {Promise<Answer>} */
const byRequest = (body, { url, timeoutMs, request }, progress) =>
  new Promise((resolve, reject) => {
    const task = request({
      url,
      method: "POST",
      data: body,
      header: JSON_TYPE,
      dataType: "text",
      responseType: "text",
      // Later than ours, which says more.
      timeout: timeoutMs + 1000,
      success: (/** @type {any} */ { statusCode, data }) =>
        resolve({ status: statusCode, text: typeof data === "string" ? data : JSON.stringify(data) }),
      fail: reject,
    });
    if (task?.abort) progress.giveUp = () => task.abort();
  });

/** Why a fetch failed, as far as a page can know. @param {string} url */
export function reasonFor(url) {
  if (typeof navigator === "object" && navigator.onLine === false) return "offline";
  const isSecure = typeof location === "object" && location.protocol === "https:";
  return isSecure && /^http:/i.test(url) ? "mixed_content" : "unknown";
}
