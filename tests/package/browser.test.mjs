// @ts-check
// The entry for pages: each kind of failure by a real cause.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { Client, ZvcmsError } from "zvcms-openapi";
import * as browser from "zvcms-openapi/browser";
import { createHandler, toNode } from "zvcms-openapi/server";
import { freePort } from "../free-port.mjs";
import { clientOf, emulatorFor, failureOf, fourWays, serve } from "./support.mjs";

/** @typedef {import("node:test").TestContext} TestContext */
/** @typedef {import("node:http").RequestListener} RequestListener */

/** Without its types: everything is handed in here. @type {any} */
const { identifyUser } = browser;
const ACTION = "communal.user.identity";
const PARAMS = { type: 4, user_id: 10001 };

/** What an error has, without its stack. @param {any} error */
const told = (error) => JSON.parse(JSON.stringify(error));

/** The fields of every error of a lookup that was sent. @param {object} fields */
const sent = (fields) => ({ name: "ZvcmsError", retryable: false, attempts: 1, action: ACTION, ...fields });

/** A server that answers each request with that. @param {TestContext} t @param {number} status @param {string} body @param {Record<string, string>} [headers] */
const answering = (t, status, body, headers) =>
  serve(t, (_, response) => response.writeHead(status, headers).end(body));

/** A route in front of an emulator. @param {TestContext} t @param {Partial<import("zvcms-openapi/server").HandlerOptions>} [options] @param {import("zvcms-openapi/emulator").StartOptions} [started] */
async function route(t, options, started) {
  const emulator = await emulatorFor(t, started);
  const client = clientOf(t, emulator);
  const handler = createHandler({
    client,
    authorize: () => "a page",
    limit: false,
    allow: [1, 2, 3, 4],
    onError: () => {},
    ...options,
  });
  return { emulator, url: await serve(t, toNode(handler)) };
}

test("a member is found in each of the four ways, as the core finds it", async (t) => {
  const { emulator, url } = await route(t);
  const client = clientOf(t, emulator);
  for (const params of fourWays(emulator.members[0].login)) {
    const expected = await client.identifyUser({ ...params, point_rules: 1 });
    assert.deepEqual(await identifyUser({ ...params, point_rules: 1 }, { url }), expected);
  }
});

test("one POST of JSON is sent, never from a cache", async (t) => {
  /** @type {any[]} */
  const seen = [];
  const url = await serve(t, async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    seen.push([request.method, request.headers["content-type"], request.headers["cache-control"], JSON.parse(body)]);
    response.end('{"id":7}');
  });
  assert.deepEqual(await identifyUser({ type: 4, user_id: 2n ** 60n }, { url }), { id: 7 });
  assert.deepEqual(seen, [["POST", "application/json", "no-cache", { type: 4, user_id: "1152921504606846976" }]]);
});

test("wrong arguments are told all at once, and nothing is sent", async (t) => {
  const { emulator, url } = await route(t);
  const error = await failureOf(() =>
    identifyUser({ type: 1, moblie: "138" }, { uri: url, signal: {}, timeoutMs: 0, request: "wx" }),
  );
  assert.deepEqual(told(error), {
    name: "ZvcmsError",
    kind: "invalid_argument",
    code: "invalid_argument",
    message:
      "invalid argument: moblie is not known; mobile is required; password is required; " +
      "uri is not known; url is required; signal must be an AbortSignal, not an object; " +
      "timeoutMs must be an integer of milliseconds from 1 to 2147483647; request must be a function, not a string",
    retryable: false,
    attempts: 0,
    issues: [
      { path: "moblie", code: "unknown", message: "is not known" },
      { path: "mobile", code: "required", message: "is required" },
      { path: "password", code: "required", message: "is required" },
      { path: "uri", code: "unknown", message: "is not known" },
      { path: "url", code: "required", message: "is required" },
      { path: "signal", code: "wrong_type", message: "must be an AbortSignal, not an object" },
      { path: "timeoutMs", code: "out_of_range", message: "must be an integer of milliseconds from 1 to 2147483647" },
      { path: "request", code: "wrong_type", message: "must be a function, not a string" },
    ],
  });
  assert.deepEqual(emulator.requests, []);
});

