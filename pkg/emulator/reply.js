// @ts-check
import { setTimeout } from "node:timers/promises";

/** @typedef {import("../types/emulator.js").Fault} Fault */
/** @typedef {import("node:http").ServerResponse} ServerResponse */
/** @typedef {{ httpStatus: number, text: string }} Reply */

const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };
const HTML_TYPE = { "Content-Type": "text/html; charset=utf-8" };
const LONGEST_DELAY = 2 ** 31 - 1;

/**
 * Sends the reply, changed by the fault if there is one.
 * @param {ServerResponse} response
 * @param {Reply} reply
 * @param {Fault} [fault]
 */
export async function send(response, reply, fault) {
  if (fault === undefined) return sendWhole(response, reply.httpStatus, reply.text, JSON_TYPE);
  switch (fault?.kind) {
    case "status":
      return sendWhole(response, finalStatus(fault.status), fault.body ?? "", { ...HTML_TYPE, ...fault.headers });
    case "body":
      return sendWhole(response, 200, fault.body, { ...JSON_TYPE, ...fault.headers });
    case "redirect":
      return sendWhole(response, finalStatus(fault.status ?? 307), "", { Location: fault.location });
    case "delay":
      if (await hasWaited(response, fault.ms)) sendWhole(response, reply.httpStatus, reply.text, JSON_TYPE);
      return;
    case "stall":
      return sendHalf(response, reply, () => {});
    case "truncate":
      return sendHalf(response, reply, () => response.socket?.end());
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    default:
      throw new TypeError(
        `faults must return undefined or a known fault, not kind ${JSON.stringify(Object(fault).kind)}`,
      );
  }
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string | Uint8Array} body
 * @param {Record<string, string>} headers
 */
function sendWhole(response, status, body, headers) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { "Content-Length": bytes.length, ...headers });
  response.end(bytes);
}

/**
 * @param {ServerResponse} response
 * @param {Reply} reply
 * @param {() => void} afterwards
 */
function sendHalf(response, { httpStatus, text }, afterwards) {
  const bytes = Buffer.from(text);
  response.writeHead(httpStatus, { ...JSON_TYPE, "Content-Length": bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), afterwards);
}

/**
 * @param {ServerResponse} response
 * @param {number} ms
 * @returns {Promise<boolean>} false if the client left first
 */
async function hasWaited(response, ms) {
  if (!(ms >= 0 && ms <= LONGEST_DELAY))
    throw new TypeError(`a delay's ms must be a number from 0 to ${LONGEST_DELAY}`);
  const gone = new AbortController();
  const onClose = () => gone.abort();
  response.once("close", onClose);
  const waited = await setTimeout(ms, true, { signal: gone.signal }).catch(() => false);
  response.off("close", onClose);
  return waited;
}

/** @param {number} status */
function finalStatus(status) {
  if (!(status >= 200 && status <= 599)) throw new RangeError("a fault's status must be from 200 to 599");
  return status;
}
