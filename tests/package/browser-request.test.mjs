// @ts-check
// The entry for pages in a host that has no fetch, but a function like wx.request.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import * as browser from "zvcms-openapi/browser";
import { createHandler, toNode } from "zvcms-openapi/server";
import { freePort } from "../free-port.mjs";
import { clientOf, emulatorFor, failureOf, serve } from "./support.mjs";
import { makeRequest } from "./wx-request.mjs";

/** @type {any} */
const { identifyUser, ZvcmsError } = browser;
const PARAMS = { type: 4, user_id: 10001 };

/** A route in front of an emulator. @param {import("node:test").TestContext} t */
async function route(t) {
  const emulator = await emulatorFor(t);
  const client = clientOf(t, emulator);
  const options = { authorize: () => "a mini-program", limit: /** @type {const} */ (false), onError: () => {} };
  const handler = createHandler({ client, allow: [1, 4], ...options });
  return { emulator, client, url: await serve(t, toNode(handler)) };
}

test("is asked as wx.request is: with callbacks, texts, and a time-out behind ours", async () => {
  /** @type {any[]} */
  const given = [];
  const request = (/** @type {any} */ { success, fail, ...options }) => {
    given.push(options);
    assert.equal(typeof fail, "function");
    success({ statusCode: 200, data: '{"id":7}' });
  };
  for (const timeoutMs of [undefined, 5000, 2 ** 31 - 1])
    await identifyUser({ type: 3, user_code: "密" }, { url: "https://shop.example/a", request, timeoutMs });
  const asked = {
    url: "https://shop.example/a",
    method: "POST",
    data: '{"type":3,"user_code":"密"}',
    header: { "Content-Type": "application/json" },
    dataType: "text",
    responseType: "text",
  };
  assert.deepEqual(
    given,
    [16_000, 6000, 2 ** 31 - 1].map((timeout) => ({ ...asked, timeout })),
  );
});

for (const parses of [false, true]) {
  const how = parses ? "parsed although texts were asked for" : "as texts";
  test(`finds members and tells refusals where answers come ${how}`, async (t) => {
    const { client, url } = await route(t);
    const { events, request } = makeRequest({ parses });
    assert.deepEqual(
      await identifyUser(PARAMS, { url, request }),
      await client.identifyUser({ type: 4, user_id: 10001 }),
    );
    const { kind, code, httpStatus } = await failureOf(() => identifyUser({ type: 4, user_id: 1 }, { url, request }));
    assert.deepEqual([kind, code, httpStatus], ["business", "not_identified", 404]);
    const html = await serve(t, (_, response) => response.end("<html>"));
    assert.equal((await failureOf(() => identifyUser(PARAMS, { url: html, request }))).code, "html");
    // What came whole is not given up. A refusal is, which does nothing.
    assert.deepEqual(events.slice(0, 2), ["success", "success"]);
  });
}

test("nobody listens: the host's errMsg is told", async () => {
  const url = `http://127.0.0.1:${await freePort()}/`;
  const error = await failureOf(() => identifyUser(PARAMS, { url, request: makeRequest().request }));
  assert.deepEqual([error.kind, error.reason, error.attempts], ["connection", "unknown", 1]);
  assert.match(error.message, /: request:fail connect ECONNREFUSED 127\.0\.0\.1:\d+; check the url, and try again$/);
  assert.match(error.cause.message, /^request:fail connect/);
});

test("a redirect is told as in a page", async (t) => {
  const url = await serve(t, (_, response) => response.writeHead(302, { Location: "/" }).end());
  const error = await failureOf(() => identifyUser(PARAMS, { url, request: makeRequest().request }));
  assert.deepEqual([error.code, error.retryable], ["connection_redirect", false]);
});

test("the deadline aborts the request", async (t) => {
  const url = await serve(t, (_, response) => response.writeHead(200).write("{"));
  const { events, request } = makeRequest();
  const error = await failureOf(() => identifyUser(PARAMS, { url, request, timeoutMs: 100 }));
  assert.deepEqual([error.code, error.phase, error.attempts], ["timeout_headers", "headers", 1]);
  assert.deepEqual(events, ["abort", "fail"]);
});

test("the signal aborts the request; one that fired before sends none", async (t) => {
  const controller = new AbortController();
  const { signal } = controller;
  const url = await serve(t, () => controller.abort());
  const { events, request } = makeRequest();
  const error = await failureOf(() => identifyUser(PARAMS, { url, request, signal }));
  assert.deepEqual([error.code, error.attempts], ["aborted", 1]);
  assert.deepEqual(events, ["abort", "fail"]);
  const late = await failureOf(() => identifyUser(PARAMS, { url, request, signal }));
  assert.deepEqual([late.code, late.attempts, events.length], ["aborted", 0, 2]);
});

