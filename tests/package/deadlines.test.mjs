// @ts-check
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { clientOf, clientOfFaulty, emulatorFor, failureOf, runScript } from "./support.mjs";

const PARAMS = { type: /** @type {const} */ (4), user_id: 10001 };
const HOUR = 3_600_000;

test("the deadline covers the wait for the headers", async (t) => {
  const client = await clientOfFaulty(t, { kind: "delay", ms: HOUR });
  const error = await failureOf(() => client.identifyUser(PARAMS, { timeoutMs: 50 }));
  assert.deepEqual([error.kind, error.phase, error.attempts], ["timeout", "headers", 1]);
});

test("the deadline covers the body to its last byte", async (t) => {
  const client = await clientOfFaulty(t, { kind: "stall" });
  const error = await failureOf(() => client.identifyUser(PARAMS, { timeoutMs: 200 }));
  assert.deepEqual([error.kind, error.phase], ["timeout", "body"]);
});

for (const kind of /** @type {const} */ (["delay", "stall"])) {
  test(`a signal ends a call while the answer is in ${kind}, and keeps no listener`, async (t) => {
    const controller = new AbortController();
    const arrived = withResolvers();
    const emulator = await emulatorFor(t, {
      faults: () => {
        arrived.resolve(undefined);
        return kind === "delay" ? { kind, ms: HOUR } : { kind };
      },
    });
    const call = failureOf(() => clientOf(t, emulator).identifyUser(PARAMS, { signal: controller.signal }));
    await arrived.promise;
    controller.abort(new Error("enough"));
    const error = await call;
    assert.deepEqual([error.kind, error.code, error.cause.message], ["aborted", "aborted", "enough"]);
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  });
}

test("a signal that was aborted before sends nothing, and one that is not used keeps no listener", async (t) => {
  const emulator = await emulatorFor(t);
  const client = clientOf(t, emulator);
  await assert.rejects(client.identifyUser(PARAMS, { signal: AbortSignal.abort() }), { kind: "aborted", attempts: 0 });
  assert.deepEqual(emulator.requests, []);
  const { signal } = new AbortController();
  await client.identifyUser(PARAMS, { signal });
  assert.equal(getEventListeners(signal, "abort").length, 0);
});

test("a process without other work ends as soon as its call has", () => {
  const ended = runScript(`
    import { identifyUser } from "zvcms-openapi";
    const answer = { status: true, code: 0, message: "", data: { user_info: { id: 7 } } };
    const options = {
      openId: "id", grantCode: "code", openKey: "key", timeoutMs: ${HOUR},
      fetch: async () => new Response(JSON.stringify(answer)),
    };
    const { signal } = new AbortController();
    const user = await identifyUser(options, { type: 4, user_id: 7 }, { signal });
    console.log(user.id);`);
  assert.deepEqual(ended, { status: 0, stdout: "7\n", stderr: "" });
});

test("a body in chunks of a byte each takes no more memory for that", () => {
  const ended = runScript(
    `
    import { identifyUser } from "zvcms-openapi";
    let left = 600_000;
    const start = '{"status":true,"code":0,"data":{"user_info":{"id":7}}}';
    const read = async () => ({ done: left-- === 0, value: new TextEncoder().encode(left === 599_999 ? start : " ") });
    const fetch = async () => ({ status: 200, body: { getReader: () => ({ read }) } });
    const options = { openId: "id", grantCode: "code", openKey: "key", timeoutMs: ${HOUR}, fetch };
    console.log((await identifyUser(options, { type: 4, user_id: 7 })).id);`,
    ["--max-old-space-size=48"],
  );
  assert.deepEqual(ended, { status: 0, stdout: "7\n", stderr: "" });
});

/** @returns {{ promise: Promise<unknown>, resolve: (value: unknown) => void }} */
function withResolvers() {
  /** @type {(value: unknown) => void} */
  let resolve = () => {};
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
