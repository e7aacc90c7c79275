// @ts-check
import { badStatus, refusal, unreadable } from "./failures.js";

/** What a route made by `createHandler` may tell. */
const KINDS = ["invalid_argument", "business", "http"];

/**
 * The member in an answer; throws what else it says.
 * @param {import("./exchange.js").Answer} answer
 */
export function answerOf({ status, text }) {
  const json = parse(text);
  const { id, error } = Object(json);
  if (error && KINDS.includes(error.kind)) throw refusal(error, status);
  if (status < 200 || status > 299) throw badStatus(status);
  if (/^\s*</.test(text)) throw unreadable(status, "html", "the response is an HTML page, not JSON");
  if (json === undefined) throw unreadable(status, "not_json", "the response is not JSON");
  if (typeof id !== "number") throw unreadable(status, "unreadable", "the response is no member: it has no id", "id");
  return json;
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (_) {
    return undefined;
  }
}
