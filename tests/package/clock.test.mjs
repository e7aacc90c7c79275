// @ts-check
// The server's clock: learned from its responses, and used for what is sent later.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refusals } from "zvcms-openapi/emulator";
import { answerOf, clientGetting, clientOf, emulatorFor, failureOf } from "./support.mjs";

/** @typedef {import("zvcms-openapi").ResponseMeta} ResponseMeta */

const PARAMS = { type: /** @type {const} */ (4), user_id: 10001 };
const CODE = String(refusals.timestampOutOfRange.code);
const CODES = { timestampErrorCodes: [CODE] };
const RIGHT = JSON.stringify(answerOf({ id: 10001 }));
const REFUSAL = JSON.stringify({ status: false, code: refusals.timestampOutOfRange.code, message: "", data: [] });

/** Calls, and gives what is told of the response. @param {import("zvcms-openapi").Client} client */
async function metaOf(client) {
  /** @type {ResponseMeta[]} */
  const told = [];
  await client.identifyUser(PARAMS, { onResponse: (meta) => told.push(meta) }).catch(() => {});
  assert.equal(told.length, 1);
  return told[0];
}

/** Whether an offset is that many seconds, as far as whole seconds tell. @param {number | null} offset @param {number} seconds */
function isAbout(offset, seconds) {
  return offset !== null && Math.abs(offset - seconds * 1000) <= 5_500;
}

for (const seconds of [600, -600]) {
  test(`a clock that is ${-seconds} s off costs one attempt more, once`, async (t) => {
    const emulator = await emulatorFor(t, { now: () => Date.now() + seconds * 1000 });
    const client = clientOf(t, emulator, CODES);
    const first = await metaOf(client);
    assert.deepEqual([first.httpStatus, first.attempts], [200, 2]);
    assert.ok(isAbout(first.serverTimeOffsetMs, seconds), String(first.serverTimeOffsetMs));
    assert.equal((await metaOf(client)).attempts, 1);
    assert.equal((await client.identifyUser(PARAMS)).id, 10001);
  });
}

test("calls that overlap are each corrected once", async (t) => {
  const emulator = await emulatorFor(t, { now: () => Date.now() + 600_000 });
  const client = clientOf(t, emulator, CODES);
  const metas = await Promise.all(Array.from({ length: 20 }, () => metaOf(client)));
  for (const { attempts, serverTimeOffsetMs } of metas) {
    assert.equal(attempts, 2);
    assert.ok(isAbout(serverTimeOffsetMs, 600));
  }
  const users = await Promise.all(Array.from({ length: 20 }, () => client.identifyUser(PARAMS)));
  assert.ok(users.every(({ id }) => id === 10001));
  assert.equal(emulator.requests.length, 60);
});

test("without the vendor's code the first call fails, and the next one has the right time all the same", async (t) => {
  const emulator = await emulatorFor(t, { now: () => Date.now() - 600_000 });
  const client = clientOf(t, emulator);
  const error = await failureOf(() => client.identifyUser(PARAMS));
  assert.deepEqual([error.kind, error.code, error.attempts], ["system", `vendor_${CODE}`, 1]);
  assert.equal((await client.identifyUser(PARAMS)).id, 10001);
});

test("clocks that agree are told as 0, and what is signed by hand follows the own clock", async (t) => {
  const client = clientOf(t, await emulatorFor(t));
  assert.equal((await metaOf(client)).serverTimeOffsetMs, 0);
  const now = () => 1_600_000_000_000;
  const other = clientOf(t, await emulatorFor(t), { now, ...CODES });
  assert.equal((await metaOf(other)).attempts, 2);
  assert.equal(other.sign().Timestamp, "1600000000");
});

/**
 * A client that gets the refusal of its Timestamp again and again, with these headers.
 * @param {import("node:test").TestContext} t
 * @param {(count: number) => Record<string, string>} headers
 * @param {Partial<import("zvcms-openapi").ClientOptions>} [options]
 */
