// @ts-check
import { identified, refused } from "./answer.js";
import { check } from "./checks.js";
import { answerPreflight, corsHeaders } from "./cors.js";
import { dialects } from "./dialects.js";
import { UsedPairs } from "./pairs.js";
import { send } from "./reply.js";
import { receive, recordOf } from "./request.js";

/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */

const LOG_LIMIT = 1000;

/**
 * What the server does with a request: read it, log it, check it, answer it, with a fault where one is asked for. The
 * checks come before the fault, as they do where an answer is lost on its way: the pair of Timestamp and Nonce is used.
 * @param {import("./options.js").Settings} settings
 * @param {ReceivedRequest[]} requests the log
 * @returns {import("node:http").RequestListener}
 */
export function handlerOf({ dialect, scheme, now, faults }, requests) {
  const pairs = new UsedPairs();
  let received = 0;

  /** @param {import("./answer.js").Answer} answer */
  const replyOf = ({ httpStatus, envelope, seed }) => ({ httpStatus, text: dialects[dialect](envelope, seed) });

  /**
   * @param {import("./request.js").Received} request
   * @param {number} second
   */
  function answerTo(request, second) {
    try {
      const { member, withPointRules } = check(request, { scheme, pairs, second });
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
    try {
      const time = readClock(now);
      response.setHeader("Date", new Date(time).toUTCString());
      const answer = answerTo(request, Math.floor(time / 1000));
      await send(response, replyOf(answer), faults?.(record));
    } catch (thrown) {
      await send(response, replyOf(refused(thrown)));
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
