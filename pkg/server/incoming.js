// @ts-check
// What may come in: who sends it, in which form, and how much of it.
import { refuse } from "./answers.js";
import { defect } from "./failures.js";

/** The largest body that is read, in bytes. */
export const MAX_BODY = 16 << 10;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Looks at all but the body. @param {any} request */
export function checkHead({ method, headers, url }) {
  if (method !== "POST") throw refuse.method();
  if (!isFromHere(headers, url)) throw refuse.origin();
  if (!JSON_TYPE.test(headers.get("content-type") ?? "")) throw refuse.type();
  if (Number(headers.get("content-length")) > MAX_BODY) throw refuse.size();
}

/**
 * Whether a page of this origin sent it, or something that is no page. Only hosts are compared where the browser does not
 * vouch for it: behind a proxy this server does not know whether it is reached by https. The header is what a page cannot
 * choose; the url may have been made of the path, too.
 * @param {Headers} headers @param {string} url
 */
function isFromHere(headers, url) {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null) return true;
  try {
    const { protocol, host } = new URL(origin);
    return host === new URL(`${protocol}//${headers.get("host") ?? new URL(url).host}`).host;
  } catch {
    return false;
  }
}

/** The JSON in the body. @param {any} request @returns {Promise<unknown>} */
export async function readBody({ body, bodyUsed }) {
  if (bodyUsed || body?.locked) throw defect("the body was read already; authorize and middleware must leave it");
  const bytes = await readBytes(body?.getReader());
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw refuse.json();
  }
}

/** @param {ReadableStreamDefaultReader<Uint8Array> | undefined} reader */
async function readBytes(reader) {
  const bytes = new Uint8Array(MAX_BODY);
  let length = 0;
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      // It broke off: the caller left, or sent what is no body.
      throw refuse.request();
    });
    if (done) break;
    if (length + value.length > MAX_BODY) {
      // Nobody waits for it: a source may take its time, or fail.
      reader.cancel().catch(() => {});
      throw refuse.size();
    }
    bytes.set(value, length);
    length += value.length;
  }
  return bytes.subarray(0, length);
}
