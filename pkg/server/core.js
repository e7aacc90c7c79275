// @ts-check
// The route itself, for every host: the parts of a request in, an answer out.
import { readParams } from "../browser/arguments.js";
import { failureOf, memberAnswer, Refusal, refusalAnswer, refuse } from "./answers.js";
import { createCounter } from "./limits.js";
import { Defect } from "./options.js";

/** The largest body that is served, in bytes. */
export const MAX_BODY = 16 << 10;
/** What WeChat's mini-programs name on Windows, on the Mac and in the DevTools. No page is served from there. */
const MINI_PROGRAMS = "https://servicewechat.com";
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * The head of a request. A `Request` is one.
 * @typedef {object} Head
 * @property {string} method
 * @property {string} url
 * @property {{ get(name: string): string | null }} headers
 * @property {AbortSignal} signal aborted when the caller leaves
 */

/**
 * The function it gives never rejects. `readBody` gives at most MAX_BODY bytes, or throws a Refusal.
 * @param {import("./options.js").Settings} settings
 * @returns {(head: Head, readBody: () => Promise<Uint8Array>, authorize: () => unknown) => Promise<import("./answers.js").Answer>}
 */
export function createCore(settings) {
  const { client, allow, report } = settings;
  const count = createCounter(settings);

  /** @type {ReturnType<typeof createCore>} */
  async function serve(head, readBody, authorize) {
    checkHead(head);
    const caller = await callerOf(authorize, report);
    const { params, issues } = readParams(parse(await readBody()), allow);
    if (issues.length > 0) throw refuse.params(issues);
    const giveBack = await count(caller, params);
    let user;
    try {
      user = await client.identifyUser(params, { signal: head.signal });
    } catch (error) {
      throw failureOf(error, params, settings);
    }
    await giveBack();
    return memberAnswer(user);
  }

  return async (...request) => {
    try {
      return await serve(...request);
    } catch (thrown) {
      if (thrown instanceof Refusal) return refusalAnswer(thrown);
      report(thrown, "request");
      return refusalAnswer(refuse.unavailable(500));
    }
  };
}

/** @param {Head} head */
function checkHead({ method, headers, url }) {
  if (method !== "POST") throw refuse.method();
  if (!isServed(headers, url)) throw refuse.origin();
  if (!JSON_TYPE.test(headers.get("content-type") ?? "")) throw refuse.type();
  if (Number(headers.get("content-length")) > MAX_BODY) throw refuse.size();
}

/**
 * Whether a page of this origin sent the request, or something that is not a page, such as a mini-program. Without the browser's own word only
 * hosts are compared: behind a proxy this server does not know whether it is reached by https. The Host header comes
 * before the url because a page cannot choose it; the url may be made from the path.
 * @param {Head["headers"]} headers @param {string} url
 */
function isServed(headers, url) {
  if (senderOf(headers) === MINI_PROGRAMS) return true;
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

/**
 * Whose request it is. A page can set neither header; where the browser hides the origin it is "null", and Referer does not
 * matter.
 * @param {Head["headers"]} headers @returns {string | undefined}
 */
function senderOf(headers) {
  const origin = headers.get("origin");
  if (origin !== null) return origin;
  try {
    return new URL(headers.get("referer") ?? "").origin;
  } catch {
    return undefined;
  }
}

/** @param {() => unknown} authorize @param {import("./options.js").Report} report @returns {Promise<string>} */
async function callerOf(authorize, report) {
  let caller;
  try {
    caller = await authorize();
    if (caller && typeof caller !== "string")
      throw new Defect("authorize must give a text that names the caller, or null");
  } catch (error) {
    report(error, "authorize");
    throw refuse.unavailable(500);
  }
  if (!caller) throw refuse.caller();
  return /** @type {string} */ (caller);
}

/** @param {Uint8Array} bytes @returns {unknown} */
function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw refuse.json();
  }
}
