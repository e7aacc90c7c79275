// @ts-check
// What is handed in may be no promise, no bytes, no error: the call fails, the client and the core stay sound.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, sign, ZvcmsError } from "zvcms-openapi";
import { detached, refuse, revoked, trapped } from "./hostile/values.mjs";
import { CREDENTIALS, failureOf } from "./support.mjs";

/** @param {string} name @param {PropertyDescriptor} how */
const promiseWith = (name, how) => Object.defineProperty(Promise.resolve(new Response("{}")), name, how);

/** @param {unknown} value */
const chunk = (value) => answer({ read: async () => ({ done: false, value }), cancel: async () => {} });

/** @param {unknown} reader */
const answer = (reader) => async () => ({ status: 200, body: { getReader: () => reader } });

/** @param {object} fields */
const throwing = (fields) => async () => {
  throw Object.assign(new Error("no"), fields);
};

/** @type {Record<string, () => any>} */
const FETCHES = {
  "gives a promise whose constructor throws": () => promiseWith("constructor", { get: refuse }),
  // biome-ignore lint/suspicious/noThenProperty: it is meant
  "gives what settles twice": () => ({ then: (/** @type {any} */ resolve) => [resolve(7), resolve(8)] }),
  "gives a reader that reads no promise": answer({ read: () => 7, cancel: () => 7 }),
  "gives a reader whose cancel rejects": answer({ read: refuse, cancel: () => Promise.reject(new Error("no")) }),
  "gives detached bytes": chunk(detached().view),
  "gives a detached buffer": chunk(detached().buffer),
  "gives a view that lies about its buffer": chunk(Object.defineProperty(new Uint8Array(4), "buffer", { get: refuse })),
  "gives a view that lies about its length": chunk(
    Object.defineProperty(new Uint8Array(4), "byteLength", { value: 2 ** 40 }),
  ),
  "gives bytes without end": chunk({ length: 2 ** 40 }),
  "gives a list of bytes": chunk([123, 125]),
  "gives a list that would not fit in memory": chunk(Object.assign([], { length: 2 ** 32 - 1 })),
  "gives a view of a list that would not fit in memory": chunk(
    Object.defineProperty(new Uint8Array(4), "buffer", { value: Object.assign([], { length: 2 ** 32 - 1 }) }),
  ),
  "throws an error whose list of errors is revoked": throwing({ errors: revoked([]) }),
  "throws an error whose list of errors throws": throwing({ errors: trapped([], refuse) }),
};

for (const [what, fetch] of Object.entries(FETCHES)) {
  test(`a fetch that ${what} fails its call only`, async () => {
    const client = new Client({ ...CREDENTIALS, fetch, maxRetries: 0 });
    const { kind } = await failureOf(() => client.call("a.b"));
    assert.ok(kind === "connection" || kind === "environment", kind);
    assert.equal(client.sign().OpenId, CREDENTIALS.openId);
  });
}

for (const then of [refuse, (/** @type {any} */ resolve) => resolve(7)]) {
  test(`a promise of the engine's own is taken for what it is, whatever its then does: ${then}`, async () => {
    const client = new Client({ ...CREDENTIALS, fetch: () => promiseWith("then", { value: then }), maxRetries: 0 });
    assert.equal((await failureOf(() => client.call("a.b"))).kind, "decode");
  });
}

test("a body of empty chunks that are always there ends at the deadline, though no timer can run", async () => {
  const client = new Client({ ...CREDENTIALS, fetch: chunk(new Uint8Array(0)), timeoutMs: 100, maxRetries: 0 });
  const { kind, phase } = await failureOf(() => client.call("a.b"));
  assert.deepEqual([kind, phase], ["timeout", "body"]);
});

/** A list that makes something else of itself where it is copied. */
const species = Object.assign(["OpenId"], { constructor: { [Symbol.species]: () => revoked([]) } });

/** @param {unknown} thrown */
const getterOf = (thrown) => ({
  get a() {
    throw thrown;
  },
});

/** @type {Record<string, () => any>} */
const ARGUMENTS = {
  "throws a proxy that throws": () => sign(CREDENTIALS, { params: getterOf(trapped({}, refuse)) }),
  "throws a revoked proxy": () => sign(CREDENTIALS, { params: getterOf(revoked({})) }),
  "is no object of its own class any more": () =>
    sign(CREDENTIALS, {}, { scheme: { fields: /** @type {any} */ (species), values: /** @type {any} */ ("no") } }),
  "is this, and throws": () => Client.prototype.sign.call(trapped({}, refuse)),
  "is this, and answers anything": () => Client.prototype.sign.call(trapped({}, () => () => 7)),
  "is this, and has the symbols of a client": () => {
    const symbols = Object.getOwnPropertySymbols(new Client(CREDENTIALS));
    const copy = Object.fromEntries(symbols.map((symbol) => [symbol, () => ({ instance: { isSound: true } })]));
    return Client.prototype.sign.call(/** @type {any} */ (copy));
  },
};

for (const [what, use] of Object.entries(ARGUMENTS)) {
  test(`an argument that ${what} is refused, and the client stays`, async () => {
    const client = new Client(CREDENTIALS);
    const error = await failureOf(use);
    assert.ok(ZvcmsError.is(error) && error.kind === "invalid_argument", String(error));
    assert.equal(client.sign().OpenId, CREDENTIALS.openId);
  });
}

test("of names that do not exist the first hundred are told", async () => {
  const names = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`name${index}`, index]));
  const { issues } = await failureOf(() => new Client({ ...CREDENTIALS, ...names }));
  assert.equal(issues.length, 100);
});
