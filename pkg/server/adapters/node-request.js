// @ts-check
// Requests of node:http as those of the Fetch API.
import { refuse, respond } from "../answers.js";
import { MAX_BODY } from "../incoming.js";

/** @typedef {import("../../types/server.js").NodeRequest} NodeRequest */

/**
 * Lets the handler answer a request of node:http.
 * @param {(request: any, from: any) => Promise<any>} handler
 * @param {NodeRequest & { originalUrl?: string }} incoming
 * @param {unknown} parsed the body, where the framework has read it
 * @param {any} outgoing tells when the caller leaves
 * @param {unknown} from
 * @returns {Promise<{ status: number, headers: Record<string, string>, body: string }>}
 */
export async function answer(handler, incoming, parsed, outgoing, from) {
  const response = await handled();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };

  async function handled() {
    const leaving = new AbortController();
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) leaving.abort();
    });
    let request;
    try {
      request = await requestOf(incoming, parsed, leaving.signal);
    } catch {
      return respond(refuse.request());
    }
    return handler(request, from);
  }
}

/** @param {NodeRequest & { originalUrl?: string }} incoming @param {unknown} parsed @param {AbortSignal} signal */
async function requestOf(incoming, parsed, signal) {
  const { method = "GET", headers: given, originalUrl, url } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    // HTTP/2 has names that are no headers.
    if (value !== undefined && !name.startsWith(":")) headers.set(name, String(value));
  }
  const host = given[":authority"] ?? given.host ?? "localhost";
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? (parsed === undefined ? await read(incoming) : asText(parsed)) : null;
  // Put together as text: a path such as //elsewhere would become another host. Some clients of proxies send a whole url.
  const path = (originalUrl ?? url ?? "").replace(/^https?:\/\/[^/?#]*/i, "").replace(/^(?!\/)/, "/");
  return new Request(`http://${host}${path}`, { method, headers, body, signal });
}

/** @param {unknown} parsed @returns {any} */
const asText = (parsed) =>
  typeof parsed === "string" || parsed instanceof Uint8Array ? parsed : JSON.stringify(parsed);

/** The body, or as much of it as is too much. @param {any} incoming */
async function read(incoming) {
  if (Number(incoming.headers["content-length"]) > MAX_BODY) return null;
  const chunks = [];
  let length = 0;
  // Whoever stops reading must not end the connection, which is still to be answered.
  for await (const chunk of incoming.iterator?.({ destroyOnReturn: false }) ?? incoming) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BODY) break;
  }
  // The rest goes nowhere, so that the next request of the connection is heard.
  incoming.resume?.();
  return Buffer.concat(chunks);
}
