// @ts-check
// Serves the page from its sources.
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { inRoot } from "./project.mjs";

/** @param {import("zvcms-openapi/emulator").Emulator} emulator @param {number} port 0 for any free one */
export async function servePage({ url, credentials }, port) {
  // Vite's own server would end the process when its standard input ends.
  const server = createHttpServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  Object.assign(process.env, {
    ZVCMS_ENDPOINT: url,
    ZVCMS_OPEN_ID: credentials.openId,
    ZVCMS_GRANT_CODE: credentials.grantCode,
    ZVCMS_OPEN_KEY: credentials.openKey,
  });
  const { createServer } = await import("vite");
  const options = { middlewareMode: /** @type {const} */ (true), hmr: { server } };
  const vite = await createServer({ root: inRoot("www"), logLevel: "error", server: options });
  server.on("request", vite.middlewares);
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await vite.close();
    },
  };
}
