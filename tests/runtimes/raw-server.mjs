// @ts-check
// A server that answers byte by byte, so that it can go wrong at any of them.
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer as createTlsServer } from "node:tls";

/** @typedef {import("node:net").Socket} Socket */
/** @typedef {(socket: Socket) => void} Answer what is done when a request has come */
/** @typedef {string | Uint8Array} Bytes */

/** Time for the client to read what was written: a reset throws away what it has not read. */
const A_WHILE = 300;

/**
 * A server that ends with the tests.
 * @param {Answer} answer
 * @param {import("node:tls").TlsOptions | undefined} tls
 */
export async function listen(answer, tls) {
  /** @type {Set<Socket>} */
  const sockets = new Set();
  const server = tls ? createTlsServer(tls) : createServer();
  server.on(tls ? "secureConnection" : "connection", (/** @type {Socket} */ socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    socket.once("data", () => answer(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port, close };
}

/** Answers with this, and leaves the connection open. @param {Bytes} bytes @returns {Answer} */
export const sending = (bytes) => (socket) => {
  socket.write(bytes);
};

/** @param {(socket: Socket) => void} end @returns {(bytes?: Bytes) => Answer} */
const ending =
  (end) =>
  (bytes = "") =>
  async (socket) => {
    socket.write(bytes);
    await sleep(A_WHILE);
    end(socket);
  };

/** Answers with what is given, if anything, then ends the connection in order. */
export const closing = ending((socket) => socket.end());

/** Answers with what is given, if anything, then resets the connection. */
export const resetting = ending((socket) => socket.resetAndDestroy());
