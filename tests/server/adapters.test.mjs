// @ts-check
// Adapters where a framework makes no difference, and a cloud function, which has no server.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { toCloudFunction, toNode } from "zvcms-openapi/server";
import { read, requestOf, routeFor } from "./support.mjs";

/** @param {import("node:test").TestContext} t @param {import("node:http").RequestListener} listener */
async function listen(t, listener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return port;
}

/** The status that a request gets, byte by byte. @param {number} port @param {string} head @param {object} params */
async function rawStatus(port, head, params) {
  const body = JSON.stringify(params);
  const socket = connect(port, "127.0.0.1");
  const headers = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  socket.write(`${head}\r\n${headers}${body}`);
  let text = "";
  for await (const piece of socket.setEncoding("utf8")) text += piece;
  return Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
}

describe("node:http", () => {
  /** @type {[what: string, head: string, status: number][]} */
  const rows = [
    ["a whole url as its target", "POST http://shop.example/api HTTP/1.1\r\nHost: shop.example", 200],
    ["no Host", "POST /api HTTP/1.0", 200],
    ["no Host and another origin", "POST /api HTTP/1.0\r\nOrigin: http://evil.example", 403],
    ["the same host as origin", "POST / HTTP/1.1\r\nHost: shop.example\r\nOrigin: https://shop.example", 200],
    [
      "another origin and its url as the target",
      "POST http://evil.example/ HTTP/1.1\r\nHost: shop.example\r\nOrigin: http://evil.example",
      403,
    ],
    ["a Host that is none", "POST / HTTP/1.1\r\nHost: a b", 400],
    ["a Host with a user", "POST / HTTP/1.1\r\nHost: user:pass@shop.example", 400],
    ["an empty Host", "POST / HTTP/1.1\r\nHost: ", 400],
    ["a header in Latin-1", "POST / HTTP/1.1\r\nHost: a\r\nX-Name: \u00e9", 200],
    ["the same header twice", "POST / HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nOrigin: http://b", 403],
    ["a method that fetch does not know", "TRACE / HTTP/1.1\r\nHost: a", 400],
  ];
  for (const [what, head, status] of rows) {
    test(`${what} is answered by ${status}`, async (t) => {
      const { handler, account, reports } = await routeFor(t);
      const port = await listen(t, toNode(handler));
      assert.equal(await rawStatus(port, head, account), status);
      assert.deepEqual(reports, []);
    });
  }

  test("authorize sees the url as it was meant", async (t) => {
    /** @type {string[]} */
    const urls = [];
    const { handler, account } = await routeFor(t, { authorize: ({ url }) => void urls.push(url) });
    const port = await listen(t, toNode(handler));
    for (const target of [
      "/api?a=b",
      "//api",
      "http://shop.example/api",
      "https://other.example?a",
      "HTTP://shop.example",
    ])
      await rawStatus(port, `POST ${target} HTTP/1.1\r\nHost: shop.example`, account);
    const paths = ["/api?a=b", "//api", "/api", "/?a", "/"];
    assert.deepEqual(
      urls,
      paths.map((path) => `http://shop.example${path}`),
    );
  });

  test("a deadline of the server's own may answer first", async (t) => {
    const { handler, account, emulator } = await routeFor(t);
    await emulator.setFaults(() => ({ kind: "delay", ms: 200 }));
    const route = toNode(handler);
    /** @type {unknown[]} */
    const outcomes = [];
    const port = await listen(t, (request, response) => {
      setTimeout(() => response.writeHead(408).end(), 50);
      route(request, response).then(
        () => outcomes.push("done"),
        (error) => outcomes.push(error),
      );
    });
    assert.equal(await rawStatus(port, "POST / HTTP/1.1\r\nHost: a", account), 408);
    await sleep(300);
    assert.deepEqual(outcomes, ["done"]);
  });

  test("a body that somebody has read and kept for himself is no body", async (t) => {
    const { handler, account } = await routeFor(t);
    const route = toNode(handler);
    const port = await listen(t, async (request, response) => {
      for await (const _ of request);
      await route(request, response);
    });
    assert.equal(await rawStatus(port, "POST / HTTP/1.1\r\nHost: a", account), 400);
  });

  test("a body is taken as a parser of any sort has left it", async (t) => {
    const { handler, account } = await routeFor(t);
    const json = JSON.stringify(account);
    for (const [body, status] of /** @type {[any, number][]} */ ([
      [account, 200],
      [json, 200],
      [Buffer.from(json), 200],
      [undefined, 200],
      [null, 400],
      // Nothing was read.
      [{}, 200],
      [{ ...account, big: 1n }, 400],
    ])) {
      const port = await listen(t, (request, response) => toNode(handler)(Object.assign(request, { body }), response));
      assert.equal(await rawStatus(port, "POST / HTTP/1.1\r\nHost: a", account), status, String(body));
    }
  });

  test("an empty object of a parser that has read the body is the body", async (t) => {
    const { handler, account } = await routeFor(t);
    const port = await listen(t, async (request, response) => {
      for await (const _ of request);
      await toNode(handler)(Object.assign(request, { body: {} }), response);
    });
    assert.equal(await rawStatus(port, "POST / HTTP/1.1\r\nHost: a", account), 400);
  });

  test("is served where a library has put its own AbortController in place of the host's", async (t) => {
    const { handler, account } = await routeFor(t);
    const { AbortController, Request } = globalThis;
    t.after(() => Object.assign(globalThis, { AbortController, Request }));
    // jsdom and happy-dom bring one of their own, whose signals Node 24 refuses; older ones take any.
    class Foreign {
      signal = Object.assign(new EventTarget(), { aborted: false });
      abort() {}
    }
    class Strict extends Request {
      /** @param {any} url @param {any} init */
      constructor(url, init) {
        if (init.signal && !(init.signal instanceof AbortSignal)) throw new TypeError("Expected signal");
        super(url, init);
      }
    }
    Object.assign(globalThis, { AbortController: Foreign, Request: Strict });
    const port = await listen(t, (request, response) => toNode(handler)(request, response));
    assert.equal(await rawStatus(port, "POST / HTTP/1.1\r\nHost: a", account), 200);
  });

  test("HTTP/2 is served, too", async (t) => {
    const { handler, account, user } = await routeFor(t);
    const server = createHttp2Server((request, response) => toNode(handler)(request, response)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    t.after(() => {
      session.destroy();
      server.close();
    });
    for (const [origin, status] of /** @type {[string, number][]} */ ([
      [`http://127.0.0.1:${port}`, 200],
      ["http://evil.example", 403],
    ])) {
      const stream = session.request({ ":method": "POST", "content-type": "application/json", origin });
      stream.end(JSON.stringify({ ...account, point_rules: 1 }));
      const [headers] = await once(stream, "response");
      let text = "";
      for await (const piece of stream.setEncoding("utf8")) text += piece;
      assert.equal(headers[":status"], status);
      if (status === 200) assert.deepEqual(JSON.parse(text), user);
    }
  });
});

describe("a route handler of Next", () => {
  test("is the handler itself", async (t) => {
    const { handler: POST, account } = await routeFor(t);
    const { status } = await read(await POST(requestOf(account), { params: Promise.resolve({}) }));
    assert.equal(status, 200);
  });
});

describe("a cloud function", () => {
  const context = { callbackWaitsForEmptyEventLoop: false, memory_limit_in_mb: 256 };
  const userInfo = { appId: "wx-app", openId: "an-openid" };

  test("gets a member of what WeChat gives, and authorize gets both event and context", async (t) => {
    /** @type {any[]} */
    const received = [];
    const { handler, account, user } = await routeFor(t, {
      authorize: (_, from) => {
        received.push(from);
        return from.event.userInfo.openId;
      },
    });
    const event = { ...account, point_rules: 1, userInfo };
    assert.deepEqual(await toCloudFunction(handler)(event, context), user);
    assert.deepEqual(received, [{ event, context }]);
  });

  test("gives what the route would answer where it fails", async (t) => {
    const limit = { consume: async () => {} };
    const { handler, account, reports, emulator } = await routeFor(t, { limit });
    const main = toCloudFunction(handler);
    const codeOf = async (/** @type {any} */ event) => (await main(event, context)).error?.code;
    assert.equal(await codeOf({ ...account, password: "wrong", userInfo }), "not_identified");
    assert.equal(await codeOf({ ...account, moblie: "1", userInfo }), "invalid_argument");
    assert.equal(await codeOf({ ...account, password: "x".repeat(20_000) }), "body_too_large");
    for (const event of [undefined, null, {}, [], "text", 7, { userInfo }])
      assert.equal(await codeOf(event), "invalid_argument", JSON.stringify(event));
    limit.consume = () => Promise.reject({ msBeforeNext: 1 });
    const { error } = await main(account, context);
    assert.deepEqual([error.code, error.retryAfterMs], ["too_many_attempts", 1000]);
    limit.consume = async () => {};
    assert.deepEqual(reports, []);
    await emulator.close();
    assert.equal(await codeOf(account), "unavailable");
    assert.equal(reports.length, 1);
  });

  test("takes a text as JSON, and what uniCloud adds for no param", async (t) => {
    const { handler, account, user } = await routeFor(t);
    const event = { ...account, point_rules: 1, uniIdToken: "a-token" };
    for (const given of [event, JSON.stringify(event)])
      assert.deepEqual(await toCloudFunction(handler)(given, context), user);
  });

  test("needs somebody whom authorize knows", async (t) => {
    const { handler, account } = await routeFor(t, { authorize: (_, { event }) => event.userInfo?.openId });
    const main = toCloudFunction(handler);
    assert.equal((await main(account, context)).error.code, "not_authorized");
    assert.equal((await main({ ...account, userInfo }, context)).error, undefined);
  });

  test("gives an answer even to an event that JSON cannot carry", async (t) => {
    const { handler, account } = await routeFor(t);
    const { error } = await toCloudFunction(handler)({ ...account, big: 1n }, context);
    assert.equal(error.code, "bad_request");
  });

  test("is written in CommonJS, and its result is plain JSON", async (t) => {
    const server = createRequire(import.meta.url)("zvcms-openapi/server");
    const { client, account } = await routeFor(t);
    const handler = server.createHandler({ client, authorize: () => "caller", limit: false });
    const result = await server.toCloudFunction(handler)({ ...account, userInfo }, context);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
    assert.equal(result.mobile, account.mobile);
  });
});
