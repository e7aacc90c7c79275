// @ts-check
/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */
/** @typedef {{ method: string, host: string, path: string, bytes: Uint8Array | null }} Received bytes is null if the body was too large */

const BODY_LIMIT = 1024 * 1024;
/** The log keeps a thousand bodies, and a parsed body can take forty times its size. */
const LOGGED_LIMIT = 16 * 1024;
const SECRET_HEADERS = ["authorization", "cookie", "proxy-authorization"];
const SECRET_FIELDS = ["token", "password", "card_password"];

/**
 * Reads a request to its end. A body over the limit is read as well, so that the client gets an answer, but dropped.
 * @param {import("node:http").IncomingMessage} message
 * @returns {Promise<Received>}
 */
export async function receive(message) {
  const chunks = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  return {
    method: message.method ?? "",
    host: message.headers.host ?? "",
    path: (message.url ?? "").split("?")[0],
    bytes: size > BODY_LIMIT ? null : Buffer.concat(chunks),
  };
}

/**
 * What the log keeps of a request, with the secrets masked.
 * @param {number} index
 * @param {Received} received
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @returns {ReceivedRequest}
 */
export function recordOf(index, { method, path, bytes }, headers) {
  const body = bytes === null || bytes.length > LOGGED_LIMIT ? undefined : maskedJson(Buffer.from(bytes).toString());
  const { Action, Params } = Object(body);
  const action = typeof Action === "string" ? Action : undefined;
  const params = typeof Params === "object" && Params !== null ? Params : {};
  return { index, method, path, headers: maskedHeaders(headers), body, action, params };
}

/** @param {string} text */
function maskedJson(text) {
  try {
    return JSON.parse(text, maskField);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function maskField(name, value) {
  const field = name.toLowerCase();
  if (SECRET_FIELDS.includes(field)) return "***";
  if (field === "params" && typeof value === "string") return "***";
  if (field !== "mobile") return value;
  const mobile = String(value);
  return mobile.length < 11 ? "***" : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}

/** @param {import("node:http").IncomingHttpHeaders} headers */
function maskedHeaders(headers) {
  const entries = Object.entries(headers).map(([name, value]) => {
    const text = Array.isArray(value) ? value.join(", ") : String(value);
    return [name, SECRET_HEADERS.includes(name) ? "***" : text];
  });
  return Object.fromEntries(entries);
}
