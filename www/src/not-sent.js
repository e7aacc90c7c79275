// @ts-check
import { h } from "./dom.js";
import { text } from "./language.js";

/** Words that the package uses for a value that is missing. */
const ABSENT = ["nothing", "null", "empty text"];

/** @typedef {import("zvcms-openapi").ResponseMeta} ResponseMeta */

/**
 * A value as `show` makes it, or a note that the platform did not send it.
 * @template {{}} T
 * @param {T | null | undefined} value
 * @param {(value: T) => import("./dom.js").Child} show
 */
export function orNotSent(value, show) {
  return value === null || value === undefined
    ? h("span", { class: "not-sent" }, "— ", text("value.notSent"))
    : show(value);
}

/**
 * Whether the answer had a value at that path. An empty list does not tell, and neither does our server.
 * @param {ResponseMeta | null} meta
 * @param {string} path
 */
export function sendingOf(meta, path) {
  if (!meta) return "unknown";
  return meta.conversions.some((one) => one.path === path && ABSENT.includes(one.got)) ? "not sent" : "sent";
}