test("each option is checked", async () => {
  const { signal } = new AbortController();
  for (const [options, message] of /** @type {[any, string][]} */ ([
    [undefined, "options must be a plain object, not undefined"],
    [null, "options must be a plain object, not null"],
    ["/api/member", "options must be a plain object, not a string"],
    [() => {}, "options must be a plain object, not a function"],
    [signal, "options must be a plain object, not a built-in object"],
    [{ url: "" }, "url must not be empty"],
    [{ url: new URL("http://127.0.0.1/") }, "url must be a string, not a built-in object"],
    [{ url: "/\ud800" }, "url contains half of a surrogate pair, which JSON cannot carry"],
    [{ url: "/", signal: null }, "signal must be an AbortSignal, not null"],
    [{ url: "/", timeoutMs: "5" }, "timeoutMs must be a number, not a string"],
    [{ url: "/", timeoutMs: 1.5 }, "timeoutMs must be an integer of milliseconds from 1 to 2147483647"],
    [{ url: "/", timeoutMs: 2 ** 31 }, "timeoutMs must be an integer of milliseconds from 1 to 2147483647"],
    [{ url: "/", timeoutMs: Number.NaN }, "timeoutMs must be an integer of milliseconds from 1 to 2147483647"],
    [{ url: "/", request: {} }, "request must be a function, not an object"],
    [
      {
        get url() {
          throw new Error("no");
        },
      },
      "options could not be read: it threw",
    ],
  ])) {
    const error = await failureOf(() => identifyUser(PARAMS, options));
    assert.equal(error.message, `invalid argument: ${message}`);
    assert.deepEqual([error.kind, error.attempts, error.issues.length], ["invalid_argument", 0, 1]);
  }
});

test("where nobody listens, the host's own words are in the message and in a fresh cause", async () => {
  const url = `http://127.0.0.1:${await freePort()}/api/member?card=1#top`;
  const error = await failureOf(() => identifyUser(PARAMS, { url }));
  assert.deepEqual(
    told(error),
    sent({
      kind: "connection",
      code: "connection_unknown",
      message: `${ACTION} at ${url.split("?")[0]}: fetch failed; check the url, and try again`,
      retryable: true,
      reason: "unknown",
      cause: { name: "TypeError", message: "fetch failed" },
    }),
  );
  assert.equal(Object.getPrototypeOf(error.cause), Error.prototype);
  assert.ok(!Object.keys(error).includes("cause"));
});

test("a connection that breaks in the body is unknown, too", async (t) => {
  const url = await serve(t, (_, response) => {
    response.writeHead(200, { "Content-Length": "100" }).write('{"id":', () => response.destroy());
  });
  const { kind, reason, retryable, cause } = await failureOf(() => identifyUser(PARAMS, { url }));
  assert.deepEqual([kind, reason, retryable, cause.name], ["connection", "unknown", true, "TypeError"]);
});

test("a redirect is told, and nothing goes where it leads", async (t) => {
  const { emulator, url } = await route(t);
  for (const status of [301, 302, 303, 307, 308]) {
    const moved = await answering(t, status, "", { Location: url });
    assert.deepEqual(
      told(await failureOf(() => identifyUser(PARAMS, { url: moved }))),
      sent({
        kind: "connection",
        code: "connection_redirect",
        message: `${ACTION} at ${moved}: the answer is a redirect, which is never followed; give the final address as the url`,
        reason: "redirect",
      }),
    );
  }
  assert.deepEqual(emulator.requests, []);
});

/** Puts something into the place of a global until the test ends. @param {TestContext} t @param {string} name @param {unknown} value */
function replace(t, name, value) {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  const restore = () => {
    Reflect.deleteProperty(globalThis, name);
    if (before) Object.defineProperty(globalThis, name, before);
  };
  t.after(restore);
  return restore;
}

