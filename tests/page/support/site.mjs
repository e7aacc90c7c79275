// @ts-check
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { extname, join } from "node:path";
import { memberRoute, ROUTE } from "../../../www/member-route.js";

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** What the route of the page looks members up with. @typedef {Parameters<typeof memberRoute>[0]} Server */

/**
 * Serves the built page, with that `config.json` instead of the built one.
 * @param {object | undefined} config undefined: there is none
 * @param {Server} [server] undefined: there is no route
 * @param {{ key: string, cert: string }} [tls] to serve it over https
 */
async function serveSite(config, server, tls) {
  const folder = process.env.ZVCMS_PAGE_DIR;
  if (!folder) throw new Error("ZVCMS_PAGE_DIR must name the folder of the built page");
  const route = server && memberRoute(server);
  const answer = async (/** @type {Request} */ request, /** @type {Response} */ response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    if (route && path === ROUTE) return route(request, response);
    const body = path === "/config.json" ? config && JSON.stringify(config) : await read(folder, path);
    const type = types[/** @type {keyof typeof types} */ (extname(path) || ".html")];
    response.writeHead(body === undefined ? 404 : 200, { "Content-Type": type });
    response.end(body);
  };
  const listening = tls ? createHttpsServer(tls, answer) : createServer(answer);
  listening.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (listening.address());
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}/`,
    close: () => {
      listening.close();
      listening.closeAllConnections();
    },
  };
}

/**
 * Opens the built page in a context of its own. Everything ends with the test.
 * @param {import("node:test").TestContext} t
 * @param {{ newContext: (options: object) => Promise<import("playwright-core").BrowserContext> }} browser
 * @param {{ config?: object | undefined, server?: Server | undefined, tls?: { key: string, cert: string } | undefined, context?: object, prepare?: (page: import("playwright-core").Page) => void }} [options]
 * `prepare` comes before the page is loaded
 */
export async function openSite(t, browser, { config, server, tls, context: options = {}, prepare } = {}) {
  const site = await serveSite(config, server, tls);
  t.after(site.close);
  const context = await browser.newContext(options);
  t.after(() => context.close());
  const page = await context.newPage();
  prepare?.(page);
  await page.goto(site.url);
  return { page, context, site };
}

/** @type {(folder: string, path: string) => Promise<Buffer | undefined>} */
const read = (folder, path) => readFile(join(folder, path === "/" ? "index.html" : path)).catch(() => undefined);
