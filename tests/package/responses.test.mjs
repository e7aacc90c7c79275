// @ts-check
// What a `fetch` that was given in place of the global one may give.
import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { identifyUser } from "zvcms-openapi";
import { answerOf, CREDENTIALS, failureOf } from "./support.mjs";

const ANSWER = answerOf({ id: 7, nickname: "智迈" });
const TEXT = JSON.stringify(ANSWER);
const BYTES = Buffer.from(`before${TEXT}after`).subarray(6, -5);
const whole = () => new Uint8Array(BYTES).buffer;

/** @param {unknown} response @param {import("zvcms-openapi").CallOptions} [call] */
function identifyBy(response, call) {
  return identifyUser({ ...CREDENTIALS, fetch: async () => response }, { type: 4, user_id: 7 }, call);
}

/** What has a body, one way or another. @type {Record<string, object>} */
const RESPONSES = {
  "json()": { ok: true, status: 200, json: async () => ANSWER },
  "json() that is not async": { ok: true, status: 200, json: () => ANSWER },
  "text()": { status: 200, text: async () => TEXT },
  "arrayBuffer()": { status: 200, arrayBuffer: async () => whole() },
  "arrayBuffer() that gives a part of a larger buffer": { status: 200, arrayBuffer: async () => BYTES },
  "arrayBuffer() that gives a DataView": { status: 200, arrayBuffer: async () => new DataView(whole()) },
  "text() and a body of null": { status: 200, body: null, text: async () => TEXT },
  "text() and a stream of Node's": { status: 200, body: Readable.from([TEXT]), text: async () => TEXT },
  "a stream of its own": { status: 200, body: { getReader: readerOf([TEXT.slice(0, 9), TEXT.slice(9)]) } },
  "a method that needs its this": new (class {
    status = 200;
    #text = TEXT;
    async text() {
      return this.#text;
    }
  })(),
};

/** @param {string[]} parts */
function readerOf(parts) {
  const chunks = parts.map((part) => new TextEncoder().encode(part));
  return () => ({ read: async () => ({ done: chunks.length === 0, value: chunks.shift() }), cancel: async () => {} });
}

for (const [what, response] of Object.entries(RESPONSES)) {
  test(`a response that has only ${what} is read`, async () => {
    /** @type {number[]} */
    const statuses = [];
    const user = await identifyBy(response, { onResponse: (meta) => statuses.push(meta.httpStatus) });
    assert.deepEqual([user.id, user.nickname, statuses], [7, "智迈", [200]]);
  });
}

test("a status other than 2xx is told of a plain object, too", async () => {
  const refusal = { ...ANSWER, status: false, code: 9, message: "no" };
  const error = await failureOf(() => identifyBy({ ok: false, status: 403, json: async () => refusal }));
  assert.deepEqual([error.kind, error.httpStatus, error.vendorCode], ["http", 403, "9"]);
});

/** What is no response. @type {Record<string, unknown>} */
const OTHERS = {
  undefined: undefined,
  null: null,
  "a text": TEXT,
  "a number": 200,
  "the answer itself": ANSWER,
  "an empty object": {},
  "a list": [],
  "a function": () => ANSWER,
  "an object without a body": { status: 200 },
  "an object whose body has no reader": { status: 200, body: {} },
  "an object whose body is a text": { status: 200, body: TEXT },
  "an object whose status is a text": { status: "200", json: async () => ANSWER },
  "an object whose status is none": { status: 1000, json: async () => ANSWER },
  "an object that throws": {
    get status() {
      throw new Error("no");
    },
  },
};

for (const [what, other] of Object.entries(OTHERS)) {
  test(`${what} is no response, which trying again does not change`, async () => {
    const error = await failureOf(() => identifyBy(other));
    assert.deepEqual([error.kind, error.code, error.retryable], ["environment", "no_response", false]);
    assert.deepEqual([error.attempts, error.action], [1, "communal.user.identity"]);
    assert.match(error.message, /fetch gave no response: it must give an object with a status .* and with body/);
  });
}

/** Bodies that cannot be had. @type {Record<string, object>} */
const BODIES = {
  "json() gives nothing": { status: 200, json: async () => undefined },
  "json() gives what throws": {
    status: 200,
    json: async () => Object.defineProperty({}, "a", { enumerable: true, get: fail }),
  },
  "text() gives no text": { status: 200, text: async () => 7 },
  "text() fails": { status: 200, text: fail },
  "read() gives no chunk": { status: 200, body: { getReader: () => ({ read: async () => undefined }) } },
  "a chunk is a text": {
    status: 200,
    body: { getReader: () => ({ read: async () => ({ done: false, value: "{" }) }) },
  },
};

function fail() {
  throw new Error("it broke");
}

for (const [what, response] of Object.entries(BODIES)) {
  test(`where ${what} the call fails as any that has no body, and later ones work`, async () => {
    const error = await failureOf(() => identifyBy(response));
    assert.deepEqual([error.kind, error.code, error.httpStatus], ["connection", "connection_unknown", 200]);
    assert.equal((await identifyBy(RESPONSES["text()"])).id, 7);
  });
}