function refusedFor(t, headers, options) {
  /** @type {string[]} */
  const timestamps = [];
  const fetch = async (/** @type {string} */ _, /** @type {{ body: string }} */ { body }) => {
    timestamps.push(JSON.parse(body).Timestamp);
    return new Response(REFUSAL, { headers: headers(timestamps.length) });
  };
  return { client: clientGetting(t, "", { fetch, maxRetries: 9, ...CODES, ...options }), timestamps };
}

const dated = (/** @type {number} */ offset) => ({ Date: new Date(Date.now() + offset).toUTCString() });

test("a Timestamp is corrected once in a call, however often it is refused", async (t) => {
  const { client, timestamps } = refusedFor(t, (count) => dated(count * 600_000));
  const error = await failureOf(() => client.identifyUser(PARAMS));
  assert.deepEqual([error.code, error.attempts, timestamps.length], [`vendor_${CODE}`, 2, 2]);
  assert.ok(isAbout((Number(timestamps[1]) - Number(timestamps[0])) * 1000, 600));
});

test("a Timestamp that would be the same again is not sent again", async (t) => {
  // Each date is made when it is asked for: a second may pass before.
  for (const [headersNow, options] of /** @type {[() => Record<string, string>, object][]} */ ([
    [() => ({}), {}],
    [() => ({ Date: "soon" }), {}],
    [() => dated(0), {}],
    [() => ({ ...dated(600_000), Age: "3" }), {}],
    [() => dated(600_000), { maxRetries: 0 }],
    [() => dated(600_000), { timestampErrorCodes: ["1010", "101040"] }],
  ])) {
    const { client } = refusedFor(t, headersNow, options);
    const { attempts } = await failureOf(() => client.identifyUser(PARAMS));
    assert.equal(attempts, 1, JSON.stringify([headersNow(), options]));
  }
});

test("what a cache kept, and what came slowly, tells nothing of the clock", async (t) => {
  let now = 1_700_000_000_000;
  const headers = { Date: new Date(now + 600_000).toUTCString() };
  for (const [more, passes, offset] of /** @type {const} */ ([
    [{ Age: "0" }, 0, null],
    [{}, 5_001, null],
    [{}, -1, null],
    [{}, 5_000, 598_000],
    [{}, 0, 600_500],
  ])) {
    const fetch = async () => {
      now += passes;
      return new Response(RIGHT, { headers: { ...headers, ...more } });
    };
    now = 1_700_000_000_000;
    const { serverTimeOffsetMs } = await metaOf(clientGetting(t, "", { fetch, now: () => now }));
    assert.equal(serverTimeOffsetMs, offset);
  }
});

for (const [what, body, status] of /** @type {const} */ ([
  ["a proxy's page", "<html>Service Unavailable</html>", 503],
  ["a proxy's JSON", '{"error":"overloaded"}', 503],
  ["an empty body", "", 503],
])) {
  test(`${what} says nothing of the platform's clock, and the next attempt is signed with the right time`, async (t) => {
    /** @type {number[]} */
    const timestamps = [];
    const fetch = async (/** @type {string} */ _, /** @type {{ body: string }} */ init) => {
      timestamps.push(Number(JSON.parse(init.body).Timestamp));
      const headers = { Date: "Thu, 01 Jan 1970 00:00:00 GMT" };
      return timestamps.length === 1 ? new Response(body, { status, headers }) : new Response(RIGHT);
    };
    const client = clientGetting(t, "", { fetch });
    assert.equal((await client.identifyUser(PARAMS)).id, 10001);
    assert.equal(timestamps.length, 2);
    for (const timestamp of timestamps) assert.ok(Math.abs(timestamp - Date.now() / 1000) < 10, String(timestamp));
  });
}

test("a refusal of the platform's own teaches its clock, whatever the status", async (t) => {
  const headers = { Date: new Date(Date.now() + 600_000).toUTCString() };
  const fetch = async () => new Response(REFUSAL, { status: 403, headers });
  const meta = await metaOf(clientGetting(t, "", { fetch }));
  assert.ok(isAbout(meta.serverTimeOffsetMs, 600), String(meta.serverTimeOffsetMs));
});
