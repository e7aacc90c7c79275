// @ts-check
// What the handler makes of what a limiter says.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { codeOf, routeFor } from "./support.mjs";

/** A limiter that does this, and what it was asked. @param {(key: string) => any} [act] */
function limiterThat(act = async () => {}) {
  /** @type {string[]} */
  const keys = [];
  /** @type {any[][]} */
  const received = [];
  const consume = (/** @type {any[]} */ ...all) => {
    received.push(all);
    keys.push(all[0]);
    return act(all[0]);
  };
  return { consume, keys, received };
}

const failed = () => Promise.reject(new Error("the store is gone"));
const full = (/** @type {number} */ msBeforeNext) => () => Promise.reject({ msBeforeNext });

test("a limiter is asked about one attempt of the caller, then of the member, before the platform is", async (t) => {
  const limit = limiterThat();
  const { ask, account } = await routeFor(t, { limit });
  assert.equal((await ask(account)).status, 200);
  assert.deepEqual(
    limit.received.map((all) => [all.length, all[0].slice(0, 7)]),
    [
      [1, "caller:"],
      [1, "member:"],
    ],
  );
});

test("a limiter is called as the method that it is", async (t) => {
  class Counter {
    #count = 0;
    async consume() {
      this.#count += 1;
      if (this.#count > 2) throw { msBeforeNext: 1 };
    }
  }
  const { ask, account } = await routeFor(t, { limit: new Counter() });
  assert.deepEqual([(await ask(account)).status, (await ask(account)).status], [200, 429]);
});

test("callers and members may have limiters of their own", async (t) => {
  const [caller, member] = [limiterThat(), limiterThat()];
  const { ask, account } = await routeFor(t, { limit: { caller, member } });
  assert.equal((await ask(account)).status, 200);
  assert.deepEqual([caller.keys.length, member.keys.length], [1, 1]);
  assert.ok(caller.keys[0].startsWith("caller:") && member.keys[0].startsWith("member:"));
});

test("what is refused before is not counted", async (t) => {
  const limit = limiterThat();
  const { ask, account, client } = await routeFor(t, { limit });
  await ask({});
  await ask("{");
  await ask(account, { headers: { Origin: "null" } });
  await (await routeFor(t, { client, limit, authorize: () => null })).ask(account);
  assert.deepEqual(limit.keys, []);
});

describe("too many attempts", () => {
  for (const who of ["caller", "member"]) {
    test(`of a ${who} are refused, with the time to wait, and reach neither platform nor operator`, async (t) => {
      const limit = { caller: limiterThat(), member: limiterThat(), [who]: limiterThat(full(61_001)) };
      const { ask, account, emulator, reports } = await routeFor(t, { limit });
      const answer = await ask(account);
      assert.deepEqual([...codeOf(answer), answer.headers.get("retry-after")], [429, "too_many_attempts", "62"]);
      assert.deepEqual(answer.json.error, {
        kind: "http",
        code: "too_many_attempts",
        message: "too many attempts; try again later",
        retryable: true,
        retryAfterMs: 62_000,
      });
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.deepEqual([emulator.requests.length, reports.length], [0, 0]);
    });
  }

  test("of a caller do not count for the member", async (t) => {
    const limit = { caller: limiterThat(full(1)), member: limiterThat() };
    const { ask, account } = await routeFor(t, { limit });
    await ask(account);
    assert.deepEqual(limit.member.keys, []);
  });

  test("are refused where limiters that fail let through", async (t) => {
    const { ask, account } = await routeFor(t, { limit: limiterThat(full(1)), whenLimitFails: "allow" });
    assert.equal((await ask(account)).status, 429);
  });

  for (const [ms, seconds] of [
    [0, 1],
    [-1, 86400],
    [Number.NaN, 1],
    [1000, 1],
    [1000.5, 2],
    [Number.POSITIVE_INFINITY, 86400],
    [1e300, 86400],
  ]) {
    test(`with ${ms} ms to wait mean a wait of ${seconds} s`, async (t) => {
      const { ask, account } = await routeFor(t, { limit: limiterThat(full(ms)) });
      const { headers, json } = await ask(account);
      assert.deepEqual([headers.get("retry-after"), json.error.retryAfterMs], [String(seconds), seconds * 1000]);
    });
  }
});

describe("an attempt that identified a member", () => {
  /** A limiter that counts, and gives back. @param {(key: string) => any} [reward] */
  function counting(reward) {
    const limit = limiterThat();
    /** @type {any[][]} */
    const given = [];
    const giveBack = (/** @type {any[]} */ ...all) => {
      given.push(all);
      return reward?.(all[0]);
    };
    return Object.assign(limit, { reward: giveBack, given });
  }

  test("by a password is given back to the member, and only to the member", async (t) => {
    const limit = counting();
    const { ask, account, card } = await routeFor(t, { limit });
    for (const params of [account, card]) assert.equal((await ask(params)).status, 200);
    assert.deepEqual(limit.given, [[limit.keys[1]], [limit.keys[3]]]);
  });

  test("without a password, and one that identified nobody, stay counted", async (t) => {
    const limit = counting();
    const { ask, account, login } = await routeFor(t, { limit, allow: [1, 2, 3, 4] });
    assert.equal((await ask({ type: 3, user_code: login.user_code })).status, 200);
    assert.equal((await ask({ type: 4, user_id: login.user_id })).status, 200);
    assert.equal((await ask({ ...account, password: "wrong" })).status, 404);
    assert.deepEqual(limit.given, []);
  });

  test("is not given back where it was not counted", async (t) => {
    const limit = { caller: limiterThat(), member: Object.assign(counting(), { consume: failed }) };
    const { ask, account } = await routeFor(t, { limit, whenLimitFails: "allow" });
    assert.equal((await ask(account)).status, 200);
    assert.deepEqual(limit.member.given, []);
  });

  for (const [what, reward] of /** @type {[string, () => any][]} */ ([
    ["fails", failed],
    ["never settles", () => new Promise(() => {})],
  ])) {
    test(`is answered where giving back ${what}, and the operator hears it`, async (t) => {
      const { ask, account, reports } = await routeFor(t, { limit: counting(reward) });
      assert.equal((await ask(account)).status, 200);
      assert.deepEqual(
        reports.map(({ step }) => step),
        ["limit"],
      );
    });
  }
});

describe("a limiter that fails", () => {
  /** @type {[what: string, act: () => any][]} */
  const rows = [
    ["rejects with an Error", failed],
    ["rejects with an Error that has a time", () => Promise.reject(Object.assign(new Error("a"), { msBeforeNext: 5 }))],
    ["rejects with nothing", () => Promise.reject()],
    ["rejects with a text", () => Promise.reject("no")],
    ["rejects with a time that is no number", () => Promise.reject({ msBeforeNext: "5" })],
    [
      "throws",
      () => {
        throw new Error("at once");
      },
    ],
    ["never settles", () => new Promise(() => {})],
    ["settles too late", () => new Promise((_, reject) => setTimeout(reject, 1200, new Error("late")))],
  ];
  for (const [what, act] of rows) {
    test(`because it ${what}: the visitor is refused`, async (t) => {
      const limit = limiterThat(act);
      const { ask, account, emulator, reports } = await routeFor(t, { limit });
      const answer = await ask(account);
      assert.deepEqual([...codeOf(answer), answer.json.error.retryable], [503, "unavailable", true]);
      assert.deepEqual([reports.map(({ step }) => step), emulator.requests.length], [["limit"], 0]);
    });

    test(`because it ${what}: the visitor is let through where that is wanted, and each time it is reported`, async (t) => {
      const limit = limiterThat(act);
      const { ask, account, reports } = await routeFor(t, { limit, whenLimitFails: "allow" });
      assert.equal((await ask(account)).status, 200);
      assert.deepEqual(
        reports.map(({ step }) => step),
        ["limit", "limit"],
      );
    });
  }

  test("about callers still counts members", async (t) => {
    const limit = { caller: limiterThat(failed), member: limiterThat(full(1)) };
    const { ask, account } = await routeFor(t, { limit, whenLimitFails: "allow" });
    assert.equal((await ask(account)).status, 429);
  });
});
