// @ts-check
import { identified, refused } from "./answer.js";
import { changedAnswer } from "./changed-answer.js";
import { changedReply } from "./changed-reply.js";
import { check } from "./checks.js";
import { answerPreflight, corsHeaders } from "./cors.js";
import { dialects } from "./dialects.js";
import { UsedPairs } from "./pairs.js";
import { send } from "./reply.js";
import { receive, recordOf } from "./request.js";

/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */
/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./fault-names.js").AnyFault} AnyFault */
/** @typedef {(request: ReceivedRequest, answer: Answer) => void} OnAnswer called before the answer is sent, with a fault of its data, but with no other */

const LOG_LIMIT = 1000;

/**
 * Reads, logs, checks and answers a request. Whatever its fault is, the checks are made, as when an answer is lost on
 * its way: the pair of Timestamp and Nonce is used up.
 * @param {import("./options.js").Settings} settings
 * @param {ReceivedRequest[]} requests the log
 * @param {import("./fault-desk.js").FaultDesk} desk
 * @param {OnAnswer} [onAnswer]
 * @returns {import("node:http").RequestListener}
 */
export function handlerOf({ dialect, scheme, now, members }, requests, desk, onAnswer) {
  const pairs = new UsedPairs();
  let received = 0;

  /**
   * @param {import("./request.js").Received} request
   * @param {number} second
   * @param {number} skew
   */
  function answerTo(request, second, skew) {
    try {
      const { member, withPointRules } = check(request, { scheme, members, pairs, second, skew });
      return identified(member, withPointRules);
    } catch (thrown) {
      return refused(thrown);
    }
  }

  /** @type {(message: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} */
  async function handle(message, response) {
    if (message.method === "OPTIONS") return answerPreflight(response);
    const left = new Promise((resolve) => response.once("close", resolve));
    const request = await receive(message);
    // It came on a connection that was open before.
    if (desk.isRefusing) return void message.socket.resetAndDestroy();
    const record = recordOf(received++, request, message.headers);
    requests.push(record);
    if (requests.length > LOG_LIMIT) requests.shift();
    for (const [name, value] of Object.entries(corsHeaders)) response.setHeader(name, value);
    /** @type {(answer: Answer, fault?: AnyFault) => Promise<void>} */
    const reply = (answer, fault) => {
      onAnswer?.(record, answer);
      const writer = fault?.kind === "strings" ? "strings" : dialect;
      const text = dialects[writer](answer.envelope, answer.seed);
      return send(response, changedReply(answer.httpStatus, text, fault), fault);
    };
    left.then(() => desk.answered());
    try {
      const fault = desk.take(record);
      if (desk.isRefusing) response.setHeader("Connection", "close");
      const skew = fault?.kind === "clock" ? fault.seconds : 0;
      const time = readClock(now);
      response.setHeader("Date", new Date(time + skew * 1000).toUTCString());
      const answer = answerTo(request, Math.floor(time / 1000), skew);
      await reply(changedAnswer(answer, fault), fault);
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
