// @ts-check
// The handler in each framework: its requests become those of the Fetch API.
import { refusalAnswer, refuse } from "./answers.js";
import { MAX_BODY } from "./core.js";

/** @typedef {import("../types/server.js").NodeRequest & { originalUrl?: string }} NodeRequest */

/** @type {typeof import("../types/server.js").toNode} */
export const toNode = (handler) => async (request, response) => {
  const parsed = /** @type {any} */ (request).body;
  const { status, headers, text } = await answer(handler, request, parsed, response, request);
  // The server's own deadline may have answered.
  if (response.headersSent) return;
  response.writeHead(status, headers);
  response.end(text);
};

/** @type {typeof import("../types/server.js").toKoa} */
export const toKoa = (handler) => async (context) => {
  const { req, request, res } = context;
  const { status, headers, text } = await answer(handler, req, request.body, res, context);
  context.status = status;
  context.set(headers);
  context.body = text;
};

/** @type {typeof import("../types/server.js").toFastify} */
export const toFastify = (handler) => async (request, reply) => {
  const { status, headers, text } = await answer(handler, request.raw, request.body, reply.raw, request);
  reply.code(status);
  reply.headers(headers);
  return reply.send(text);
};

/** @type {typeof import("../types/server.js").toHono} */
export const toHono = (handler) => async (context) => {
  const { raw } = context.req;
  if (!raw.bodyUsed) return handler(raw, context);
  let request = raw;
  try {
    // Hono keeps a body that a middleware has read.
    const body = await context.req.arrayBuffer();
    const { url, method, headers, signal } = raw;
    request = new Request(url, { method, headers, signal, body });
  } catch {
    // It was read without Hono, which the handler reports.
  }
  return handler(request, context);
};

/** What WeChat and uniCloud add to the event. */
const ADDED = ["userInfo", "tcbContext", "uniIdToken"];

/** @type {typeof import("../types/server.js").toCloudFunction} */
export const toCloudFunction = (handler) => async (event, context) => {
  const params = Object.fromEntries(Object.entries(Object(parsed(event))).filter(([name]) => !ADDED.includes(name)));
  let request;
  try {
    const headers = { "Content-Type": "application/json" };
    // A cloud function has no address. Nothing is sent there.
    request = new Request("http://localhost/", { method: "POST", headers, body: JSON.stringify(params) });
  } catch {
    // JSON cannot carry the event.
    return { error: refuse.request().error };
  }
  return (await handler(request, { event, context })).json();
};

/** Some callers send JSON as a text. @param {unknown} event */
function parsed(event) {
  try {
    return typeof event === "string" ? JSON.parse(event) : event;
  } catch {
    return event;
  }
}

/**
 * Lets the handler answer a request of node:http.
 * @param {(request: any, from: any) => Promise<any>} handler
 * @param {NodeRequest} incoming
 * @param {unknown} parsed the body, where the framework has read it
 * @param {any} outgoing emits "close" when the caller leaves
 * @param {unknown} from
 * @returns {Promise<import("./answers.js").Answer>}
 */
async function answer(handler, incoming, parsed, outgoing, from) {
  const leaving = new AbortController();
  outgoing.on("close", () => {
    if (!outgoing.writableFinished) leaving.abort();
  });
  let request;
  try {
    request = await requestOf(incoming, parsed, leaving.signal);
  } catch {
    return refusalAnswer(refuse.request());
  }
  const response = await handler(request, from);
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
}

/** @param {NodeRequest} incoming @param {unknown} parsed @param {AbortSignal} signal */
async function requestOf(incoming, parsed, signal) {
  const { method = "GET", originalUrl, url } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 has names that are not headers.
    if (value !== undefined && !name.startsWith(":")) headers.set(name, String(value));
  }
  const host = incoming.headers[":authority"] ?? incoming.headers.host ?? "localhost";
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? (isUnread(incoming, parsed) ? await read(incoming) : asText(parsed)) : null;
  // Joined as text: resolving a path such as //elsewhere would change the host. Some clients of proxies send a whole url.
  const path = (originalUrl ?? url ?? "").replace(/^https?:\/\/[^/?#]*/i, "").replace(/^(?!\/)/, "/");
  const address = `http://${host}${path}`;
  const parts = { method, headers, body };
  try {
    return new Request(address, { ...parts, signal });
  } catch {
    // A library may have put its own AbortController in place of the host's, and the host knows no signals of that.
    return new Request(address, parts);
  }
}

/**
 * Whether the body is still to be read. Some parsers, such as that of Express 4, give `{}` where they read nothing. What has
 * arrived whole may still lie in the stream.
 * @param {any} incoming @param {any} parsed
 */
function isUnread({ readableDidRead, complete, readableLength }, parsed) {
  if (parsed === undefined) return true;
  const isEmpty = Object.prototype.toString.call(parsed) === "[object Object]" && Object.keys(parsed).length === 0;
  return isEmpty && readableDidRead === false && (complete === false || readableLength > 0);
}

/** @param {unknown} parsed @returns {any} */
const asText = (parsed) =>
  typeof parsed === "string" || parsed instanceof Uint8Array ? parsed : JSON.stringify(parsed);

/** The body. Of one that is too large, enough for the handler to see that. @param {any} incoming */
async function read(incoming) {
  if (Number(incoming.headers["content-length"]) > MAX_BODY) return null;
  const chunks = [];
  let length = 0;
  // The connection must stay open for the answer when reading stops.
  for await (const chunk of incoming.iterator?.({ destroyOnReturn: false }) ?? incoming) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BODY) break;
  }
  // The rest is discarded, so that the connection's next request can be read.
  incoming.resume?.();
  return Buffer.concat(chunks);
}