test("a page that is offline, or that may not call plain http, is told so", async (t) => {
  const nowhere = `http://127.0.0.1:${await freePort()}/`;
  const reasonAt = async (/** @type {string} */ url) => {
    const { reason, retryable, message } = await failureOf(() => identifyUser(PARAMS, { url, request }));
    return [reason, retryable, message.slice(message.indexOf(": ") + 2)];
  };
  const request = ({ fail = (/** @type {object} */ _) => {} }) => fail({ errMsg: "request:fail" });
  replace(t, "location", { protocol: "https:" });
  const words = "a page served over https may not call a plain http address; give an https address as the url";
  for (const url of ["http://shop.example/", "HTTP://localhost.example/", "http://[::2]/"])
    assert.deepEqual(await reasonAt(url), ["mixed_content", false, words]);
  const unknown = ["unknown", true, "request:fail; check the url, and try again"];
  for (const url of [
    "https://shop.example/",
    "/http:",
    nowhere,
    "http://localhost:1/",
    "http://localhost",
    "http://[::1]/",
  ])
    assert.deepEqual(await reasonAt(url), unknown);
  Reflect.set(globalThis, "location", { protocol: "http:" });
  assert.deepEqual(await reasonAt("http://shop.example/"), unknown);
  replace(t, "navigator", { onLine: false });
  const offline = "this device is offline; try again when it is connected";
  assert.deepEqual(await reasonAt(nowhere), ["offline", true, offline]);
  Reflect.set(globalThis, "navigator", { onLine: true });
  assert.deepEqual(await reasonAt(nowhere), unknown);
});

test("the deadline ends a lookup before the headers and in the body, and lets go of the connection", async (t) => {
  for (const phase of ["headers", "body"]) {
    let closed = () => {};
    /** @type {Promise<void>} */
    const gone = new Promise((resolve) => {
      closed = resolve;
    });
    const url = await serve(t, (_, response) => {
      response.on("close", closed);
      if (phase === "body") response.writeHead(200).write('{"id":');
    });
    const started = performance.now();
    const error = await failureOf(() => identifyUser(PARAMS, { url, timeoutMs: 800 }));
    const took = performance.now() - started;
    assert.ok(took > 790 && took < 4000, `${took} ms`);
    assert.deepEqual(
      told(error),
      sent({
        kind: "timeout",
        code: `timeout_${phase}`,
        message: `${ACTION} at ${url}: not done within 800 ms; try again, or give a longer timeoutMs`,
        retryable: true,
        phase,
        ...(phase === "body" && { httpStatus: 200 }),
      }),
    );
    await gone;
  }
});

test("a status that is no success counts, even where its body never comes or breaks off", async (t) => {
  for (const end of [() => {}, (/** @type {any} */ response) => response.destroy()]) {
    const url = await serve(t, (_, response) => {
      response.writeHead(503).write("<", () => end(response));
    });
    const { kind, httpStatus, retryable } = await failureOf(() => identifyUser(PARAMS, { url, timeoutMs: 800 }));
    assert.deepEqual([kind, httpStatus, retryable], ["http", 503, true]);
  }
});

test("a signal that has fired sends nothing, and its reason is the cause", async (t) => {
  const { emulator, url } = await route(t);
  for (const [reason, cause] of /** @type {[any, any][]} */ ([
    [undefined, { name: "AbortError", message: "This operation was aborted" }],
    [new RangeError("left"), { name: "RangeError", message: "left" }],
    ["the page is left", { name: "Error", message: "the page is left" }],
  ])) {
    const signal = AbortSignal.abort(reason);
    assert.deepEqual(
      told(await failureOf(() => identifyUser(PARAMS, { url, signal }))),
      sent({
        kind: "aborted",
        code: "aborted",
        message: `${ACTION} at ${url}: aborted by the caller's signal; call again if it is still wanted`,
        attempts: 0,
        cause,
      }),
    );
    assert.equal(getEventListeners(signal, "abort").length, 0);
  }
  assert.deepEqual(emulator.requests, []);
});

test("a signal that fires ends the lookup at once, lets go of the connection, and keeps no listener", async (t) => {
  const controller = new AbortController();
  const { signal } = controller;
  let closed = () => {};
  /** @type {Promise<void>} */
  const gone = new Promise((resolve) => {
    closed = resolve;
  });
  const url = await serve(t, (_, response) => {
    response.on("close", closed);
    response.writeHead(200).write('{"id":', () => controller.abort(new Error("the page is left")));
  });
  const reason = new Error("the page is left");
  const error = await failureOf(() => identifyUser(PARAMS, { url, signal }));
  assert.deepEqual([error.kind, error.attempts, error.cause.message], ["aborted", 1, reason.message]);
  assert.notEqual(error.cause, signal.reason);
  assert.equal(getEventListeners(signal, "abort").length, 0);
  await gone;
});

