// @ts-check
import { ZvcmsError } from "zvcms-openapi";
import { h, list } from "./dom.js";
import { duration } from "./duration.js";
import { has, text } from "./language.js";
import { maskMobilesIn } from "./mask.js";

/** @typedef {import("./fields.js").Way} Way */
/** @typedef {{ way: Way, timeoutMs: number }} Asked */

/** In these cases trying again changes nothing. */
const FINAL = ["business", "invalid_argument", "environment"];

/**
 * Tells what went wrong, in the platform's own words where it said something, and what the person can do.
 * @param {unknown} error a `ZvcmsError`, or an error of the page itself
 * @param {Asked} asked
 * @param {() => void} retry
 */
export function failure(error, { way, timeoutMs }, retry) {
  const known = ZvcmsError.is(error) ? error : null;
  const kind = known?.kind ?? "page";
  const special = known && specialOf(known, way);
  const inWords = (/** @type {string} */ part) =>
    [`failure.${kind}.${special}.${part}`, `failure.${kind}.${part}`].find(has) ?? "";
  return h(
    "div",
    { class: "panel failure", "data-kind": kind },
    h("h2", { tabindex: -1 }, text(inWords("heading"), { status: known?.httpStatus ?? "" })),
    ...(known ? platformWords(known) : []),
    h("p", {}, text(inWords("advice"), { time: duration(timeoutMs) })),
    known?.kind === "invalid_argument" && h("ul", {}, ...known.issues.map(setting)),
    !FINAL.includes(kind) && h("button", { class: "quiet", type: "button", click: retry }, text("failure.retry")),
    kind !== "aborted" && details(known, error instanceof Error ? error.message : String(error)),
  );
}

/**
 * What tells failures of one kind apart; some have an advice of their own.
 * @param {ZvcmsError} error
 * @param {Way} way
 */
function specialOf(error, way) {
  switch (error.kind) {
    case "business":
      return way;
    case "connection":
      return error.reason;
    case "timeout":
      return error.phase;
    default:
      return error.code;
  }
}

/** @param {ZvcmsError} error */
function platformWords(error) {
  if (!("vendorCode" in error)) return [];
  const { vendorCode, vendorMessage } = error;
  return [
    vendorMessage && h("blockquote", { lang: "zh-CN" }, h("p", {}, maskMobilesIn(vendorMessage))),
    vendorCode && h("p", { class: "vendor-code" }, text("failure.vendorCode"), " ", h("code", {}, vendorCode)),
  ];
}

/** @param {import("zvcms-openapi").Issue} issue */
const setting = ({ path, message }) =>
  h("li", {}, path && h("code", {}, path), " ", h("span", { lang: "en" }, message));

/**
 * @param {ZvcmsError | null} error
 * @param {string} message
 */
function details(error, message) {
  const path = error && "path" in error && error.path;
  const snippet = error && "snippet" in error && error.snippet;
  return h(
    "details",
    {},
    h("summary", {}, text("failure.details")),
    list([
      [text("failure.code"), error && h("code", {}, error.code)],
      [text("failure.httpStatus"), error?.httpStatus],
      [text("failure.path"), path && h("code", {}, path)],
      [text("failure.traceId"), error?.traceId && h("code", {}, error.traceId)],
      [text("failure.snippet"), snippet && h("code", { class: "snippet" }, maskMobilesIn(snippet))],
      [text("failure.message"), h("span", { lang: "en" }, maskMobilesIn(message))],
    ]),
  );
}
