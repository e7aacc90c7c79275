// @ts-check
// How long after its deadline a call ends, for each thing that it can be waiting for. Prints a line for each.
//   ROUNDS
import { once } from "node:events";
import { createServer } from "node:http";
import { Client } from "zvcms-openapi";

const rounds = Number(process.argv[2] ?? 100);
const TIMEOUT_MS = 300;
const CREDENTIALS = { openId: "id", grantCode: "code", openKey: "fake-open-key-for-test-only-0001" };

/** @param {import("node:http").RequestListener} listener */
async function serve(listener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { endpoint: `http://127.0.0.1:${port}/`, close };
}

/**
 * @param {string} what
 * @param {string} expected the phase
 * @param {import("node:http").RequestListener} listener
 * @param {{ maxRequestsPerSecond?: number, before?: number }} [options] `before`: calls that are made first
 */
async function measure(what, expected, listener, { before = 0, ...options } = {}) {
  const { endpoint, close } = await serve(listener);
  const over = [];
  for (let round = 0; round < rounds; round++) {
    const client = new Client({ ...CREDENTIALS, endpoint, timeoutMs: TIMEOUT_MS, ...options });
    for (let count = 0; count < before; count++) await client.call("a.b", {}, { timeoutMs: 10_000 });
    const start = performance.now();
    const phase = await client.call("a.b", {}, { maxRetries: 1 }).then(
      () => "success",
      (error) => error.phase ?? error.code,
    );
    // A first attempt that took long leaves no time for a second one.
    if (phase === expected) over.push(performance.now() - start - TIMEOUT_MS);
    client.free();
  }
  close();
  if (over.length === 0) throw new Error(`${what}: not seen`);
  over.sort((a, b) => a - b);
  const [median, most] = [over[over.length >> 1], over[over.length - 1]].map((ms) => (ms ?? 0).toFixed(1));
  console.log(`${what}: ${over.length} calls, median ${median} ms after the deadline, at most ${most} ms`);
}

await measure("headers that stall", "headers", () => {});
await measure("a body that stalls", "body", (_, response) => response.writeHead(200).write('{"status":'));
let isFirst = false;
await measure("a second attempt that stalls", "headers", (_, response) => {
  isFirst = !isFirst;
  if (isFirst) response.writeHead(503).end();
});
await measure("a turn that is awaited", "waiting", (_, response) => response.end('{"status":true,"code":0,"data":1}'), {
  maxRequestsPerSecond: 1,
  before: 1,
});
