// @ts-check
import { refuse, respond } from "../answers.js";

/** What WeChat adds to the event by itself. */
const ADDED = ["userInfo", "tcbContext"];
const HEADERS = { "Content-Type": "application/json" };

/** @type {typeof import("../../types/server.js").toCloudFunction} */
export const toCloudFunction = (handler) => async (event, context) => {
  const request = requestOf(event);
  return (await (request ? handler(request, { event, context }) : respond(refuse.request()))).json();
};

/** Undefined where JSON cannot carry the event. @param {unknown} event */
function requestOf(event) {
  const params = Object.fromEntries(Object.entries(Object(event)).filter(([name]) => !ADDED.includes(name)));
  try {
    // A cloud function has no address. Nothing is sent there.
    return new Request("http://localhost/", { method: "POST", headers: HEADERS, body: JSON.stringify(params) });
  } catch {
    return undefined;
  }
}
