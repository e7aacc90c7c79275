// @ts-check
// A program for Node, Deno and Bun: one call of each kind of failure, and the stack of its error.
import process from "node:process";
import { arm } from "../package/trap/trapping.mjs";

const { Client } = await import("zvcms-openapi");

/** @typedef {import("zvcms-openapi").Client} AnyClient */
/** @typedef {import("zvcms-openapi").CallOptions} CallOptions */

/** @type {{ endpoint: string, refusing: string, credentials: import("zvcms-openapi").Credentials, ids: Record<string, number> }} */
const { endpoint, refusing, credentials, ids } = JSON.parse(process.argv[2] ?? "{}");
const client = new Client({ ...credentials, endpoint });
const lost = new Client({ ...credentials, endpoint: refusing });

/** The name that has to be in each stack. @param {AnyClient} asked @param {number} user_id @param {CallOptions} [options] */
async function whoeverAsks(asked, user_id, options) {
  const user = await asked.identifyUser({ type: 4, user_id }, { maxRetries: 0, ...options });
  return user.id;
}

/** @type {Record<string, () => Promise<unknown>>} */
const FAILURES = {
  invalid_argument: () => whoeverAsks(client, -1),
  async environment() {
    const { fetch } = globalThis;
    Reflect.set(globalThis, "fetch", undefined);
    try {
      await whoeverAsks(client, ids.none);
    } finally {
      globalThis.fetch = fetch;
    }
  },
  connection: () => whoeverAsks(lost, ids.none),
  timeout: () => whoeverAsks(client, ids.silent, { timeoutMs: 50 }),
  aborted: () => whoeverAsks(client, ids.silent, { signal: abortedIn(50) }),
  "aborted before": () => whoeverAsks(client, ids.silent, { signal: AbortSignal.abort() }),
  http: () => whoeverAsks(client, ids.http),
  "http after another attempt": () => whoeverAsks(client, ids.busy, { maxRetries: 1 }),
  decode: () => whoeverAsks(client, ids.decode),
  business: () => whoeverAsks(client, ids.business),
  system: () => whoeverAsks(client, ids.system),
};

/** @param {number} ms */
function abortedIn(ms) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

/** @param {string} failure @param {Promise<unknown>} call */
const tell = (failure, call) =>
  call.then(
    () => console.log(JSON.stringify({ failure })),
    ({ kind, stack }) => console.log(JSON.stringify({ failure, kind, stack })),
  );

for (const [failure, act] of Object.entries(FAILURES)) await tell(failure, act());

// A defect of the core ends the call that meets it, and another one in flight.
const other = tell("internal for another call", whoeverAsks(client, ids.silent));
await new Promise((resolve) => setTimeout(resolve, 50));
arm("status");
await tell("internal", whoeverAsks(client, ids.none));
await other;
// What the core had under way is the host's, which waits for it.
process.exit(0);
