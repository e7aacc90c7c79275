// @ts-check
import { answer } from "./node-request.js";

/** @type {typeof import("../../types/server.js").toFastify} */
export const toFastify = (handler) => async (request, reply) => {
  const { status, headers, body } = await answer(handler, request.raw, request.body, reply.raw, request);
  reply.code(status);
  reply.headers(headers);
  return reply.send(body);
};
