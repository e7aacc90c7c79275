// @ts-check
// The route as a handler of the Fetch API.
import { refuse } from "./answers.js";
import { createCore, MAX_BODY } from "./core.js";
import { Defect, readOptions } from "./options.js";

export { toCloudFunction, toFastify, toHono, toKoa, toNode } from "./adapters.js";

/** @type {typeof import("../types/server.js").createHandler} */
export function createHandler(options) {
  const settings = readOptions(options);
  const serve = createCore(settings);
  return async (request, from) => {
    const readBody = () => bytesOf(request);
    const authorize = () => settings.authorize(request, /** @type {any} */ (from));
    const { status, headers, text } = await serve(request, readBody, authorize);
    return new Response(text, { status, headers });
  };
}

/** @param {Request} request @returns {Promise<Uint8Array>} */
async function bytesOf({ body, bodyUsed }) {
  if (bodyUsed || body?.locked) throw new Defect("the body was read already; authorize and middleware must leave it");
  const reader = body?.getReader();
  const bytes = new Uint8Array(MAX_BODY);
  let length = 0;
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      // The caller left, or what arrived is not a valid body.
      throw refuse.request();
    });
    if (done) break;
    if (length + value.length > MAX_BODY) {
      // Not awaited: a source may take long to cancel, or fail.
      reader.cancel().catch(() => {});
      throw refuse.size();
    }
    bytes.set(value, length);
    length += value.length;
  }
  return bytes.subarray(0, length);
}
