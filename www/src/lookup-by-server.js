// @ts-check
import { identifyUser, ZvcmsError } from "zvcms-openapi/browser";
import { maskFields } from "./mask.js";

const ROUTE = "./api/member";
/** The server has 10 s for its own call. */
const TIMEOUT = 15000;

/** Asks the server of this page, which has the key. @type {import("./lookup.js").Identify} */
export async function byServer({ params, signal, config, answer, tell }) {
  const { timeoutMs = TIMEOUT } = config;
  const { href } = new URL(ROUTE, document.baseURI);
  answer.timeoutMs = timeoutMs;
  tell({ to: href, params: maskFields(params), signature: null });
  try {
    return await identifyUser(params, { url: href, signal, timeoutMs });
  } catch (error) {
    if (ZvcmsError.is(error) && error.attempts === 0) answer.sent = null;
    throw error;
  }
}
