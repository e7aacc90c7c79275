// @ts-check
// Globals that others replace: what the package does with them.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { tree } from "../runtimes/tree.mjs";
import { runScript } from "./support.mjs";

const PREPARED = `
  const credentials = { openId: "id", grantCode: "code", openKey: "key" };
  const PARAMS = { type: 4, user_id: 7 };
  const TEXT = '{"status":true,"code":0,"data":{"user_info":{"id":7}}}';
  const answered = async () => new Response(TEXT);
  const silent = () => new Promise(() => {});
  const busyOnce = (sent = 0) => async () => new Response(TEXT, { status: sent++ === 0 ? 503 : 200 });
  const failing = async () => { throw new TypeError("fetch failed"); };
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const abortedIn = (ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), ms);
    return controller.signal;
  };
  const outcome = (call) => call.then(({ id }) => id, ({ code }) => code);
  /** Calls that end in each way. */
  const callsOf = async (Client) => {
    const identify = (fetch, call, options) =>
      outcome(new Client({ ...credentials, ...options, fetch }).identifyUser(PARAMS, call));
    const limited = new Client({ ...credentials, fetch: silent, maxRequestsPerSecond: 1 });
    return Promise.all([
      identify(answered),
      identify(busyOnce()),
      identify(busyOnce(), { maxRetries: 0 }),
      identify(failing, { maxRetries: 0 }),
      identify(silent, { timeoutMs: 50 }),
      identify(silent, { signal: abortedIn(50) }),
      identify(answered, { signal: AbortSignal.abort() }),
      outcome(limited.identifyUser(PARAMS, { timeoutMs: 60 })),
      outcome(limited.identifyUser(PARAMS, { timeoutMs: 60 })),
      outcome(new Client({ ...credentials, fetch: answered }).identifyUser({})),
    ]);
  };`;
const OUTCOMES = [
  ...[7, 7, "http_503", "connection_unknown", "timeout_headers", "aborted", "aborted"],
  ...["timeout_headers", "timeout_waiting", "invalid_argument"],
];

test("Bluebird as the global Promise has nothing to warn of", () => {
  const bluebird = createRequire(join(tree, "package.json")).resolve("bluebird");
  const ended = runScript(`${PREPARED}
    const { default: Bluebird } = await import(${JSON.stringify(bluebird)});
    Bluebird.config({ warnings: true, longStackTraces: true });
    globalThis.Promise = Bluebird;
    // It does warn of what this is about.
    Bluebird.reject(undefined).catch(() => {});
    console.warn("----");
    const { Client } = await import("zvcms-openapi");
    console.log(JSON.stringify(await callsOf(Client)));
    await pause(100);`);
  assert.deepEqual([ended.status, JSON.parse(ended.stdout || "0")], [0, OUTCOMES], ended.stderr);
  const [before, after] = ended.stderr.split("----\n");
  assert.match(before, /a promise was rejected with a non-error: \[object Undefined\]/);
  assert.equal(after, "");
});

test("no class that was global for a while is kept, as each of happy-dom's windows brings its own", () => {
  const names = ["AbortController", "Headers", "ReadableStream", "Request", "Response"];
  const script = `${PREPARED}
    const { Client } = await import("zvcms-openapi");
    /** Classes of a window's own, and what still knows them. */
    async function visit() {
      const host = {};
      const known = [];
      for (const name of ${JSON.stringify(names)}) {
        host[name] = globalThis[name];
        globalThis[name] = { [name]: class extends host[name] {} }[name];
        known.push([name, new WeakRef(globalThis[name])]);
      }
      const outcomes = await callsOf(Client);
      Object.assign(globalThis, host);
      return { outcomes, known };
    }
    const { outcomes, known } = await visit();
    // What lives until the end of a call that nobody waits for.
    for (let round = 0; round < 10; round++) {
      await pause(20);
      gc();
    }
    console.log(JSON.stringify({ outcomes, kept: known.flatMap(([name, it]) => (it.deref() ? [name] : [])) }));`;
  const { status, stdout, stderr } = runScript(script, ["--expose-gc"]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.deepEqual(JSON.parse(stdout), { outcomes: OUTCOMES, kept: [] });
});
