// @ts-check
// Hosts whose own functions throw: a call ends as it would without that, and nothing else is touched.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runScript } from "./support.mjs";

/** What a script finds there. Its calls are named by how they end. */
const PREPARED = `
  import { Client, identifyUser as once } from "zvcms-openapi";
  const credentials = { openId: "id", grantCode: "code", openKey: "key" };
  const PARAMS = { type: 4, user_id: 7 };
  const TEXT = '{"status":true,"code":0,"data":{"user_info":{"id":7}}}';
  // Its body is there at once: other bodies of Node's need what may throw here.
  const response = (status = 200) => new Response(new ReadableStream({ start(stream) {
    stream.enqueue(new TextEncoder().encode(TEXT));
    stream.close();
  } }), { status });
  // Node loads its fetch with the first one.
  response();
  const answered = async () => response();
  const silent = () => new Promise(() => {});
  const failing = async () => { throw new TypeError("fetch failed"); };
  const { setTimeout: later } = globalThis;
  const pause = (ms) => new Promise((resolve) => later(resolve, ms));
  const outcome = (call) => Promise.race([
    call.then(({ id }) => "id " + id, ({ kind, code }) => kind + " " + code),
    pause(3000).then(() => "no end"),
  ]);
  const identify = async (fetch, call, options) =>
    outcome((async () => new Client({ ...credentials, fetch, ...options }).identifyUser(PARAMS, call))());
  const fault = () => { throw new Error("a fault of the host"); };
  const told = [];
  for (const event of ["unhandledRejection", "uncaughtException"]) {
    process.on(event, (thrown) => told.push(event + ": " + thrown?.message));
  }
  // In flight all the time.
  let answer;
  const bystander = identify(() => new Promise((resolve) => { answer = () => resolve(response()); }));
  await pause(10);
  const { exit } = process;
  const finish = async (ended) => {
    answer();
    const later = await identify(answered);
    await pause(10);
    console.log(JSON.stringify({ ended, bystander: await bystander, later, told }));
    exit(0);
  };`;

