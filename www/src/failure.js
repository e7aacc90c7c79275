// @ts-check
import { ZvcmsError } from "zvcms-openapi/browser";
import { h, list } from "./dom.js";
import { duration } from "./duration.js";
import { has, text } from "./language.js";
import { maskMobilesIn } from "./mask.js";

/** @typedef {import("./fields.js").Way} Way */
/** @typedef {import("./lookup.js").Answer} Answer */

/** In these cases trying again changes nothing. */
const FINAL = ["business", "invalid_argument", "environment"];
/** An error may have a cause, which has one, and so on. */
const MOST_CAUSES = 5;

/**
 * Whether the platform says that there is no such member, and not that something is wrong.
 * @param {Answer} answer
 */
export function isNotFound({ error, notFoundCodes }) {
  return ZvcmsError.is(error) && error.kind === "business" && notFoundCodes.includes(error.vendorCode);
}

/**
 * Tells what went wrong, in the platform's own words where it said something, and what the person can do.
 * @param {Answer} answer its error is a `ZvcmsError`, or one of the page itself
 * @param {Way} way the way that was asked
 * @param {() => void} retry
 */
export function failure(answer, way, retry) {
  if (isNotFound(answer)) return notFound(way);
  const { error, timeoutMs } = answer;
  const known = ZvcmsError.is(error) ? error : null;
  const kind = known?.kind ?? "page";
  const special = known && specialOf(known, way);
  const inWords = (/** @type {string} */ part) =>
    [`failure.${kind}.${special}.${part}`, `failure.${kind}.${part}`].find(has) ?? "";
  const values = { status: known?.httpStatus ?? "", time: duration(known?.retryAfterMs ?? timeoutMs) };
  return h(
    "div",
    { class: "panel failure", "data-kind": kind },
    h("h2", { tabindex: -1 }, text(inWords("heading"), values)),
    ...(known ? platformWords(known) : []),
    h("p", {}, text(inWords("advice"), values)),
    known?.kind === "connection" && causes(known),
    known?.kind === "invalid_argument" && h("ul", {}, ...known.issues.map(setting)),
    !FINAL.includes(kind) && h("button", { class: "quiet", type: "button", click: retry }, text("failure.retry")),
    kind !== "aborted" && details(known, error instanceof Error ? error.message : String(error)),
  );
}

/** One line says it all. @param {Way} way */
const notFound = (way) =>
  h(
    "div",
    { class: "panel failure not-found", "data-kind": "not-found" },
    h("h2", { tabindex: -1 }, text(`failure.notFound.${way}`)),
  );

/**
 * What tells failures of one kind apart; some have an advice of their own.
 * @param {ZvcmsError} error
 * @param {Way} way
 */
function specialOf(error, way) {
  switch (error.kind) {
    case "business":
      return error.code === "not_identified" ? error.code : way;
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

/** Why there was no connection, as far as the browser tells. @param {import("zvcms-openapi").ConnectionFailure} error */
function causes(error) {
  const messages = [];
  for (let cause = error.cause; cause instanceof Error && messages.length < MOST_CAUSES; cause = cause.cause)
    messages.push(maskMobilesIn(cause.message));
  const said = messages.join(" ← ");
  const known = `failure.reason.${error.reason}`;
  return h(
    "p",
    { class: "cause" },
    text("failure.cause", { reason: text(has(known) ? known : "failure.reason.unknown") }),
    said && " ",
    said && h("code", { lang: "en" }, said),
  );
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
