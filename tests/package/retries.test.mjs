// @ts-check
// What is tried again, how often, and when: by a real server that counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "zvcms-openapi";
import { answerOf, CREDENTIALS, failureOf, runScript, serve } from "./support.mjs";

/** @typedef {import("node:http").ServerResponse} ServerResponse */
/** @typedef {import("zvcms-openapi").ClientOptions} ClientOptions */
/** @typedef {(response: ServerResponse) => unknown} Answer */

const PARAMS = { type: /** @type {const} */ (4), user_id: 7 };
const RIGHT = JSON.stringify(answerOf({ id: 7 }));
const REFUSAL = JSON.stringify({ status: true, code: 7, message: "no", data: [] });

const right = (/** @type {ServerResponse} */ response) => response.end(RIGHT);
/** @param {number} status @param {Record<string, string>} [headers] @returns {Answer} */
const failing =
  (status, headers = {}) =>
  (response) =>
    response.writeHead(status, headers).end();

/**
 * A client of a server that gives one answer after the other, the last one for ever; with the bodies that it got.
 * @param {import("node:test").TestContext} t
 * @param {Answer[]} answers
 * @param {Partial<ClientOptions>} [options]
 */
async function clientOfServer(t, answers, options) {
  /** @type {any[]} */
  const bodies = [];
  const endpoint = await serve(t, async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    bodies.push(JSON.parse(text));
    // It would correct the clock.
    response.sendDate = false;
    (answers[bodies.length - 1] ?? answers[answers.length - 1])(response);
  });
  const client = new Client({ ...CREDENTIALS, endpoint, ...options });
  t.after(() => client.free());
  return { client, bodies };
}

for (const status of [408, 429, 500, 502, 503, 504]) {
  test(`a ${status} is tried again twice, each time with its own Timestamp, Nonce and Token`, async (t) => {
    let now = 1_700_000_000_000;
    const clock = { now: () => (now += 1000) };
    const { client, bodies } = await clientOfServer(t, [failing(status)], clock);
    const error = await failureOf(() => client.identifyUser(PARAMS));
    assert.deepEqual([error.code, error.retryable, error.attempts], [`http_${status}`, true, 3]);
    assert.match(error.message, /^communal\.user\.identity at 127\.0\.0\.1:\d+ \(3 attempts\): HTTP /);
    for (const field of ["Timestamp", "Nonce", "Token"]) {
      assert.equal(new Set(bodies.map((body) => body[field])).size, 3, field);
    }
  });
}

