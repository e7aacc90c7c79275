// @ts-check
import { answer } from "./node-request.js";

/** @type {typeof import("../../types/server.js").toKoa} */
export const toKoa = (handler) => async (context) => {
  const { status, headers, body } = await answer(handler, context.req, context.request.body, context.res, context);
  context.status = status;
  context.set(headers);
  context.body = body;
};
