// @ts-check
import { answer } from "./node-request.js";

/** @type {typeof import("../../types/server.js").toNode} */
export const toNode = (handler) => async (request, response) => {
  const parsed = /** @type {any} */ (request).body;
  const { status, headers, body } = await answer(handler, request, parsed, response, request);
  response.writeHead(status, headers);
  response.end(body);
};