test("what would fail again is sent once", async (t) => {
  /** @type {[Answer, string][]} */
  const answers = [
    ...[400, 401, 403, 404, 425, 501, 505].map(
      (status) => /** @type {[Answer, string]} */ ([failing(status), `http_${status}`]),
    ),
    [failing(307, { Location: "/" }), "connection_redirect"],
    [(response) => response.end(REFUSAL), "vendor_7"],
    [(response) => response.end(REFUSAL.replace("true", "false")), "vendor_7"],
    [(response) => response.end("<html>"), "html"],
    [(response) => response.end(""), "empty_body"],
    [(response) => response.end(RIGHT.slice(0, -3)), "truncated"],
    [(response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(RIGHT), "bad_encoding"],
  ];
  for (const [answer, code] of answers) {
    const { client, bodies } = await clientOfServer(t, [answer]);
    const error = await failureOf(() => client.identifyUser(PARAMS));
    assert.deepEqual([error.code, error.attempts, bodies.length], [code, 1, 1]);
  }
});

test("after a failure that passes the member is identified, and only the last response is told", async (t) => {
  for (const failure of [
    failing(503),
    (/** @type {ServerResponse} */ response) => response.destroy(),
    (/** @type {ServerResponse} */ response) => {
      response.writeHead(200, { "Content-Length": RIGHT.length });
      response.write(RIGHT.slice(0, 9), () => response.destroy());
    },
    // Larger than is read, and given up: the next attempt is not.
    (/** @type {ServerResponse} */ response) => response.writeHead(502).end(Buffer.alloc(17 << 20, " ")),
  ]) {
    const { client, bodies } = await clientOfServer(t, [failure, right]);
    /** @type {any[]} */
    const told = [];
    const user = await client.identifyUser(PARAMS, { onResponse: (meta) => told.push(meta) });
    assert.deepEqual([user.id, bodies.length, told.length], [7, 2, 1]);
    assert.deepEqual([told[0].httpStatus, told[0].attempts], [200, 2]);
  }
});

test("maxRetries says how often, for a client and for a call", async (t) => {
  for (const [ofClient, ofCall, attempts] of [
    [0, undefined, 1],
    [1, undefined, 2],
    [3, undefined, 4],
    [0, 1, 2],
    [3, 0, 1],
  ]) {
    const { client, bodies } = await clientOfServer(t, [failing(503)], { maxRetries: ofClient });
    const error = await failureOf(() => client.identifyUser(PARAMS, { maxRetries: ofCall }));
    assert.deepEqual([error.attempts, bodies.length], [attempts, attempts]);
  }
});

test("call tries again only where it is asked to", async (t) => {
  const { client, bodies } = await clientOfServer(t, [failing(503)], { maxRetries: 3 });
  const once = await failureOf(() => client.call("order.create", {}));
  assert.deepEqual([once.attempts, once.retryable, bodies.length], [1, true, 1]);
  const asked = await failureOf(() => client.call("order.create", {}, { maxRetries: 1 }));
  assert.deepEqual([asked.attempts, bodies.length], [2, 3]);
  const read = await failureOf(() => client.call("communal.user.identity", {}, { maxRetries: undefined }));
  assert.equal(read.attempts, 1);
});

test("Retry-After is kept where it fits into the deadline", async (t) => {
  const date = new Date("2024-01-01T00:00:00Z").toUTCString();
  const later = new Date("2024-01-01T00:00:01Z").toUTCString();
  for (const headers of [{ "Retry-After": "1" }, { "Retry-After": later, Date: date }]) {
    const { client, bodies } = await clientOfServer(t, [failing(429, headers), right]);
    const start = performance.now();
    assert.equal((await client.identifyUser(PARAMS)).id, 7);
    // Timers may ring a millisecond early.
    assert.ok(performance.now() - start >= 998);
    assert.equal(bodies.length, 2);
  }
});

test("where Retry-After does not fit, the error is given at once and says how long the server asks to wait", async (t) => {
  for (const [text, retryAfterMs] of /** @type {const} */ ([
    ["60", 60_000],
    ["Mon, 01 Jan 2024 00:02:00 GMT", 120_000],
    ["99999999999", 2 ** 32 - 1],
    ["soon", undefined],
  ])) {
    const headers = { "Retry-After": text, Date: "Mon, 01 Jan 2024 00:00:00 GMT" };
    const { client, bodies } = await clientOfServer(t, [failing(503, headers)], {
      maxRetries: text === "soon" ? 0 : 2,
    });
    const error = await failureOf(() => client.identifyUser(PARAMS));
    assert.deepEqual([error.retryAfterMs, error.attempts, bodies.length], [retryAfterMs, 1, 1]);
  }
});

test("a client has 20 retries at once, and each ten successes give one back", async (t) => {
  let isUp = false;
  const { client, bodies } = await clientOfServer(t, [(response) => (isUp ? right : failing(503))(response)]);
  const fail = () => failureOf(() => client.identifyUser(PARAMS));
  for (const error of await Promise.all(Array.from({ length: 30 }, fail))) assert.equal(error.code, "http_503");
  assert.equal(bodies.length, 50);
  assert.equal((await fail()).attempts, 1);
  isUp = true;
  for (let count = 0; count < 10; count++) await client.identifyUser(PARAMS);
  isUp = false;
  assert.deepEqual([(await fail()).attempts, (await fail()).attempts], [2, 1]);
});

test("one deadline covers all attempts, and its error tells of the one before", async (t) => {
  const { client } = await clientOfServer(t, [failing(503), () => {}]);
  const error = await failureOf(() => client.identifyUser(PARAMS, { timeoutMs: 1_000 }));
  assert.deepEqual([error.kind, error.phase, error.attempts], ["timeout", "headers", 2]);
  assert.deepEqual([error.cause.name, error.cause.code, error.cause.message], ["ZvcmsError", "http_503", "HTTP 503"]);
  assert.ok(!("httpStatus" in error));
});

test("a signal ends the wait for the next attempt, and leaves no timer", () => {
  const ended = runScript(`
    import { identifyUser } from "zvcms-openapi";
    const controller = new AbortController();
    let sent = 0;
    const fetch = async () => {
      sent++;
      setTimeout(() => controller.abort(new Error("enough")), 50);
      return new Response("", { status: 503, headers: { "Retry-After": "3000" } });
    };
    const options = { openId: "id", grantCode: "code", openKey: "key", timeoutMs: 3_600_000, fetch };
    const call = identifyUser(options, { type: 4, user_id: 7 }, { signal: controller.signal });
    console.log(await call.catch((error) => [error.kind, error.attempts, error.cause.message, sent].join()));`);
  assert.deepEqual(ended, { status: 0, stdout: "aborted,1,enough,1\n", stderr: "" });
});

test("options that say how often or how fast are checked like every other", () => {
  /** @type {any} */
  const wrong = { ...CREDENTIALS, maxRetries: 21, maxRequestsPerSecond: 0.5, timestampErrorCodes: ["1", 2, ""] };
  assert.throws(
    () => new Client(wrong),
    (/** @type {any} */ { issues }) => {
      const told = issues.map((/** @type {any} */ { path, code }) => `${path} ${code}`);
      assert.deepEqual(told, [
        "maxRetries out_of_range",
        "maxRequestsPerSecond out_of_range",
        "timestampErrorCodes[1] wrong_type",
        "timestampErrorCodes[2] empty",
      ]);
      return true;
    },
  );
  assert.throws(
    () => new Client({ ...wrong, timestampErrorCodes: "10104" }),
    /must be a list of strings, not a string/,
  );
});