/** What became of the calls during the fault, of one in flight meanwhile, and of one afterwards. @param {string} script gives `ended` */
function run(script) {
  const { status, stdout, stderr } = runScript(`${PREPARED}\n${script}\nawait finish(ended);`);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** @param {string[]} ended */
const fine = (ended) => ({ ended, bystander: "id 7", later: "id 7", told: [] });

/** A signal that fires without an AbortController, whose method may be the one that throws. */
const SIGNAL = `
  class Signal extends EventTarget {
    aborted = false;
    reason = undefined;
    fire() { this.aborted = true; this.dispatchEvent(new Event("abort")); }
  }`;

test("where abort() throws, deadline and signal end calls as ever", () => {
  const result = run(`${SIGNAL}
    const { abort } = AbortController.prototype;
    AbortController.prototype.abort = fault;
    const signal = new Signal();
    later(() => signal.fire(), 50);
    const half = async () => new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(1)) }));
    const moved = async () => ({ status: 302, type: "basic" });
    const ended = await Promise.all([
      identify(silent, { timeoutMs: 50 }),
      identify(silent, { signal }),
      identify(half, { timeoutMs: 50 }),
      identify(moved),
      identify(answered),
    ]);
    AbortController.prototype.abort = abort;`);
  const ends = ["timeout timeout_headers", "aborted aborted", "timeout timeout_body", "connection connection_redirect"];
  assert.deepEqual(result, fine([...ends, "id 7"]));
});

test("where what listens to a request's signal throws, the call ends as ever", () => {
  const result = run(`
    const listening = (_, { signal }) => { signal.onabort = fault; return silent(); };
    const controller = new AbortController();
    later(() => controller.abort(), 50);
    const ended = await Promise.all([
      identify(listening, { timeoutMs: 50 }),
      identify(listening, { signal: controller.signal }),
    ]);`);
  // Node reports what a listener throws by itself.
  assert.deepEqual({ ...result, told: [] }, fine(["timeout timeout_headers", "aborted aborted"]));
});

test("where clearTimeout() throws, calls end as ever", () => {
  const result = run(`
    const { clearTimeout } = globalThis;
    globalThis.clearTimeout = fault;
    let sent = 0;
    const busy = async () => response(sent++ === 0 ? 503 : 200);
    const controller = new AbortController();
    later(() => controller.abort(), 50);
    const ended = await Promise.all([
      identify(answered),
      identify(busy),
      identify(failing, { maxRetries: 0 }),
      identify(silent, { signal: controller.signal }),
      identify(silent, { timeoutMs: 50 }),
    ]);
    globalThis.clearTimeout = clearTimeout;`);
  const ends = ["id 7", "id 7", "connection connection_unknown", "aborted aborted", "timeout timeout_headers"];
  assert.deepEqual(result, fine(ends));
});

/** A call that is answered, one that fails, and one that waits too long. */
const AS_EVER = ["id 7", "connection connection_unknown", "timeout timeout_headers"];

for (const method of ["removeEventListener", "addEventListener"]) {
  test(`where ${method}() of the caller's signal throws, calls end as ever`, () => {
    const result = run(`${SIGNAL}
      Signal.prototype.${method} = fault;
      const ended = await Promise.all([
        identify(answered, { signal: new Signal() }),
        identify(failing, { signal: new Signal(), maxRetries: 0 }),
        identify(silent, { signal: new Signal(), timeoutMs: 50 }),
      ]);`);
    assert.deepEqual(result, fine(AS_EVER));
  });
}

/** Globals that a server may lack. One that throws where it is looked at counts as missing. */
const GLOBALS = [
  ..."navigator performance process window WorkerGlobalScope origin location".split(" "),
  ..."Request AbortController queueMicrotask clearTimeout".split(" "),
];
/** @type {[name: string, outcomes: string[]][]} */
const WITHOUT = [
  ...GLOBALS.map((name) => /** @type {[string, string[]]} */ ([name, AS_EVER])),
  ["setTimeout", Array(3).fill("environment no_timers")],
];
for (const [name, outcomes] of WITHOUT) {
  test(`where the global ${name} throws when it is looked at, calls end as ever`, () => {
    const result = run(`
      const found = Object.getOwnPropertyDescriptor(globalThis, "${name}");
      Object.defineProperty(globalThis, "${name}", { configurable: true, get: fault });
      const ended = await Promise.all([
        identify(answered),
        identify(failing, { maxRetries: 0 }),
        identify(silent, { timeoutMs: 50 }),
      ]);
      delete globalThis["${name}"];
      if (found) Object.defineProperty(globalThis, "${name}", found);`);
    assert.deepEqual(result, fine(outcomes));
  });
}

test("where the global fetch throws when it is looked at, calls say that there is none", () => {
  const result = run(`
    const found = Object.getOwnPropertyDescriptor(globalThis, "fetch");
    Object.defineProperty(globalThis, "fetch", { configurable: true, get: fault });
    const ended = [await identify(undefined), await outcome(once(credentials, PARAMS))];
    Object.defineProperty(globalThis, "fetch", found);`);
  assert.deepEqual(result, fine(["environment no_fetch", "environment no_fetch"]));
});

for (const name of ["WebAssembly", "TextEncoder", "TextDecoder", "crypto", "performance", "process", "navigator"]) {
  test(`where the global ${name} throws from the beginning, it counts as absent`, () => {
    const { stdout, stderr } = runScript(`
      const { process, console } = globalThis;
      Object.defineProperty(globalThis, "${name}", { get() { throw new Error("it is withheld"); } });
      const { Client, sign } = await import("zvcms-openapi");
      const credentials = { openId: "id", grantCode: "code", openKey: "key" };
      const say = (act) => act().then(console.log, ({ kind, code }) => console.log(kind, code));
      await say(async () => sign(credentials, { timestamp: 1, nonce: 1 }).OpenId);
      const answered = async () => ({ status: 200, text: async () => '{"status":true,"code":0,"data":7}' });
      await say(async () => {
        const client = new Client({ ...credentials, fetch: answered, maxRequestsPerSecond: 1, timeoutMs: 4000 });
        return (await client.call("a.b")) + (await client.call("a.b"));
      });`);
    const without = "environment no_wasm\n".repeat(2);
    assert.deepEqual([stdout, stderr], [name === "WebAssembly" ? without : "id\n14\n", ""]);
  });
}
