// @ts-check
import { identified, refused } from "./answer.js";
import { check } from "./checks.js";
import { answerPreflight, corsHeaders } from "./cors.js";
import { dialects } from "./dialects.js";
import { UsedPairs } from "./pairs.js";
import { send } from "./reply.js";
import { receive, recordOf } from "./request.js";

/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */
/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {(request: ReceivedRequest, answer: Answer) => void} OnAnswer called before the answer is sent, without its fault */

const LOG_LIMIT = 1000;

/**
 * Reads, logs, checks and answers a request. A fault comes after the checks, as when an answer is lost on its way: the
 * pair of Timestamp and Nonce is used up.
 * @param {import("./options.js").Settings} settings
 * @param {ReceivedRequest[]} requests the log
 * @param {OnAnswer} [onAnswer]
 * @returns {import("node:http").RequestListener}
 */
export function handlerOf({ dialect, scheme, now, faults, members }, requests, onAnswer) {
  const pairs = new UsedPairs();
  let received = 0;

  /**
   * @param {import("./request.js").Received} request
   * @param {number} second
   */
  function answerTo(request, second) {
    try {
      const { member, withPointRules } = check(request, { scheme, members, pairs, second });
      return identified(member, withPointRules);
    } catch (thrown) {
      return refused(thrown);
    }
  }

  /** @type {(message: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} */
  async function handle(message, response) {
    if (message.method === "OPTIONS") return answerPreflight(response);
    const request = await receive(message);
    const record = recordOf(received++, request, message.headers);
    requests.push(record);
    if (requests.length > LOG_LIMIT) requests.shift();
    for (const [name, value] of Object.entries(corsHeaders)) response.setHeader(name, value);
    /** @type {(answer: Answer, fault?: import("../types/emulator.js").Fault) => Promise<void>} */
    const reply = (answer, fault) => {
      onAnswer?.(record, answer);
      const text = dialects[dialect](answer.envelope, answer.seed);
      return send(response, { httpStatus: answer.httpStatus, text }, fault);
    };
    try {
      const time = readClock(now);
      response.setHeader("Date", new Date(time).toUTCString());
      const answer = answerTo(request, Math.floor(time / 1000));
      await reply(answer, faults?.(record));
    } catch (thrown) {
      await reply(refused(thrown));
    }
  }

  return (message, response) => {
    handle(message, response).catch(() => response.destroy());
  };
}

/** @param {() => number} now */
function readClock(now) {
  const time = now();
  if (!Number.isFinite(time)) throw new TypeError("now must return milliseconds");
  return time;
}
