// @ts-check
// Serves the page from its sources.
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { inRoot } from "./project.mjs";

/**
 * @param {import("zvcms-openapi/emulator").Emulator} emulator
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function servePage({ url, credentials }) {
  Object.assign(process.env, {
    ZVCMS_ENDPOINT: url,
    ZVCMS_OPEN_ID: credentials.openId,
    ZVCMS_GRANT_CODE: credentials.grantCode,
    ZVCMS_OPEN_KEY: credentials.openKey,
  });
  const { createServer } = await import("vite");
  const server = createHttpServer();
  // The server is ours, because Vite's own ends the process when its standard input ends.
  const vite = await createServer({
    root: inRoot("www"),
    logLevel: "error",
    server: { middlewareMode: true, hmr: { server } },
  });
  server.on("request", vite.middlewares);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, vite.close()]);
    },
  };
}