test("no timer and no listener is left, however a lookup ends", async (t) => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const { signal } = new AbortController();
  const before = timers();
  const html = await answering(t, 502, "<html>");
  const right = await answering(t, 200, '{"id":1}');
  const nowhere = `http://127.0.0.1:${await freePort()}/`;
  for (const url of [html, right, nowhere, "no address at all"]) {
    await identifyUser(PARAMS, { url, signal, timeoutMs: 2 ** 31 - 1 }).catch(() => {});
    assert.equal(getEventListeners(signal, "abort").length, 0, url);
  }
  // Those of undici end by themselves.
  for (let waited = 0; waited < 5000 && timers() > before; waited += 50) await wait(50);
  assert.ok(timers() <= before);
});

test("what the route refuses is told in its words, with what to wait for", async (t) => {
  const { url } = await route(t, {
    limit: { consume: () => Promise.reject({ msBeforeNext: 1500 }) },
  });
  assert.deepEqual(
    told(await failureOf(() => identifyUser(PARAMS, { url }))),
    sent({
      kind: "http",
      code: "too_many_attempts",
      message: `${ACTION} at ${url}: too many attempts; try again later`,
      retryable: true,
      httpStatus: 429,
      retryAfterMs: 2000,
    }),
  );
});

test("the route's other refusals are told by their codes", async (t) => {
  const unauthorized = await route(t, { authorize: () => null });
  const broken = await route(t, {}, { faults: () => "html" });
  const narrow = await route(t, { allow: [1] });
  for (const [url, kind, code, httpStatus] of /** @type {const} */ ([
    [unauthorized.url, "http", "not_authorized", 401],
    [broken.url, "http", "unavailable", 502],
    [narrow.url, "invalid_argument", "invalid_argument", 400],
  ])) {
    const error = await failureOf(() => identifyUser(PARAMS, { url }));
    assert.deepEqual([error.kind, error.code, error.httpStatus, error.attempts], [kind, code, httpStatus, 1]);
  }
  // One id more than there is, which only the core knows.
  const { url } = await route(t);
  const largest = await failureOf(() => identifyUser({ type: 4, user_id: "9223372036854775808" }, { url }));
  assert.deepEqual(largest.issues, [
    {
      path: "user_id",
      code: "out_of_range",
      message: "must be an integer from 1 to 9007199254740991, or decimal digits",
    },
  ]);
});

test("a member that there is not and a wrong password look the same, unless the route tells", async (t) => {
  const hidden = await route(t);
  const { mobile } = hidden.emulator.members[0].login;
  const wrong = [
    { type: 1, mobile, password: "wrong" },
    { type: 3, user_code: "nobody" },
  ];
  for (const params of wrong) {
    const { url } = hidden;
    assert.deepEqual(
      told(await failureOf(() => identifyUser(params, { url }))),
      sent({
        kind: "business",
        code: "not_identified",
        message: `${ACTION} at ${url}: no member was identified; check what was entered`,
        httpStatus: 404,
        vendorCode: "",
        vendorMessage: "",
      }),
    );
  }
  const open = await route(t, { exposeVendorErrors: true });
  const { kind, code, vendorCode, vendorMessage } = await failureOf(() => identifyUser(wrong[1], { url: open.url }));
  assert.deepEqual([kind, code, vendorCode], ["business", `vendor_${vendorCode}`, vendorCode]);
  assert.ok(vendorMessage.length > 0);
});

