// @ts-check
// A shop's server: its built page under a strict policy, and the route that the page asks, in front of an emulator.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { extname, join } from "node:path";
import { Client } from "zvcms-openapi";
import { startEmulator } from "zvcms-openapi/emulator";
import { createHandler, toNode } from "zvcms-openapi/server";

/** @typedef {import("node:test").TestContext} TestContext */

export const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";
/** @type {Record<string, string>} */
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };

/**
 * Ends with the test.
 * @param {TestContext} t
 * @param {string} folder of the built page
 * @param {{ tls?: { key: string, cert: string }, policy?: string, faults?: import("zvcms-openapi/emulator").Faults }} [options]
 */
export async function openShop(t, folder, { tls, policy = POLICY, faults } = {}) {
  const emulator = await startEmulator({ faults });
  t.after(() => emulator.close());
  const client = new Client({ ...emulator.credentials, endpoint: emulator.url });
  t.after(() => client.free());
  const handler = createHandler({ client, authorize: () => "a visitor", limit: false, onError: () => {} });
  const route = toNode(handler);
  /** What came of each request that the route got. @type {{ method: string | undefined, status: Promise<number | "left"> }[]} */
  const asked = [];

  const answer = async (
    /** @type {import("node:http").IncomingMessage} */ request,
    /** @type {import("node:http").ServerResponse} */ response,
  ) => {
    const { pathname } = new URL(request.url ?? "/", "http://shop");
    if (pathname === "/api/member") {
      const status = once(response, "close").then(() => (response.writableFinished ? response.statusCode : "left"));
      asked.push({ method: request.method, status: /** @type {any} */ (status) });
      return route(request, response);
    }
    const body = await readFile(join(folder, pathname === "/" ? "index.html" : pathname)).catch(() => undefined);
    const type = TYPES[extname(pathname) || ".html"] ?? "text/plain";
    response.writeHead(body ? 200 : 404, { "Content-Type": type, "Content-Security-Policy": policy });
    response.end(body);
  };
  const server = tls ? createHttpsServer(tls, answer) : createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `${tls ? "https" : "http"}://127.0.0.1:${port}/`, emulator, asked };
}
