// @ts-check

/** What WeChat adds to the event by itself. */
const ADDED = ["userInfo", "tcbContext"];
const HEADERS = { "Content-Type": "application/json" };

/** @type {typeof import("../../types/server.js").toCloudFunction} */
export const toCloudFunction = (handler) => async (event, context) => {
  const params = Object.fromEntries(Object.entries(Object(event)).filter(([name]) => !ADDED.includes(name)));
  // A cloud function has no address. Nothing is sent there.
  const request = new Request("http://cloud.invalid/", {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(params),
  });
  return (await handler(request, { event, context })).json();
};
