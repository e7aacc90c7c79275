// @ts-check

/** @type {typeof import("../../types/server.js").toHono} */
export const toHono = (handler) => (context) => handler(context.req.raw, context);
