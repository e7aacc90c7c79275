// @ts-check
// Transfers that go wrong, by real servers and Node's own fetch: what is known is told, and nothing else is asserted.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Client } from "zvcms-openapi";
import { freePort } from "../free-port.mjs";
import { tree } from "../runtimes/tree.mjs";
import { answerOf, CREDENTIALS, failureOf, serve } from "./support.mjs";

/** @typedef {import("zvcms-openapi").ClientOptions} ClientOptions */

const PARAMS = { type: /** @type {const} */ (4), user_id: 7 };
const TEXT = JSON.stringify(answerOf({ id: 7 }));
const HALF = TEXT.slice(0, 20);

/** A client that tries once. @param {import("node:test").TestContext} t @param {string} endpoint @param {Partial<ClientOptions>} [options] */
function clientFor(t, endpoint, options) {
  const client = new Client({ ...CREDENTIALS, endpoint, maxRetries: 0, ...options });
  t.after(() => client.free());
  return client;
}

/** A server that sends half of a body with this status, and then does that. @param {import("node:test").TestContext} t @param {number} status @param {(response: import("node:http").ServerResponse) => void} next */
const serveHalf = (t, status, next) =>
  serve(t, (_, response) => {
    response.writeHead(status, { "Content-Length": TEXT.length });
    response.write(HALF, () => setTimeout(next, 50, response));
  });
const breaks = (/** @type {import("node:http").ServerResponse} */ response) => response.destroy();
const stalls = () => {};

test("a body that is plain though its Content-Encoding says gzip is a decode error, which comes again", async (t) => {
  for (const encoding of ["gzip", "br", "deflate"]) {
    const url = await serve(t, (_, response) => response.writeHead(200, { "Content-Encoding": encoding }).end(TEXT));
    const error = await failureOf(() => clientFor(t, url).identifyUser(PARAMS));
    assert.deepEqual([error.kind, error.code, error.httpStatus], ["decode", "bad_encoding", 200], encoding);
    assert.deepEqual([error.retryable, error.attempts], [false, 1], encoding);
    assert.match(error.message, /: the response is not encoded as its Content-Encoding says; look for a proxy/);
  }
});

