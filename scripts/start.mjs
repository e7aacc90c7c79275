// @ts-check
// Installs and builds what is missing, identifies a member, and serves the page until it is stopped.
import { once } from "node:events";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { describe } from "./lib/describe.mjs";
import { inRoot } from "./lib/project.mjs";
import { forBuilding, setUp } from "./lib/setup.mjs";
import { buildIfOld } from "./lib/sources.mjs";

/** @typedef {import("zvcms-openapi/emulator").Emulator} Emulator */

const port = readPort();
await setUp([...forBuilding, buildIfOld]);

// These are there once the package is built.
const { Client } = await import("zvcms-openapi");
const { startEmulator } = await import("zvcms-openapi/emulator");

const emulator = await startEmulator({ dialect: "php" });
await identifyMember(emulator);
const page = await servePage(emulator).catch((error) => {
  console.error(`The page cannot be served on port ${port}: ${error.message}`);
  process.exit(1);
});
console.log(`The page, to look up others:  ${page.url}
The emulator behind it:       ${emulator.url}
Stop with Ctrl-C.`);

// Ctrl-C comes twice, from the terminal and from npm. The listeners stay, so that the second one does no harm.
await new Promise((resolve) => {
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.on(signal, resolve);
});
await Promise.all([page.close(), emulator.close()]);
process.exit();

/** 0 stands for any free port. Ends the process where the arguments are wrong. */
function readPort() {
  try {
    const { port } = parseArgs({ options: { port: { type: "string", default: "0" } } }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65535) return Number(port);
    console.error(`--port takes an integer from 0 to 65535, not "${port}".`);
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
  }
  console.error("Usage: npm start -- --port 8080");
  process.exit(2);
}

/** Identifies one member of the emulator through the built package, and prints what happened. @param {Emulator} emulator */
async function identifyMember({ url, credentials, members }) {
  const { mobile, password } = members[0].login;
  /** @type {import("zvcms-openapi").ResponseMeta | undefined} */
  let meta;
  const onResponse = (/** @type {import("zvcms-openapi").ResponseMeta} */ response) => {
    meta = response;
  };
  const client = new Client({ ...credentials, endpoint: url });
  const user = await client.identifyUser({ type: 1, mobile, password, point_rules: 1 }, { onResponse });
  client.free();
  console.log(`
Identified a member by mobile number and password in ${meta?.elapsedMs.toFixed(0)} ms:

${describe(user)}

  Rust signed the request, and fetch sent it to an emulator of the vendor's server. The emulator checked OpenId,
  GrantCode, Token, Timestamp and Nonce with node:crypto. Rust read the answer, which was written as PHP writes JSON,
  and converted ${meta?.conversions.length} values to their documented types.
`);
}

/** Serves the page from its sources. @param {Emulator} emulator */
async function servePage({ url, credentials }) {
  // Vite's own server would end the process when its standard input ends.
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  Object.assign(process.env, {
    ZVCMS_ENDPOINT: url,
    ZVCMS_OPEN_ID: credentials.openId,
    ZVCMS_GRANT_CODE: credentials.grantCode,
    ZVCMS_OPEN_KEY: credentials.openKey,
  });
  const vite = await (await import("vite")).createServer({
    root: inRoot("www"),
    logLevel: "error",
    server: { middlewareMode: true, hmr: { server } },
  });
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
