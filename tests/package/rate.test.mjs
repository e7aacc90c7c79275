// @ts-check
// maxRequestsPerSecond: how many requests begin, in which order, and who need not wait.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerOf, clientGetting, failureOf, runScript } from "./support.mjs";

const RIGHT = JSON.stringify(answerOf({ id: 7 }));

/**
 * A client with that limit, and when each request of which action began, in milliseconds.
 * @param {import("node:test").TestContext} t
 * @param {number} maxRequestsPerSecond
 * @param {() => Response} [answer]
 */
function limited(t, maxRequestsPerSecond, answer = () => new Response(RIGHT)) {
  /** @type {{ at: number, action: string, params: any }[]} */
  const begun = [];
  const fetch = async (/** @type {string} */ _, /** @type {{ body: string }} */ { body }) => {
    const { Action, Params } = JSON.parse(body);
    begun.push({ at: performance.now(), action: Action, params: Params });
    return answer();
  };
  return { client: clientGetting(t, "", { fetch, maxRequestsPerSecond }), begun };
}

/** @param {{ at: number }[]} begun @param {number} perSecond */
function assertKept(begun, perSecond) {
  for (let last = perSecond; last < begun.length; last++) {
    const span = begun[last].at - begun[last - perSecond].at;
    // The request is signed between the look at the clock and fetch, which takes some longer than others.
    assert.ok(span >= 900, `${perSecond + 1} requests in ${span} ms`);
  }
}

test("no second has more requests than allowed, and who comes first goes first", async (t) => {
  const { client, begun } = limited(t, 4);
  await Promise.all(Array.from({ length: 10 }, (_, index) => client.call("a.b", { index })));
  assertKept(begun, 4);
  const order = begun.map(({ params }) => params.index);
  assert.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("each action has a limit of its own", async (t) => {
  const { client, begun } = limited(t, 1);
  await Promise.all(["a.b", "c.d", "a.b"].map((action) => client.call(action)));
  assert.deepEqual(
    begun.map(({ action }) => action),
    ["a.b", "c.d", "a.b"],
  );
  assertKept([begun[0], begun[2]], 1);
});

test("a further attempt waits for its turn, too", async (t) => {
  const { client, begun } = limited(t, 1, () => new Response("", { status: 503 }));
  const error = await failureOf(() => client.call("a.b", {}, { maxRetries: 2 }));
  assert.equal(error.attempts, 3);
  assertKept(begun, 1);
});

test("one that gives up makes room for those behind it", async (t) => {
  const { client, begun } = limited(t, 2);
  const controller = new AbortController();
  const { signal } = controller;
  const calls = Array.from({ length: 6 }, (_, index) =>
    client.call("a.b", { index }, index === 2 || index === 4 ? { signal } : {}),
  );
  const outcomes = calls.map((call) => call.then(() => "done").catch(({ kind, attempts }) => `${kind} ${attempts}`));
  setTimeout(() => controller.abort(), 50);
  const expected = ["done", "done", "aborted 0", "done", "aborted 0", "done"];
  assert.deepEqual(await Promise.all(outcomes), expected);
  assert.deepEqual(
    begun.map(({ params }) => params.index),
    [0, 1, 3, 5],
  );
  // Both that waited begin in the same second: those that left took no turn.
  assert.ok(begun[3].at - begun[2].at < 900);
});

test("the wait counts in the deadline, which leaves no timer", () => {
  const ended = runScript(`
    import { Client } from "zvcms-openapi";
    const fetch = async () => new Response('{"status":true,"code":0,"data":1}');
    const options = { openId: "id", grantCode: "code", openKey: "key", fetch, maxRequestsPerSecond: 1 };
    const client = new Client(options);
    const calls = Array.from({ length: 4 }, () => client.call("a.b", {}, { timeoutMs: 200 }));
    for (const call of calls) {
      console.log(await call.catch(({ kind, phase, code, attempts }) => [kind, phase, code, attempts].join()));
    }`);
  const late = "timeout,waiting,timeout_waiting,0\n".repeat(3);
  assert.deepEqual(ended, { status: 0, stdout: `1\n${late}`, stderr: "" });
});
