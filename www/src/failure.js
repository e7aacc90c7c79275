// @ts-check
import { h, list } from "./dom.js";
import { duration } from "./duration.js";
import { has, text } from "./language.js";
import { maskMobilesIn } from "./mask.js";

/** @typedef {Partial<import("zvcms-openapi").ZvcmsError>} Facts */
/** @typedef {{ way: import("./fields.js").Way, timeoutMs: number }} Asked */

/**
 * An error as it is: what happened in words, the platform's own words, and what the person can do.
 * @param {unknown} error a `ZvcmsError`, or the page's own
 * @param {Asked} asked
 * @param {() => void} retry
 */
export function failure(error, asked, retry) {
  const facts = /** @type {Facts} */ (error);
  const { kind = "page", httpStatus = "", vendorCode, vendorMessage, issues = [] } = facts;
  return h(
    "div",
    { class: "panel failure", "data-kind": kind },
    h("h2", { tabindex: -1 }, text(`failure.${kind}.heading`, { status: httpStatus })),
    vendorMessage && h("blockquote", { lang: "zh-CN" }, h("p", {}, maskMobilesIn(vendorMessage))),
    vendorCode && h("p", { class: "vendor-code" }, text("failure.vendorCode"), " ", h("code", {}, vendorCode)),
    h("p", {}, advice(kind, facts, asked)),
    kind === "invalid_argument" && h("ul", {}, ...issues.map(setting)),
    canRetry(kind) && h("button", { class: "quiet", type: "button", click: retry }, text("failure.retry")),
    kind !== "aborted" && details(facts),
  );
}

/**
 * @param {string} kind
 * @param {Facts} facts
 * @param {Asked} asked
 */
function advice(kind, { reason, phase }, { way, timeoutMs }) {
  const key = [reason, phase, way].map((more) => `failure.${kind}.${more}`).find(has) ?? `failure.${kind}.advice`;
  return text(key, { time: duration(timeoutMs) });
}

/** @param {{ path: string, message: string }} issue */
const setting = ({ path, message }) => h("li", {}, h("code", {}, path), " ", h("span", { lang: "en" }, message));

/** @param {string} kind */
const canRetry = (kind) => !["business", "invalid_argument", "environment"].includes(kind);

/** @param {Facts} facts */
function details({ code, httpStatus, path, snippet, traceId, message = "" }) {
  return h(
    "details",
    {},
    h("summary", {}, text("failure.details")),
    list([
      [text("failure.code"), code && h("code", {}, code)],
      [text("failure.httpStatus"), httpStatus],
      [text("failure.path"), path && h("code", {}, path)],
      [text("failure.traceId"), traceId && h("code", {}, traceId)],
      [text("failure.snippet"), snippet && h("code", { class: "snippet" }, maskMobilesIn(snippet))],
      [text("failure.message"), h("span", { lang: "en" }, maskMobilesIn(message))],
    ]),
  );
}
