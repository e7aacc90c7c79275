// @ts-check
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { ZvcmsError } from "zvcms-openapi";
import { freePort } from "../free-port.mjs";
import { clientOf, clientOfFaulty, emulatorFor, failureOf } from "./support.mjs";

const PARAMS = { type: /** @type {const} */ (4), user_id: 10001 };

test("a business error carries the vendor's code and message", async (t) => {
  const client = clientOf(t, await emulatorFor(t));
  const error = await failureOf(() => client.identifyUser({ type: 4, user_id: 404 }));
  assert.ok(error instanceof ZvcmsError && ZvcmsError.is(error) && error.kind === "business");
  const { kind, code, vendorCode, vendorMessage, httpStatus, attempts, retryable, action } = error;
  assert.deepEqual(
    { kind, code, vendorCode, vendorMessage, httpStatus, attempts, retryable, action },
    {
      kind: "business",
      code: "vendor_20001",
      vendorCode: "20001",
      vendorMessage: "查询的信息不存在",
      httpStatus: 200,
      attempts: 1,
      retryable: false,
      action: "communal.user.identity",
    },
  );
});

test("a system error is told from a business error", async (t) => {
  const emulator = await emulatorFor(t);
  const client = clientOf(t, emulator, { openKey: "another key" });
  await assert.rejects(client.identifyUser(PARAMS), { kind: "system", code: "vendor_10105", vendorCode: "10105" });
});

test("another status than 2xx is an http error, with the vendor's words where there are any", async (t) => {
  const envelope = JSON.stringify({ status: false, code: 503, message: "维护中", data: [], traceId: "t-1" });
  const words = await clientOfFaulty(t, { kind: "status", status: 503, body: envelope });
  await assert.rejects(words.identifyUser(PARAMS), {
    kind: "http",
    httpStatus: 503,
    vendorCode: "503",
    vendorMessage: "维护中",
    traceId: "t-1",
  });
  const page = await clientOfFaulty(t, { kind: "status", status: 502, body: "<html>Bad gateway</html>" });
  const error = await failureOf(() => page.identifyUser(PARAMS));
  assert.deepEqual([error.kind, error.httpStatus, error.vendorCode], ["http", 502, undefined]);
  assert.match(error.snippet, /Bad gateway/);
});

for (const [what, body] of /** @type {const} */ ([
  ["nothing", ""],
  ["a page", "<!doctype html><p>hello"],
  ["a warning of PHP", 'Warning: x in /a.php on line 1\n{"status":true,"code":0}'],
  ["half of it", '{"status":true,"code":0,"data":{"user_'],
  ["a list", "[]"],
  ["no member", '{"status":true,"code":0,"message":"","data":[]}'],
  ["no code", '{"status":true,"message":"","data":[]}'],
  ["bytes that are not UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
])) {
  test(`an answer that is ${what} is a decode error`, async (t) => {
    const client = await clientOfFaulty(t, { kind: "body", body });
    const error = await failureOf(() => client.identifyUser(PARAMS));
    assert.deepEqual([error.kind, error.httpStatus, error.attempts], ["decode", 200, 1]);
  });
}

test("a field that cannot be read is named", async (t) => {
  const body = JSON.stringify({
    status: true,
    code: 0,
    data: { user_info: { id: 1, status: "冻结" } },
  });
  const client = await clientOfFaulty(t, { kind: "body", body });
  await assert.rejects(client.identifyUser(PARAMS), { kind: "decode", path: "data.user_info.status" });
});

test("a redirect is never followed", async (t) => {
  const target = await emulatorFor(t);
  for (const status of [301, 302, 303, 307, 308]) {
    const client = await clientOfFaulty(t, { kind: "redirect", location: target.url, status });
    await assert.rejects(client.identifyUser(PARAMS), { kind: "connection", reason: "redirect" });
  }
  assert.deepEqual(target.requests, []);
});

test("a connection that nobody takes, or that breaks, is a connection error", async (t) => {
  const emulator = await emulatorFor(t);
  const refused = clientOf(t, emulator, { endpoint: `http://127.0.0.1:${await freePort()}/api/v2` });
  await assert.rejects(refused.identifyUser(PARAMS), { kind: "connection", reason: "refused" });
  const reset = await clientOfFaulty(t, { kind: "reset" });
  await assert.rejects(reset.identifyUser(PARAMS), { kind: "connection", reason: "reset" });
  const truncated = await clientOfFaulty(t, { kind: "truncate" });
  await assert.rejects(truncated.identifyUser(PARAMS), { kind: "connection" });
});

for (const [status, failure] of /** @type {[number, object][]} */ ([
  [200, { kind: "decode", code: "too_large" }],
  [502, { kind: "http", code: "http_502", httpStatus: 502, retryable: true }],
])) {
  test(`a body over 16 MiB is given up while it arrives (${status})`, (t) => isGivenUp(t, status, failure));
}

/** @type {(t: import("node:test").TestContext, status: number, failure: object) => Promise<void>} */
async function isGivenUp(t, status, failure) {
  let sent = 0;
  const chunk = Buffer.alloc(1 << 20, " ");
  const server = createServer((_, response) => {
    response.statusCode = status;
    const more = () => {
      let goesOn = !response.destroyed;
      while (goesOn) {
        sent += chunk.length;
        goesOn = response.write(chunk);
      }
    };
    response.on("drain", more).on("error", () => {});
    more();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  t.after(() => server.close());
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const client = clientOf(t, await emulatorFor(t), { endpoint: `http://127.0.0.1:${port}/`, maxRetries: 0 });
  const closed = new Promise((resolve) => server.on("connection", (socket) => socket.on("close", resolve)));
  await assert.rejects(client.identifyUser(PARAMS), failure);
  await closed;
  assert.ok(sent >= 16 << 20);
}