test("a body that is compressed as its Content-Encoding says is read", async (t) => {
  const packed = gzipSync(TEXT);
  const url = await serve(t, (_, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(packed));
  assert.equal((await clientFor(t, url).identifyUser(PARAMS)).id, 7);
});

for (const [status, retryable] of /** @type {const} */ ([
  [403, false],
  [503, true],
])) {
  for (const [what, next] of Object.entries({ "breaks off": breaks, "stalls past the deadline": stalls })) {
    test(`a ${status} whose body ${what} is an http error all the same`, async (t) => {
      /** @type {number[]} */
      const told = [];
      const client = clientFor(t, await serveHalf(t, status, next));
      const call = { timeoutMs: 300, onResponse: (/** @type {any} */ meta) => told.push(meta.httpStatus) };
      const error = await failureOf(() => client.identifyUser(PARAMS, call));
      assert.deepEqual([error.kind, error.code, error.httpStatus], ["http", `http_${status}`, status]);
      assert.deepEqual([error.retryable, error.attempts, told], [retryable, 1, [status]]);
      assert.equal(error.cause !== undefined, next === breaks);
    });
  }
}

test("a 200 whose body stalls is a timeout that knows the status", async (t) => {
  /** @type {number[]} */
  const told = [];
  const client = clientFor(t, await serveHalf(t, 200, stalls));
  const call = { timeoutMs: 300, onResponse: (/** @type {any} */ meta) => told.push(meta.httpStatus) };
  const error = await failureOf(() => client.identifyUser(PARAMS, call));
  assert.deepEqual([error.kind, error.phase, error.httpStatus, told], ["timeout", "body", 200, [200]]);
  assert.match(
    error.message,
    /^communal\.user\.identity at 127\.0\.0\.1:\d+: not done within 300 ms: the response had/,
  );
});

test("a 200 whose body breaks off is a connection error that knows the status", async (t) => {
  const error = await failureOf(async () => clientFor(t, await serveHalf(t, 200, breaks)).identifyUser(PARAMS));
  assert.deepEqual([error.kind, error.reason, error.httpStatus], ["connection", "reset", 200]);
  assert.equal(error.retryable, true);
});

test("a call that is given up while a 403 stalls is an aborted one", async (t) => {
  const controller = new AbortController();
  const url = await serveHalf(t, 403, () => controller.abort());
  const error = await failureOf(() => clientFor(t, url).identifyUser(PARAMS, { signal: controller.signal }));
  assert.deepEqual([error.kind, error.httpStatus], ["aborted", 403]);
});

test("the patience of the host's own fetch is no broken connection", async (t) => {
  const url = await serveHalf(t, 200, stalls);
  await fetch(url).then((response) => response.body?.cancel());
  // Node's fetch keeps what it sends by here, which is the only way to its own options.
  const found = Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1"));
  if (!found) return t.skip("this Node keeps it elsewhere");
  const dispatcher = new found.constructor({ bodyTimeout: 100 });
  t.after(() => dispatcher.destroy());
  const impatient = (/** @type {string} */ to, /** @type {any} */ init) => fetch(to, { ...init, dispatcher });
  const error = await failureOf(() => clientFor(t, url, { fetch: impatient }).identifyUser(PARAMS));
  assert.deepEqual([error.kind, error.reason, error.httpStatus], ["connection", "unknown", 200]);
  assert.match(error.message, /: terminated: Body Timeout Error; /);
});

test("a reason inside an AggregateError is found, and its words are told", async (t) => {
  const ports = [await freePort(), await freePort()];
  const all = (/** @type {string} */ _, /** @type {object} */ init) =>
    Promise.any(ports.map((port) => fetch(`http://127.0.0.1:${port}/`, init)));
  const error = await failureOf(() => clientFor(t, "http://shop.example/", { fetch: all }).identifyUser(PARAMS));
  assert.deepEqual([error.kind, error.reason, error.code], ["connection", "refused", "connection_refused"]);
  assert.deepEqual([error.cause.name, error.cause.cause.message], ["AggregateError", "fetch failed"]);
  assert.equal(error.cause.cause.cause.code, "ECONNREFUSED");

  // As Node's sockets do: the errors of two addresses, in an error without words.
  const socket = connect({ host: "shop.example", port: ports[0], autoSelectFamily: true, lookup: bothOf });
  const [thrown] = await once(socket, "error").catch((failure) => [failure]);
  assert.ok(thrown instanceof AggregateError && thrown.errors.length === 2);
  const bare = new TypeError("fetch failed", { cause: new AggregateError(thrown.errors) });
  const sockets = async () => Promise.reject(bare);
  const refused = await failureOf(() => clientFor(t, "http://shop.example/", { fetch: sockets }).identifyUser(PARAMS));
  assert.equal(refused.reason, "refused");
});

/** @type {(host: string, options: object, done: (error: null, addresses: { address: string, family: number }[]) => void) => void} */
function bothOf(_, __, done) {
  done(
    null,
    [127, 128].map((last) => ({ address: `127.0.0.${last}`, family: 4 })),
  );
}

test("what the host forbids is not tried again", async (t) => {
  // Node's fetch does not go to port 1.
  const blocked = await failureOf(() => clientFor(t, "http://127.0.0.1:1/x", { maxRetries: 2 }).identifyUser(PARAMS));
  const { kind, reason, code, retryable, attempts, cause } = blocked;
  assert.deepEqual([kind, reason, code], ["connection", "forbidden", "connection_forbidden"]);
  assert.deepEqual([retryable, attempts, cause.cause.message], [false, 1, "bad port"]);
});

test("an answer that an interceptor of undici makes an error of is an http error with its status, and final", async (t) => {
  const miniflares = createRequire(createRequire(join(tree, "package.json")).resolve("miniflare"));
  const { Agent, interceptors } = miniflares("undici");
  const dispatcher = new Agent().compose(interceptors.responseError());
  t.after(() => dispatcher.close());
  for (const status of [403, 404, 503]) {
    let requests = 0;
    const endpoint = await serve(t, (_, response) => {
      requests++;
      response.writeHead(status).end("no");
    });
    const fetch = (/** @type {string} */ url, /** @type {any} */ init) =>
      globalThis.fetch(url, { ...init, dispatcher });
    const refused = await failureOf(() => clientFor(t, endpoint, { fetch, maxRetries: 2 }).identifyUser(PARAMS));
    assert.deepEqual([refused.kind, refused.code, refused.httpStatus], ["http", `http_${status}`, status]);
    assert.deepEqual([refused.retryable, refused.attempts, requests], [false, 1, 1]);
    assert.equal(refused.cause.cause.name, "ResponseError");
  }
});

test("a connection error without a known reason has the words of its cause in the message", async (t) => {
  const next = "check the endpoint, and try again";
  const fetch = () => Promise.reject(new AggregateError([new Error("no route"), new Error("no luck")], "all failed"));
  const failed = await failureOf(() => clientFor(t, "http://shop.example/", { fetch }).identifyUser(PARAMS));
  assert.equal(failed.message, `communal.user.identity at shop.example: all failed: no route; ${next}`);
});
