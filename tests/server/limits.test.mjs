// @ts-check
// Limits by rate-limiter-flexible: in memory, and in a real Redis for several servers.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterUnion } from "rate-limiter-flexible";
import { startEmulator } from "zvcms-openapi/emulator";
import { startChild } from "../child.mjs";
import { freePort } from "../free-port.mjs";
import { missing, startRedis } from "./redis.mjs";
import { routeFor } from "./support.mjs";

describe("in memory", () => {
  test("attempts at one member are limited, whoever tries and however the number is written", async (t) => {
    let caller = 0;
    const { ask, account, emulator } = await routeFor(t, {
      authorize: () => `caller ${caller++}`,
      limit: new RateLimiterMemory({ points: 3, duration: 60 }),
    });
    const statuses = [];
    for (const mobile of ["13800000001", "138-0000-0001", "+86 13800000001", "008613800000001"])
      statuses.push((await ask({ ...account, mobile, password: "wrong" })).status);
    assert.deepEqual(statuses, [404, 404, 404, 429]);
    const refused = await ask(account);
    const wait = Number(refused.headers.get("retry-after"));
    assert.equal(refused.status, 429);
    assert.ok(wait >= 55 && wait <= 60, String(wait));
    assert.equal((await ask({ ...account, mobile: "13800000002" })).status, 404);
    assert.equal(emulator.requests.length, 4);
  });

  test("attempts of one caller are limited, at whomever, and others go on", async (t) => {
    let caller = "a";
    const limit = {
      caller: new RateLimiterMemory({ points: 2, duration: 60 }),
      member: new RateLimiterMemory({ points: 100, duration: 60 }),
    };
    const { ask } = await routeFor(t, { authorize: () => caller, limit });
    const statuses = [];
    for (const mobile of ["1", "2", "3"]) statuses.push((await ask({ type: 1, mobile, password: "x" })).status);
    caller = "b";
    statuses.push((await ask({ type: 1, mobile: "3", password: "x" })).status);
    assert.deepEqual(statuses, [404, 404, 429, 404]);
  });

  test("a member whose password is right is not locked out", async (t) => {
    let caller = 0;
    const limit = new RateLimiterMemory({ points: 3, duration: 60 });
    const { ask, account } = await routeFor(t, { authorize: () => `caller ${caller++}`, limit });
    const wrong = { ...account, password: "wrong" };
    const statuses = [];
    for (const params of [wrong, account, account, account, account, wrong, wrong, wrong, account])
      statuses.push((await ask(params)).status);
    assert.deepEqual(statuses, [404, 200, 200, 200, 200, 404, 404, 429, 429]);
  });

  test("a caller has one limit for all addresses of a network", async (t) => {
    let caller = "";
    const callers = new RateLimiterMemory({ points: 3, duration: 60 });
    const member = new RateLimiterMemory({ points: 100, duration: 60 });
    const { ask, account } = await routeFor(t, { authorize: () => caller, limit: { caller: callers, member } });
    const statuses = [];
    for (let host = 1; host <= 0x14; host += 1) {
      caller = `2001:db8:1:2::${host.toString(16)}`;
      statuses.push((await ask(account)).status);
    }
    assert.deepEqual(statuses, [...Array(3).fill(200), ...Array(17).fill(429)]);
    caller = "2001:db8:1:3::1";
    assert.equal((await ask(account)).status, 200);
  });

  test("whoever waits as long as was said is served again", async (t) => {
    const { ask, account } = await routeFor(t, { limit: new RateLimiterMemory({ points: 1, duration: 1 }) });
    assert.deepEqual([(await ask(account)).status, (await ask(account)).status], [200, 429]);
    const { json } = await ask(account);
    await sleep(json.error.retryAfterMs);
    assert.equal((await ask(account)).status, 200);
  });

  test("limits of several durations can be united, and bursts be allowed", async (t) => {
    const short = new RateLimiterMemory({ keyPrefix: "short", points: 5, duration: 1 });
    const long = new RateLimiterMemory({ keyPrefix: "long", points: 2, duration: 3600 });
    const burst = new RateLimiterMemory({ keyPrefix: "burst", points: 1, duration: 60 });
    const limits = [
      new RateLimiterUnion(short, long),
      new BurstyRateLimiter(new RateLimiterMemory({ points: 1, duration: 1 }), burst),
    ];
    for (const limit of limits) {
      const { ask, account, reports } = await routeFor(t, { limit: /** @type {any} */ (limit) });
      const answers = [await ask(account), await ask(account), await ask(account)];
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 429],
      );
      assert.ok(Number(answers[2].headers.get("retry-after")) >= 1);
      assert.deepEqual(reports, []);
    }
  });
});

test("in Redis the limit holds for all servers, without Redis as is wanted, and again when it is back", {
  skip: missing,
}, async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const { credentials, url: endpoint, members } = emulator;
  const redisPort = await freePort();
  const redis = await startRedis(t, redisPort);

  /** @param {object} [more] */
  async function startServer(more) {
    const job = { redisPort, points: 5, clientOptions: { ...credentials, endpoint }, ...more };
    const child = startChild(new URL("counting.mjs", import.meta.url), [JSON.stringify(job)]);
    t.after(() => child.end());
    const { port } = await child.message();
    let asked = 0;
    const { mobile } = members[0].login;
    /** Each time from another caller, so that only the limit of members counts. */
    const ask = async () => {
      asked += 1;
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Caller": `${port} ${asked}` },
        body: JSON.stringify({ type: 1, mobile, password: "wrong" }),
      });
      return response.status;
    };
    return { ask, reports: () => child.ask("reports") };
  }
  const [first, second, open] = await Promise.all([
    startServer(),
    startServer(),
    startServer({ whenLimitFails: "allow" }),
  ]);
  const both = [first, second];

  const together = await Promise.all(Array.from({ length: 10 }, (_, index) => both[index % 2].ask()));
  assert.deepEqual(together.sort(), [...Array(5).fill(404), ...Array(5).fill(429)]);
  assert.deepEqual([await first.ask(), await second.ask(), await open.ask()], [429, 429, 429]);
  assert.deepEqual([await first.reports(), await open.reports()], [[], []]);

  await redis.kill();
  assert.deepEqual([await first.ask(), await second.ask(), await first.ask()], [503, 503, 503]);
  assert.deepEqual([await open.ask(), await open.ask()], [404, 404]);
  assert.deepEqual(await first.reports(), ["limit true", "limit true"]);
  assert.deepEqual(await open.reports(), Array(4).fill("limit true"));

  await startRedis(t, redisPort);
  for (const { ask } of both) {
    let tries = 0;
    while ((await ask()) === 503 && tries < 100) {
      tries += 1;
      await sleep(50);
    }
  }
  // Redis has kept nothing, and two attempts got through.
  const again = [await first.ask(), await second.ask(), await first.ask(), await second.ask(), await first.ask()];
  assert.deepEqual(again, [404, 404, 404, 429, 429]);
});
