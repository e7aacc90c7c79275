// @ts-check
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";

/** @typedef {import("node:http").ServerResponse} ServerResponse */

const TRICKLE_MS = 300;
const TRICKLE_PIECES = 30;
const HUGE_BYTES = 64 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;
/** A reset may overtake what was sent before it: leave the client time to read. */
const BEFORE_RESET_MS = 50;

/**
 * Sends the reply, or what the fault leaves of it.
 * @param {ServerResponse} response
 * @param {import("./apply-faults.js").Reply} reply
 * @param {import("./faults.js").AnyFault | undefined} fault
 */
export async function send(response, { status, headers, body }, fault) {
  const bytes = Buffer.from(body);
  const middle = bytes.length >> 1;
  const half = bytes.subarray(0, middle);
  const withLength = { "Content-Length": bytes.length, ...headers };
  const endConnection = () => response.socket?.end();
  switch (fault?.kind) {
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "reset-in-headers":
      response.socket?.write("HTTP/1.1 200 OK\r\nContent-Type: applic");
      return resetSoon(response);
    case "reset-in-body":
      response.writeHead(status, withLength).write(half);
      return resetSoon(response);
    case "stall-headers":
      return;
    case "stall":
      response.writeHead(status, withLength).write(half);
      return;
    case "trickle":
      response.writeHead(status, withLength);
      return trickle(response, bytes, fault.ms ?? TRICKLE_MS);
    case "truncate":
      response.writeHead(status, withLength).write(half, endConnection);
      return;
    case "wrong-length":
      response.writeHead(status, { ...headers, "Content-Length": bytes.length + 100 }).write(bytes, endConnection);
      return;
    case "garbage-chunks":
      // A right chunk, then no size where the next should begin.
      response.writeHead(status, { ...headers, "Transfer-Encoding": "chunked" });
      response.write(half, () =>
        response.socket?.end(Buffer.concat([Buffer.from("garbage\r\n"), bytes.subarray(middle)])),
      );
      return;
    case "huge":
      response.writeHead(status, headers);
      // A client that leaves early is no error.
      return pipeline(Readable.from(padded(bytes, fault.bytes ?? HUGE_BYTES)), response).catch(() => {});
    case "delay":
      if (!(await hasWaited(response, fault.ms))) return;
  }
  response.writeHead(status, status === 204 ? headers : withLength).end(bytes);
}

/** @type {(response: ServerResponse, bytes: Uint8Array, ms: number) => Promise<void>} */
async function trickle(response, bytes, ms) {
  const size = Math.ceil(bytes.length / TRICKLE_PIECES);
  for (let start = 0; start < bytes.length; start += size) {
    response.write(bytes.subarray(start, start + size));
    if (!(await hasWaited(response, ms / TRICKLE_PIECES))) return;
  }
  response.end();
}

/**
 * The JSON object behind a long text, in pieces: the memory has only what the client has not taken yet.
 * @param {Buffer} json
 * @param {number} total bytes of all pieces
 */
function* padded(json, total) {
  const [head, tail] = ['{"padding":"', `",${json.toString().slice(1)}`];
  const piece = "x".repeat(PIECE_BYTES);
  yield head;
  for (let left = total - head.length - Buffer.byteLength(tail); left > 0; left -= PIECE_BYTES) {
    yield piece.slice(0, left);
  }
  yield tail;
}

/** @param {ServerResponse} response */
async function resetSoon(response) {
  if (await hasWaited(response, BEFORE_RESET_MS)) response.socket?.resetAndDestroy();
}

/** False if the client left in the meantime. @type {(response: ServerResponse, ms: number) => Promise<boolean>} */
async function hasWaited(response, ms) {
  await setTimeout(ms, undefined, { ref: false });
  return !response.destroyed;
}
