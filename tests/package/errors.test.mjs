// @ts-check
// Errors of other copies and realms, on their way through threads, and what they keep of the errors behind them.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { Worker } from "node:worker_threads";
import * as esm from "zvcms-openapi";
import { CREDENTIALS, clientOf, copy, emulatorFor, failureOf, folder, KEY } from "./support.mjs";

const PARAMS = { type: /** @type {const} */ (4), user_id: 10001 };
const require = createRequire(import.meta.url);

/** The script for pages, in a realm of its own. @returns {typeof esm} */
function inAnotherRealm() {
  const names = ["TextEncoder", "TextDecoder", "crypto", "setTimeout", "clearTimeout", "queueMicrotask"];
  const given = Object.fromEntries(names.map((name) => [name, Reflect.get(globalThis, name)]));
  const realm = createContext({ ...given, performance, atob });
  const script = readFileSync(join(folder, "dist/index.iife.js"), "utf8");
  return runInContext(`${script}\n;zvcmsOpenapi`, realm);
}

test("an error is recognised by every copy in the process, of whatever realm", async () => {
  /** @type {Record<string, typeof esm>} */
  const copies = { esm, cjs: require("zvcms-openapi"), copy: await import(copy), realm: inAnotherRealm() };
  for (const [from, { sign }] of Object.entries(copies)) {
    const error = await failureOf(() => sign(/** @type {any} */ (null)));
    assert.equal(error instanceof Error, from !== "realm", "the other realm is another one");
    for (const [by, { ZvcmsError }] of Object.entries(copies)) {
      assert.equal(ZvcmsError.is(error), true, `${from} by ${by}`);
      const isSame = from === by || [from, by].every((name) => ["esm", "cjs"].includes(name));
      assert.equal(error instanceof ZvcmsError, isSame, `${from} by ${by}`);
      for (const other of [new Error("x"), { ...error }, error.toJSON(), error.message, null, undefined]) {
        assert.equal(ZvcmsError.is(other), false, by);
      }
    }
  }
});

/** What the thread of a worker posts. */
const THREAD = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { Client } = require(workerData.entry);
  const error = Object.assign(new TypeError("failed"), { code: "ECONNRESET" });
  const client = new Client({ ...workerData.credentials, fetch: () => Promise.reject(error) });
  client.call("test.action").catch((thrown) => parentPort.postMessage([thrown, thrown.toJSON()]));`;

test("an error that a thread posts keeps its message, and toJSON the rest", async (t) => {
  const workerData = { entry: require.resolve("zvcms-openapi"), credentials: CREDENTIALS };
  const worker = new Worker(THREAD, { eval: true, workerData });
  t.after(() => worker.terminate());
  const [[posted, told]] = await once(worker, "message");
  assert.ok(posted instanceof Error);
  assert.equal(posted.message, told.message);
  assert.equal(esm.ZvcmsError.is(posted), false);
  const { name, kind, code, reason, retryable, attempts, action, cause } = told;
  assert.deepEqual(
    { name, kind, code, reason, retryable, attempts, action, cause },
    {
      name: "ZvcmsError",
      kind: "connection",
      code: "connection_reset",
      reason: "reset",
      retryable: true,
      attempts: 1,
      action: "test.action",
      cause: { name: "TypeError", code: "ECONNRESET", message: "failed" },
    },
  );
});

test("what is told of an error is plain data, which a clone and JSON keep as it is", async (t) => {
  const client = clientOf(t, await emulatorFor(t));
  for (const act of [
    () => client.identifyUser({ type: 4, user_id: 404 }),
    () => client.identifyUser(/** @type {any} */ ({ type: 9 })),
    () => client.call("no.such.action"),
  ]) {
    const error = await failureOf(act);
    const told = error.toJSON();
    assert.deepEqual(structuredClone(told), told);
    assert.deepEqual(JSON.parse(JSON.stringify(error)), told);
    assert.deepEqual([told.name, told.message], ["ZvcmsError", error.message]);
    for (const [name, value] of Object.entries(error)) assert.equal(told[name], value, name);
    assert.equal(structuredClone(error).message, error.message);
  }
});

/** What is thrown here holds what was sent, as the errors of HTTP clients do. */
class Hung extends Error {
  name = "Hung";
  code = `E_${KEY}`;
  /** @param {string} message @param {object} held @param {unknown} [cause] */
  constructor(message, held, cause) {
    super(message, { cause });
    this.request = held;
  }
}

/** Everything that can be reached from a value. @param {unknown} value @param {Set<unknown>} [seen] */
function reach(value, seen = new Set()) {
  const isHolder = (typeof value === "object" && value !== null) || typeof value === "function";
  if (!isHolder || seen.has(value)) return seen;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) reach(Object.getOwnPropertyDescriptor(value, key)?.value, seen);
  return seen;
}

test("the cause is a new error with names, codes and masked words, and nothing of the original", async (t) => {
  const emulator = await emulatorFor(t);
  /** @type {object} */
  let held = {};
  /** @type {Hung | undefined} */
  let thrown;
  const client = clientOf(t, emulator, {
    openKey: KEY,
    fetch: (url, init) => {
      held = { url, init };
      const inner = new Hung(`inner ${KEY}`, held);
      const all = new AggregateError([inner, new Hung("another", held)], `all ${KEY}`);
      thrown = new Hung(`outer ${KEY}`, held, all);
      return Promise.reject(thrown);
    },
  });
  const error = await failureOf(() => client.call("test.action", PARAMS));
  const chain = [error.cause, error.cause.cause, error.cause.cause.cause];
  assert.deepEqual(
    chain.map(({ name }) => name),
    ["Hung", "AggregateError", "Hung"],
  );
  for (const [index, word] of ["outer ", "all ", "inner "].entries()) {
    const cause = chain[index];
    assert.equal(Object.getPrototypeOf(cause), Error.prototype);
    const known = ["stack", "message", "name", "code", "cause"];
    assert.deepEqual(
      Reflect.ownKeys(cause).filter((key) => !known.includes(String(key))),
      [],
    );
    assert.ok(cause.message.startsWith(word) && !cause.message.includes(KEY));
    assert.equal(cause.code === undefined, index === 1);
    assert.ok(!String(cause.code).includes(KEY));
  }
  const theirs = new Set([...reach(thrown), ...reach(held)]);
  assert.ok(theirs.size > 6);
  assert.deepEqual(
    [...reach(error)].filter((value) => theirs.has(value)),
    [],
  );
});

test("causes that go round in a circle come to an end", async (t) => {
  /** @type {Error & { cause?: unknown }} */
  const round = new Error("round");
  round.cause = round;
  const client = clientOf(t, await emulatorFor(t), { fetch: () => Promise.reject(round) });
  let cause = (await failureOf(() => client.call("test.action"))).cause;
  let length = 0;
  for (; cause && length < 100; length++) cause = cause.cause;
  assert.ok(length > 0 && length < 100, `${length} causes`);
});
