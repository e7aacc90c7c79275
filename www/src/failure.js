// @ts-check
import { h, list } from "./dom.js";
import { has, text } from "./language.js";
import { duration } from "./member.js";

/**
 * An error as it is: what happened in words, the platform's own words, and what the person can do.
 * @param {unknown} error a `ZvcmsError`, or the page's own
 * @param {number} timeoutMs
 * @param {() => void} retry
 */
export function failure(error, timeoutMs, retry) {
  const { kind = "page", ...facts } = /** @type {Partial<import("zvcms-openapi").ZvcmsError>} */ (factsOf(error));
  return h(
    "div",
    { class: "panel failure", "data-kind": kind },
    h("h2", { tabindex: -1 }, text(`failure.${kind}.heading`, { status: facts.httpStatus ?? "" })),
    facts.vendorMessage && h("blockquote", {}, h("p", {}, facts.vendorMessage)),
    facts.vendorCode &&
      h("p", { class: "vendor-code" }, text("failure.vendorCode"), " ", h("code", {}, facts.vendorCode)),
    h("p", { class: "advice" }, advice(kind, facts, timeoutMs)),
    kind === "invalid_argument" &&
      h("ul", {}, ...(facts.issues ?? []).map(({ path, message }) => h("li", {}, h("code", {}, path), " ", message))),
    canRetry(kind) && h("button", { class: "quiet", type: "button", click: retry }, text("failure.retry")),
    kind !== "aborted" && details(facts),
  );
}

/** @param {unknown} error */
function factsOf(error) {
  const { kind, code, message, reason, phase, issues, httpStatus, vendorCode, vendorMessage, traceId, path, snippet } =
    /** @type {any} */ (error);
  return { kind, code, message, reason, phase, issues, httpStatus, vendorCode, vendorMessage, traceId, path, snippet };
}

/**
 * @param {string} kind
 * @param {{ reason?: string | undefined, phase?: string | undefined }} facts
 * @param {number} timeoutMs
 */
function advice(kind, { reason, phase }, timeoutMs) {
  const key = [reason, phase].map((more) => `failure.${kind}.${more}`).find(has) ?? `failure.${kind}.advice`;
  return text(key, { time: duration(timeoutMs) });
}

/** @param {string} kind */
const canRetry = (kind) => !["business", "invalid_argument", "environment"].includes(kind);

/** @param {Record<string, any>} facts */
function details({ code, httpStatus, path, snippet, traceId, message }) {
  return h(
    "details",
    {},
    h("summary", {}, text("failure.details")),
    list([
      [text("failure.code"), code && h("code", {}, code)],
      [text("failure.httpStatus"), httpStatus],
      [text("failure.path"), path && h("code", {}, path)],
      [text("failure.traceId"), traceId && h("code", {}, traceId)],
      [text("failure.snippet"), snippet && h("code", { class: "snippet" }, snippet)],
      [text("failure.message"), h("span", { lang: "en" }, message)],
    ]),
  );
}
