// @ts-check
// Each adapter with the real framework, over a real socket.
import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { identifyUser } from "zvcms-openapi/browser";
import { frameworks } from "./frameworks.mjs";
import { routeFor } from "./support.mjs";

const JSON_TYPE = { "Content-Type": "application/json" };

/**
 * A server of a framework, with what it reports and what the framework takes for an error.
 * @param {import("node:test").TestContext} t
 * @param {import("./frameworks.mjs").Framework} framework
 * @param {any} [options]
 * @param {any} [clientOptions]
 */
async function served(t, framework, options, clientOptions) {
  const route = await routeFor(t, options, clientOptions);
  /** @type {unknown[]} */
  const errors = [];
  const server = await framework.serverOf(route.handler, (error) => errors.push(error));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

  /** One request over the one connection. @param {any} options @param {(string | Uint8Array)[]} pieces */
  async function send({ headers, ...options }, ...pieces) {
    const request = httpRequest({
      port,
      host: "127.0.0.1",
      agent,
      method: "POST",
      headers: { ...(pieces.length > 0 && JSON_TYPE), ...headers },
      ...options,
    });
    // What a server no longer reads cannot be written; the answer is there by then.
    request.once("socket", (socket) => socket.on("error", () => {}));
    for (const piece of pieces) request.write(piece);
    request.end();
    const [response] = await once(request, "response");
    let text = "";
    for await (const piece of response.setEncoding("utf8")) text += piece;
    const json = /^[{[]/.test(text) ? JSON.parse(text) : undefined;
    return { status: response.statusCode, headers: response.headers, json, text, socket: request.socket };
  }
  return { ...route, errors, port, url: `http://127.0.0.1:${port}/api/member`, send };
}

for (const framework of frameworks) {
  const { name, isOwn, parses = false, closes = false } = framework;
  describe(`with ${name}`, () => {
    test("a page's member comes back", async (t) => {
      const { url, account, user, reports, errors } = await served(t, framework);
      assert.deepEqual(await identifyUser({ ...account, point_rules: 1 }, { url }), user);
      assert.deepEqual([reports, errors], [[], []]);
    });

    test("a wrong password and faulty params reach the page", async (t) => {
      const { url, account, send } = await served(t, framework);
      await assert.rejects(identifyUser({ ...account, password: "wrong" }, { url }), {
        kind: "business",
        code: "not_identified",
        httpStatus: 404,
      });
      const { status, json, headers } = await send({}, JSON.stringify({ ...account, password: 7 }));
      assert.deepEqual([status, json.error.issues[0].path], [400, "password"]);
      assert.deepEqual([headers["cache-control"], headers["x-content-type-options"]], ["no-store", "nosniff"]);
      assert.equal(headers["content-type"], "application/json; charset=utf-8");
    });

    test("too many attempts reach the page with the time to wait", async (t) => {
      const limit = { consume: () => Promise.reject({ msBeforeNext: 5000 }) };
      const { url, account, send } = await served(t, framework, { limit });
      await assert.rejects(identifyUser(account, { url }), {
        kind: "http",
        code: "too_many_attempts",
        httpStatus: 429,
        retryable: true,
        retryAfterMs: 5000,
      });
      assert.equal((await send({}, JSON.stringify(account))).headers["retry-after"], "5");
    });

    test("a failure of the platform is reported to the operator and reaches the page", async (t) => {
      const { url, account, emulator, reports, errors } = await served(t, framework);
      await emulator.close();
      await assert.rejects(identifyUser(account, { url }), { kind: "http", code: "unavailable", httpStatus: 502 });
      assert.deepEqual([reports.length, errors], [1, []]);
    });

    test("other methods and types are refused", async (t) => {
      const { account, send, errors } = await served(t, framework);
      for (const method of ["GET", "PUT", "PATCH", "OPTIONS"]) {
        const { status, headers } = await send({ method }, ...(/^P/.test(method) ? ["{}"] : []));
        assert.deepEqual([status, headers.allow], [405, "POST"], method);
      }
      assert.equal((await send({ method: "HEAD" })).status, 405);
      const typed = await send({ headers: { "Content-Type": "text/plain" } }, JSON.stringify(account));
      assert.deepEqual([typed.status, typed.json.error.code, errors], [415, "body_not_json", []]);
    });

    const sizes = parses ? [17 << 10, 64 << 10] : [17 << 10, 64 << 10, 5 << 20];
    for (const bytes of sizes) {
      for (const way of ["as it says", "as it comes"]) {
        test(`a body of ${bytes} bytes is refused ${way}, by an answer and not by a reset`, async (t) => {
          const { account, send, reports, errors } = await served(t, framework);
          const body = JSON.stringify({ ...account, password: "x".repeat(bytes) });
          const pieces = way === "as it says" ? [body] : [body.slice(0, 100), body.slice(100)];
          const headers = way === "as it says" ? { "Content-Length": String(body.length) } : {};
          const large = await send({ headers }, ...pieces);
          assert.deepEqual([large.status, large.json?.error.code], [413, "body_too_large"]);
          const next = await send({}, JSON.stringify(account));
          assert.equal(next.status, 200);
          const isClosed = closes && bytes > 1 << 20 && way === "as it comes";
          assert.equal(next.socket === large.socket, !isClosed);
          assert.deepEqual([reports, errors], [[], []]);
        });
      }
    }

    test("pages of other origins are refused, whatever the path is", async (t) => {
      const { account, send, port, emulator } = await served(t, framework);
      const body = JSON.stringify(account);
      const foreign = { Origin: "https://evil.example" };
      const paths = [
        "/",
        "/api/member",
        "//evil.example/x",
        "//evil.example",
        "http://evil.example/x",
        "https://evil.example/",
      ];
      for (const path of [
        ...paths,
        "/\\evil.example/",
        "/?http://evil.example/",
        "/@evil.example/",
        "//@evil.example/",
      ]) {
        const { status } = await send({ path, headers: foreign }, body);
        assert.ok([400, 403].includes(status), `${path}: ${status}`);
      }
      assert.equal((await send({ headers: { "Sec-Fetch-Site": "cross-site" } }, body)).status, 403);
      assert.equal(emulator.requests.length, 0);
      assert.equal((await send({ headers: { Origin: `https://127.0.0.1:${port}` } }, body)).status, 200);
      assert.equal(
        (await send({ headers: { Origin: "https://shop.example", Host: "shop.example" } }, body)).status,
        200,
      );
    });

    test("authorize gets the headers, and what the framework has of its own", async (t) => {
      /** @type {any[]} */
      const received = [];
      const authorize = (/** @type {any} */ request, /** @type {any} */ from) => {
        received.push(request.headers.get("cookie"), isOwn(from), new URL(request.url).pathname);
        return "caller";
      };
      const { account, send } = await served(t, framework, { authorize });
      const { status } = await send(
        { path: "/api/member?a=b", headers: { Cookie: "a=b; c=d" } },
        JSON.stringify(account),
      );
      assert.deepEqual([status, ...received], [200, "a=b; c=d", true, "/api/member"]);
    });

    test("whoever leaves ends the call to the platform, and is not reported", async (t) => {
      /** @type {AbortSignal[]} */
      const signals = [];
      const follow = (/** @type {string} */ to, /** @type {any} */ init) => {
        signals.push(init.signal);
        return fetch(to, init);
      };
      const { account, emulator, url, reports, errors } = await served(t, framework, undefined, { fetch: follow });
      await emulator.setFaults(() => ({ kind: "delay", ms: 8000 }));
      const leaving = new AbortController();
      const asked = identifyUser(account, { url, signal: leaving.signal });
      while (emulator.requests.length === 0) await sleep(5);
      assert.equal(signals[0].aborted, false);
      const ended = once(signals[0], "abort", { signal: AbortSignal.timeout(2000) });
      leaving.abort();
      await assert.rejects(asked, { kind: "aborted" });
      await ended;
      await sleep(20);
      assert.deepEqual([reports, errors], [[], []]);
    });

    test("whoever leaves in the middle of the body harms nothing", async (t) => {
      const { port, account, send, reports } = await served(t, framework);
      for (const head of ["Content-Length: 100", "Transfer-Encoding: chunked"]) {
        const socket = connect(port, "127.0.0.1");
        const start = head.includes("chunked") ? "5\r\n{" : "{";
        socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${head}\r\n\r\n${start}`);
        await sleep(50);
        socket.destroy();
        await sleep(50);
      }
      assert.equal((await send({}, JSON.stringify(account))).status, 200);
      assert.deepEqual(reports, []);
    });
  });
}