test("a function that keeps to nothing of this still ends in an error of ours, and alarms nobody", async (t) => {
  /** @type {unknown[]} */
  const alarms = [];
  const alarm = (/** @type {unknown} */ what) => alarms.push(what);
  for (const event of ["unhandledRejection", "uncaughtException"]) {
    process.on(event, alarm);
    t.after(() => process.off(event, alarm));
  }
  const refuse = () => {
    throw new Error("no");
  };
  /** @type {any} */
  const circle = {};
  circle.data = circle;
  const right = { statusCode: 200, data: '{"id":7}' };
  /** @type {[request: (options: any) => unknown, code: string][]} */
  const cases = [
    [refuse, "connection_unknown"],
    [async () => refuse(), "connection_unknown"],
    [() => Promise.reject(), "connection_unknown"],
    [() => {}, "timeout_headers"],
    [() => Promise.resolve(right), "timeout_headers"],
    // biome-ignore lint/suspicious/noThenProperty: it is meant
    [() => ({ then: refuse }), "connection_unknown"],
    [() => ({ abort: refuse }), "timeout_headers"],
    [() => ({ abort: 7 }), "timeout_headers"],
    [() => new Proxy({}, { get: refuse }), "connection_unknown"],
    [({ success }) => success(), "connection_unknown"],
    [({ success }) => setTimeout(success, 1, null), "connection_unknown"],
    [({ success }) => setTimeout(success, 1, circle), "connection_unknown"],
    [({ success }) => setTimeout(success, 1, { ...circle, statusCode: 200 }), "connection_unknown"],
    [({ success }) => success({}), "connection_unknown"],
    [({ success }) => success({ statusCode: 200 }), "not_json"],
    [({ success }) => success({ statusCode: 200, data: null }), "unreadable"],
    [({ success }) => success({ statusCode: 200, data: new ArrayBuffer(8) }), "unreadable"],
    [({ success }) => success({ statusCode: 200, data: 7n }), "connection_unknown"],
    [({ success }) => success(new Proxy({}, { get: refuse })), "connection_unknown"],
    [
      ({ success }) =>
        success({
          statusCode: 200,
          get data() {
            return refuse();
          },
        }),
      "connection_unknown",
    ],
    [({ success }) => success({ statusCode: Symbol("200"), data: "" }), "connection_unknown"],
    [({ success }) => success(Promise.reject(new Error("no"))), "connection_unknown"],
    [({ fail }) => fail(), "connection_unknown"],
    [({ fail }) => fail(new Proxy({}, { get: refuse })), "connection_unknown"],
    [
      ({ fail }) =>
        fail({
          get errMsg() {
            return refuse();
          },
        }),
      "connection_unknown",
    ],
    [({ fail, success }) => [fail({ errMsg: "a" }), success(right), refuse()], "connection_unknown"],
  ];
  for (const [request, code] of cases) {
    const error = await failureOf(() => identifyUser(PARAMS, { url: "/", request, timeoutMs: 30 }));
    assert.ok(error instanceof ZvcmsError, String(request));
    assert.equal(error.code, code, String(request));
  }
  const rights = [
    (/** @type {any} */ { success, fail }) => [success(right), fail({ errMsg: "late" })],
    async (/** @type {any} */ { success }) => success(right),
    (/** @type {any} */ { success }) => [success(right), refuse()],
    (/** @type {any} */ { success }) => setTimeout(success, 1, { ...right, statusCode: 201, data: { id: 7 } }),
  ];
  for (const request of rights) assert.deepEqual(await identifyUser(PARAMS, { url: "/", request }), { id: 7 });
  await wait(20);
  assert.deepEqual(alarms, []);
});

test("uni.request, which gives a task where callbacks are given and a promise where they are not, does the same", async (t) => {
  const { url } = await route(t);
  const { events, request } = makeRequest();
  /** As documented: https://uniapp.dcloud.net.cn/api/request/request.html. @param {any} options */
  const uniRequest = (options) => {
    if (options.success || options.fail || options.complete) return request(options);
    return new Promise((success, fail) => request({ ...options, success, fail }));
  };
  assert.equal((await identifyUser(PARAMS, { url, request: uniRequest })).id, 10001);
  const mute = await serve(t, () => {});
  const error = await failureOf(() => identifyUser(PARAMS, { url: mute, request: uniRequest, timeoutMs: 50 }));
  assert.equal(error.kind, "timeout");
  assert.deepEqual(events, ["success", "abort", "fail"]);
});
