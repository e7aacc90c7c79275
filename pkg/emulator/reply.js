// @ts-check
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";

/** @typedef {import("./fault-names.js").AnyFault} AnyFault */
/** @typedef {import("./changed-reply.js").Reply} Reply */
/** @typedef {import("node:http").ServerResponse} ServerResponse */

const TRICKLE_MS = 300;
const TRICKLE_PIECES = 30;
const HUGE_BYTES = 64 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;
/** So that a client has read what was sent before the reset: a reset may overtake it. */
const BEFORE_RESET_MS = 50;

/**
 * Sends the reply, or what the fault leaves of it.
 * @param {ServerResponse} response
 * @param {Reply} reply
 * @param {AnyFault | undefined} fault
 */
export async function send(response, reply, fault) {
  switch (fault?.kind) {
    case "delay":
      if (await hasWaited(response, fault.ms)) sendWhole(response, reply);
      return;
    case "trickle":
      return trickle(response, reply, fault.ms ?? TRICKLE_MS);
    case "stall-headers":
      return;
    case "stall":
      return sendHalf(response, reply, () => {});
    case "truncate":
      return sendHalf(response, reply, () => response.socket?.end());
    case "wrong-length":
      return sendTooLittle(response, reply);
    case "garbage-chunks":
      return sendGarbage(response, reply);
    case "huge":
      return sendHuge(response, reply, fault.bytes ?? HUGE_BYTES);
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "reset-in-headers":
      response.socket?.write("HTTP/1.1 200 OK\r\nContent-Type: applic");
      return resetSoon(response);
    case "reset-in-body":
      sendHalf(response, reply, () => {});
      return resetSoon(response);
    default:
      return sendWhole(response, reply);
  }
}

/**
 * @param {ServerResponse} response
 * @param {Reply} reply
 */
function sendWhole(response, { status, headers, body }) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...(status === 204 ? {} : lengthOf(bytes)), ...headers });
  response.end(bytes);
}

/**
 * @param {ServerResponse} response
 * @param {Reply} reply
 * @param {() => void} afterwards
 */
function sendHalf(response, { status, headers, body }, afterwards) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, ...lengthOf(bytes) });
  response.write(bytes.subarray(0, bytes.length >> 1), afterwards);
}

/**
 * @param {ServerResponse} response
 * @param {Reply} reply
 */
function sendTooLittle(response, { status, headers, body }) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "Content-Length": bytes.length + 100 });
  response.write(bytes, () => response.socket?.end());
}

/**
 * A right chunk, then no size where the next should begin.
 * @param {ServerResponse} response
 * @param {Reply} reply
 */
function sendGarbage(response, { status, headers, body }) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "Transfer-Encoding": "chunked" });
  response.write(bytes.subarray(0, bytes.length >> 1), () => {
    response.socket?.end(Buffer.concat([Buffer.from("garbage\r\n"), bytes.subarray(bytes.length >> 1)]));
  });
}

/**
 * @param {ServerResponse} response
 * @param {Reply} reply
 * @param {number} ms
 */
async function trickle(response, { status, headers, body }, ms) {
  const bytes = Buffer.from(body);
  const size = Math.ceil(bytes.length / TRICKLE_PIECES);
  response.writeHead(status, { ...headers, ...lengthOf(bytes) });
  for (let start = 0; start < bytes.length; start += size) {
    response.write(bytes.subarray(start, start + size));
    if (!(await hasWaited(response, ms / TRICKLE_PIECES))) return;
  }
  response.end();
}

/**
 * The answer behind a long text, in chunks. The memory holds only what the client has not taken yet.
 * @param {ServerResponse} response
 * @param {Reply} reply
 * @param {number} total
 */
async function sendHuge(response, { status, headers, body }, total) {
  const [head, tail] = ['{"padding":"', `",${String(body).slice(1)}`];
  const piece = "x".repeat(PIECE_BYTES);
  function* pieces() {
    yield head;
    for (let left = total - head.length - Buffer.byteLength(tail); left > 0; left -= PIECE_BYTES) {
      yield piece.slice(0, left);
    }
    yield tail;
  }
  response.writeHead(status, headers);
  // A client that leaves early is no error.
  await pipeline(Readable.from(pieces()), response).catch(() => {});
}

/** @param {ServerResponse} response */
async function resetSoon(response) {
  if (await hasWaited(response, BEFORE_RESET_MS)) response.socket?.resetAndDestroy();
}

/**
 * @param {ServerResponse} response
 * @param {number} ms
 * @returns {Promise<boolean>} false if the client left first
 */
async function hasWaited(response, ms) {
  const gone = new AbortController();
  const onClose = () => gone.abort();
  response.once("close", onClose);
  const waited = await setTimeout(ms, true, { signal: gone.signal }).catch(() => false);
  response.off("close", onClose);
  return waited;
}

/** @param {Uint8Array} bytes */
function lengthOf(bytes) {
  return { "Content-Length": bytes.length };
}