test("an error that is not the route's is known by its status alone", async (t) => {
  for (const [status, retryable] of /** @type {const} */ ([
    [400, false],
    [401, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [501, false],
    [503, true],
  ])) {
    for (const body of ["", "<html>gone</html>", '{"error":"gone"}', '{"error":{"kind":"http"}}', "null", '{"id":7}']) {
      const url = await answering(t, status, body);
      assert.deepEqual(
        told(await failureOf(() => identifyUser(PARAMS, { url }))),
        sent({
          kind: "http",
          code: `http_${status}`,
          message: `${ACTION} at ${url}: HTTP ${status}; check the url`,
          retryable,
          httpStatus: status,
        }),
        body,
      );
    }
  }
});

test("an error that only looks like the route's is none", async (t) => {
  const right = { kind: "http", code: "gone", message: "it is gone", retryable: false };
  for (const wrong of [
    { kind: "system" },
    { kind: ["http"] },
    { code: 7 },
    { code: { toString: 7 } },
    { message: null },
    { message: { replace: 1 } },
    { kind: "business" },
    { kind: "business", vendorCode: 7, vendorMessage: "" },
    { kind: "invalid_argument" },
    { kind: "invalid_argument", issues: 7 },
    { kind: "invalid_argument", issues: [null] },
    { kind: "invalid_argument", issues: [{ path: "a", code: "b" }] },
  ]) {
    const url = await answering(t, 410, JSON.stringify({ error: { ...right, ...wrong } }));
    const error = await failureOf(() => identifyUser(PARAMS, { url }));
    assert.equal(error.code, "http_410", JSON.stringify(wrong));
  }
  const url = await answering(t, 410, JSON.stringify({ error: { ...right, retryable: 1, retryAfterMs: "5", x: 1 } }));
  assert.deepEqual(
    told(await failureOf(() => identifyUser(PARAMS, { url }))),
    sent({ ...right, message: `${ACTION} at ${url}: it is gone`, httpStatus: 410 }),
  );
});

test("an answer that is no member is told by what it is", async (t) => {
  const html = ["html", "the response is an HTML page, not JSON"];
  const notJson = ["not_json", "the response is not JSON"];
  const noId = ["unreadable", "the response is no member: it has no id", "id"];
  for (const [body, [code, what, path]] of /** @type {[string, string[]][]} */ ([
    ["<!doctype html><title>Sign in</title>", html],
    ["\n <html>", html],
    ["", notJson],
    ["Warning: mysql", notJson],
    ['{"id":1', notJson],
    ["null", noId],
    ["7", noId],
    ['"id"', noId],
    ["[]", noId],
    ["{}", noId],
    ['{"id":"1"}', noId],
    ['{"user_info":{"id":1}}', noId],
  ])) {
    const url = await answering(t, 200, body);
    assert.deepEqual(
      told(await failureOf(() => identifyUser(PARAMS, { url }))),
      sent({
        kind: "decode",
        code,
        message: `${ACTION} at ${url}: ${what}; check the url`,
        httpStatus: 200,
        ...(path && { path }),
      }),
      body,
    );
  }
});

test("without a fetch of the host, the option request is asked for", async (t) => {
  replace(t, "fetch", undefined);
  for (const fetch of [undefined, null, {}]) {
    Reflect.set(globalThis, "fetch", fetch);
    assert.deepEqual(
      told(await failureOf(() => identifyUser(PARAMS, { url: "/api/member" }))),
      sent({
        kind: "environment",
        code: "no_fetch",
        message: `${ACTION} at /api/member: this host has no fetch; give a function like wx.request as the option request`,
        attempts: 0,
      }),
    );
  }
});

test("without an AbortController lookups work, and end in time", async (t) => {
  // Node's own does not work without.
  replace(t, "fetch", async () => ({ status: 200, text: async () => '{"id":7}' }));
  replace(t, "AbortController", undefined);
  assert.deepEqual(await identifyUser(PARAMS, { url: "/" }), { id: 7 });
  Reflect.set(globalThis, "fetch", () => new Promise(() => {}));
  assert.equal((await failureOf(() => identifyUser(PARAMS, { url: "/", timeoutMs: 50 }))).kind, "timeout");
});

test("a host without timers is an error of ours, too", async (t) => {
  const url = await answering(t, 200, '{"id":7}');
  const restore = replace(t, "setTimeout", undefined);
  const error = await failureOf(() => identifyUser(PARAMS, { url }));
  restore();
  assert.deepEqual([ZvcmsError.is(error), error.kind], [true, "connection"]);
});

test("errors of both entries know each other by is, each its own by instanceof", async () => {
  const ours = await failureOf(() => identifyUser({}, { url: "/" }));
  const core = await failureOf(() => new Client(/** @type {any} */ ({})));
  for (const error of [ours, core]) {
    assert.ok(error instanceof Error);
    assert.ok(ZvcmsError.is(error) && browser.ZvcmsError.is(error));
  }
  assert.ok(ours instanceof browser.ZvcmsError && core instanceof ZvcmsError);
  for (const other of [null, undefined, 7, "", {}, new Error("x"), { name: "ZvcmsError", kind: "http" }])
    assert.equal(browser.ZvcmsError.is(other), false);
  assert.deepEqual(
    [ours.name, Reflect.get(browser.ZvcmsError, "name"), `${ours}`.slice(0, 29)],
    ["ZvcmsError", "ZvcmsError", "ZvcmsError: invalid argument:"],
  );
});
