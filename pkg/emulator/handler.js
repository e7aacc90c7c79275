// @ts-check
import { identified, refused } from "./answers.js";
import { faultyAnswer, faultyReply } from "./apply-faults.js";
import { checksOf } from "./checks.js";
import { dialects, withWholeFloats } from "./dialects.js";
import { send } from "./send.js";

/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */
/** @typedef {import("node:http").IncomingMessage} IncomingMessage */
/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./checks.js").Received} Received */
/** @typedef {import("./faults.js").AnyFault} AnyFault */
/** @typedef {(request: ReceivedRequest, answer: Answer) => void} OnAnswer called before the answer is sent; of the faults, the answer has only that of its data */

const LOG_LIMIT = 1000;
const BODY_LIMIT = 1024 * 1024;
/** The log keeps a thousand bodies, and a parsed body can take forty times its size. */
const LOGGED_LIMIT = 16 * 1024;
const SECRET_HEADERS = ["authorization", "cookie", "proxy-authorization"];
const SECRET_FIELDS = ["token", "password", "card_password"];
/** Any page may call the emulator, even one from the public web. */
const CORS_HEADERS = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*" };
const PREFLIGHT_HEADERS = {
  ...CORS_HEADERS,
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Allow-Private-Network": "true",
  "Access-Control-Max-Age": "600",
};

/**
 * Reads, logs, checks and answers a request. The checks are made whatever the fault is, as when an answer is lost on
 * its way: the pair of Timestamp and Nonce is used up.
 * @param {import("./options.js").Settings} settings
 * @param {ReceivedRequest[]} requests the log
 * @param {import("./faults.js").FaultQueue} queue
 * @param {OnAnswer} [onAnswer]
 * @returns {import("node:http").RequestListener}
 */
export function handlerOf(settings, requests, queue, onAnswer) {
  const check = checksOf(settings);
  let received = 0;

  /** @type {(fault: AnyFault | undefined) => (typeof dialects)["php"]} */
  function writerFor(fault) {
    if (fault?.kind === "whole-floats") return withWholeFloats;
    return dialects[fault?.kind === "strings" ? "strings" : settings.dialect];
  }

  /** @type {(...args: Parameters<typeof check>) => Answer} */
  function answerTo(request, clock) {
    try {
      const { member, withPointRules } = check(request, clock);
      return identified(member, withPointRules);
    } catch (thrown) {
      return refused(thrown);
    }
  }

  /** @type {(message: IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} */
  async function handle(message, response) {
    if (message.method === "OPTIONS") return void response.writeHead(204, PREFLIGHT_HEADERS).end();
    const closed = new Promise((resolve) => response.once("close", resolve));
    const request = await receive(message);
    // It came on a connection that was open before.
    if (queue.isRefusing) return void message.socket.resetAndDestroy();
    const record = recordOf(received++, request, message.headers);
    requests.push(record);
    if (requests.length > LOG_LIMIT) requests.shift();
    for (const [name, value] of Object.entries(CORS_HEADERS)) response.setHeader(name, value);
    /** @type {(answer: Answer, fault?: AnyFault) => Promise<void>} */
    const reply = (answer, fault) => {
      onAnswer?.(record, answer);
      const text = writerFor(fault)(answer.envelope, answer.seed);
      return send(response, faultyReply(answer.httpStatus, text, fault), fault);
    };
    closed.then(() => queue.answered());
    try {
      const fault = queue.take(record);
      if (queue.isRefusing) response.setHeader("Connection", "close");
      const skew = fault?.kind === "clock" ? fault.seconds : 0;
      const time = readClock(settings.now);
      response.setHeader("Date", new Date(time + skew * 1000).toUTCString());
      const answer = answerTo(request, { second: Math.floor(time / 1000), skew });
      await reply(faultyAnswer(answer, fault), fault);
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

/**
 * Reads a request to its end. A body over the limit is read as well, so that the client gets an answer, but dropped.
 * @param {IncomingMessage} message
 * @returns {Promise<Received>}
 */
async function receive(message) {
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
 * @param {IncomingMessage["headers"]} headers
 * @returns {ReceivedRequest}
 */
function recordOf(index, { method, path, bytes }, headers) {
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

/** @type {(name: string, value: unknown) => unknown} */
function maskField(name, value) {
  const field = name.toLowerCase();
  if (SECRET_FIELDS.includes(field)) return "***";
  if (field === "params" && typeof value === "string") return "***";
  if (field !== "mobile") return value;
  const mobile = String(value);
  return mobile.length < 11 ? "***" : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}

/** @param {IncomingMessage["headers"]} headers */
function maskedHeaders(headers) {
  const entries = Object.entries(headers).map(([name, value]) => {
    const text = Array.isArray(value) ? value.join(", ") : String(value);
    return [name, SECRET_HEADERS.includes(name) ? "***" : text];
  });
  return Object.fromEntries(entries);
}
