// @ts-check
// As much of WebDriver BiDi as these tests need: https://w3c.github.io/webdriver-bidi.
import { once } from "node:events";
import { createRequire } from "node:module";

/** It brings no types. @type {any} */
const WebSocket = createRequire(import.meta.url)("ws");
/** A browser that does not answer must not hold the tests up. */
const PATIENCE_MS = 30_000;

/** @param {string} url of a session */
export async function connect(url) {
  const socket = new WebSocket(url);
  await once(socket, "open");
  let last = 0;
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  /** @type {((event: any) => void)[]} */
  const listeners = [];
  socket.on("message", (/** @type {Buffer} */ bytes) => {
    const message = JSON.parse(String(bytes));
    if (message.type === "event") for (const listener of listeners) listener(message);
    else waiting.get(message.id)?.(message);
  });

  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  async function send(method, params = {}) {
    last += 1;
    const id = last;
    /** @type {any} */
    let timer;
    const answer = await new Promise((resolve, reject) => {
      waiting.set(id, resolve);
      timer = setTimeout(() => reject(new Error(`${method}: no answer`)), PATIENCE_MS);
      socket.send(JSON.stringify({ id, method, params }));
    });
    clearTimeout(timer);
    waiting.delete(id);
    if (answer.type !== "success") throw new Error(`${method}: ${answer.error}: ${answer.message}`);
    return answer.result;
  }

  return {
    send,
    onEvent: (/** @type {(event: any) => void} */ listener) => listeners.push(listener),
    close: () => socket.close(),
  };
}
