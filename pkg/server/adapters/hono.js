// @ts-check

/** @type {typeof import("../../types/server.js").toHono} */
export const toHono = (handler) => async (context) => handler(await requestOf(context.req), context);

/** Hono keeps a body that a middleware has read. @param {import("../../types/server.js").HonoContext["req"]} req */
async function requestOf(req) {
  const { raw } = req;
  if (!raw.bodyUsed) return raw;
  const { url, method, headers, signal } = raw;
  try {
    return new Request(url, { method, headers, signal, body: await req.arrayBuffer() });
  } catch {
    // It was read behind Hono's back, which the handler reports.
    return raw;
  }
}
