// @ts-check
import { answer } from "./node-request.js";

/** @type {typeof import("../../types/server.js").toNode} */
export const toNode = (handler) => async (request, response) => {
  const parsed = /** @type {any} */ (request).body;
  const { status, headers, body } = await answer(handler, request, parsed, response, request);
  // A deadline of the server's own may have answered.
  if (response.headersSent) return;
  response.writeHead(status, headers);
  response.end(body);
};
