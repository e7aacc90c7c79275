// @ts-check
import { Client } from "zvcms-openapi";
import { maskFields } from "./mask.js";
import { signatureOf } from "./signing.js";

const TIMEOUT = 10000;

/** Asks the platform from the page itself. @type {import("./lookup.js").Identify} */
export async function direct({ params, signal, config, answer, tell }) {
  const { endpoint, credentials, timeoutMs = TIMEOUT } = config;
  answer.timeoutMs = timeoutMs;
  if (!credentials) throw new Error("config.json has no credentials for direct lookups");
  const client = new Client({
    ...credentials,
    endpoint,
    timeoutMs,
    // Right only here, with the emulator's published test key. A real key stays on your server, which then does this.
    dangerouslyAllowBrowser: true,
    fetch: (url, init) => {
      const signature = signatureOf(JSON.parse(init.body), { credentials, endpoint });
      tell({ to: url, params: maskFields(params), signature });
      return fetch(url, init);
    },
  });
  try {
    return await client.identifyUser(params, {
      signal,
      onResponse: (meta) => {
        answer.meta = meta;
      },
    });
  } finally {
    client.free();
  }
}
