// @ts-check
import { Client } from "zvcms-openapi";
import { startEmulator } from "zvcms-openapi/emulator";
import { createHandler } from "zvcms-openapi/server";

/** @typedef {import("node:test").TestContext} TestContext */
/** @typedef {import("zvcms-openapi/server").HandlerOptions<any>} HandlerOptions */
/** @typedef {{ status: number, headers: Headers, text: string, json: any }} Answer */
/** @typedef {(body: unknown, init?: any) => Promise<Answer>} Ask */

export const ADDRESS = "https://shop.example/api/member";

/**
 * A route with an emulator behind it, and what it reports. Both end with the test.
 * @param {TestContext} t
 * @param {Partial<HandlerOptions>} [options]
 * @param {Partial<import("zvcms-openapi").ClientOptions>} [clientOptions]
 */
export async function routeFor(t, options, clientOptions) {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const client = new Client({ ...emulator.credentials, endpoint: emulator.url, maxRetries: 0, ...clientOptions });
  t.after(() => client.free());
  /** @type {{ error: any, step: string }[]} */
  const reports = [];
  const handler = createHandler({
    client,
    authorize: () => "a caller",
    limit: false,
    onError: (error, step) => {
      reports.push({ error, step });
    },
    ...options,
  });
  const { login, user } = emulator.members[0];
  /** @type {import("zvcms-openapi").ByAccount} */
  const account = { type: 1, mobile: login.mobile, password: login.password };
  /** @type {import("zvcms-openapi").ByCard} */
  const card = { type: 2, card_number: login.card_number, card_password: login.card_password };
  return { emulator, client, handler, ask: asking(handler), reports, login, user, account, card };
}

/** @param {(request: any, from?: any) => Promise<any>} handler @returns {Ask} */
export const asking = (handler) => async (body, init) => read(await handler(requestOf(body, init), undefined));

/**
 * A request as a page sends one.
 * @param {unknown} body text, bytes and streams as they are, anything else as JSON
 * @param {any} [init]
 */
export function requestOf(body, { url = ADDRESS, headers, ...init } = {}) {
  const isRaw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
  return new Request(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: isRaw ? body : JSON.stringify(body),
    duplex: "half",
    ...init,
  });
}

/** @param {any} response @returns {Promise<Answer>} */
export async function read(response) {
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers, text, json: JSON.parse(text) };
}

/** A stream of these pieces, without a length. @param {(string | Uint8Array<ArrayBuffer>)[]} pieces @param {any} [source] */
export function streamOf(pieces, source) {
  const left = pieces.map((piece) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece));
  return new ReadableStream({
    pull(controller) {
      const piece = left.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
    ...source,
  });
}

/** @param {Answer} answer */
export const codeOf = ({ status, json }) => [status, json.error?.code];
