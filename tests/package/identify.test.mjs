// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, identifyUser } from "zvcms-openapi";
import { clientOf, emulatorFor, fourWays } from "./support.mjs";

const DIALECTS = /** @type {const} */ (["typed", "strings", "php"]);

for (const dialect of DIALECTS) {
  test(`every member is the same in all four ways, written as ${dialect}`, async (t) => {
    const emulator = await emulatorFor(t, { dialect });
    const client = clientOf(t, emulator);
    for (const { name, login, user } of emulator.members) {
      // PHP writes an object of zeros as `[]`, which says nothing of the balances.
      const isEmpty = dialect === "php" && user.user_wealth_info.total_amount === 0;
      const full = { ...user, user_wealth_info: isEmpty ? null : user.user_wealth_info };
      for (const params of fourWays(login)) {
        const expected = { ...full, is_open_points_pay: null, pay_rule: null };
        assert.deepEqual(await client.identifyUser(params), expected, `${name}, type ${params.type}`);
        assert.deepEqual(await client.identifyUser({ ...params, point_rules: 1 }), full, `${name}, with point_rules`);
      }
    }
  });
}

test("what was converted is told by its path, and nothing of the documented dialect is", async (t) => {
  for (const dialect of DIALECTS) {
    const emulator = await emulatorFor(t, { dialect });
    /** @type {import("zvcms-openapi").ResponseMeta[]} */
    const metas = [];
    const { user_code } = emulator.members[0].login;
    const options = { onResponse: (/** @type {any} */ meta) => metas.push(meta) };
    await clientOf(t, emulator).identifyUser({ type: 3, user_code }, options);
    assert.equal(metas.length, 1);
    const { conversions, elapsedMs, ...meta } = metas[0];
    assert.deepEqual(meta, {
      action: "communal.user.identity",
      httpStatus: 200,
      attempts: 1,
      traceId: null,
      serverTimeOffsetMs: 0,
    });
    assert.ok(elapsedMs >= 0);
    const paths = conversions.map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
    if (dialect === "typed") assert.deepEqual(conversions, []);
    else
      assert.ok(
        paths.includes(dialect === "strings" ? "data.user_info.id" : "data.user_info.user_points"),
        paths.join(),
      );
  }
});

test("strict refuses the first converted value by its path", async (t) => {
  const emulator = await emulatorFor(t, { dialect: "strings" });
  const { user_code } = emulator.members[0].login;
  const strict = clientOf(t, emulator, { strict: true }).identifyUser({ type: 3, user_code });
  await assert.rejects(strict, { kind: "decode", code: "converted", path: "status" });
});

test("one call does without a client, and an id may be text", async (t) => {
  const { url, credentials, members } = await emulatorFor(t);
  const { user_id } = members[8].login;
  const user = await identifyUser({ ...credentials, endpoint: url }, { type: 4, user_id: String(user_id) });
  assert.equal(user.id, Number.MAX_SAFE_INTEGER);
});

test("any action can be called, and its data comes as it was sent", async (t) => {
  const emulator = await emulatorFor(t);
  const { login, user } = emulator.members[5];
  const client = clientOf(t, emulator);
  const data = await client.call("communal.user.identity", { type: 3, user_code: login.user_code, point_rules: 1 });
  assert.deepEqual(data, { user_info: user });
  await assert.rejects(client.call("communal.user.nothing", { a: [1] }), {
    kind: "system",
    action: "communal.user.nothing",
  });
  assert.deepEqual(emulator.requests.at(-1)?.params, { a: [1] });
});

test("every scheme signs what the emulator accepts", async (t) => {
  const custom = /** @type {const} */ ({
    fields: ["Nonce", "Action"],
    names: "camel",
    values: "percent",
    prefix: "method-host-path",
  });
  for (const scheme of /** @type {const} */ (["zvcms-v2", "zvcms-v2+action", "tencent-v2", "qmai-v3", custom])) {
    const emulator = await emulatorFor(t, { scheme: /** @type {any} */ (scheme) });
    const params = { type: /** @type {const} */ (4), user_id: 10001 };
    assert.equal((await clientOf(t, emulator, { scheme: /** @type {any} */ (scheme) }).identifyUser(params)).id, 10001);
    const other = clientOf(t, emulator, { scheme: { fields: ["OpenId"] } });
    await assert.rejects(other.identifyUser(params), { kind: "system", code: "vendor_10105" });
  }
});

test("calls of one client run side by side and never repeat a nonce", async (t) => {
  const emulator = await emulatorFor(t);
  const client = clientOf(t, emulator);
  const calls = Array.from({ length: 100 }, () => client.identifyUser({ type: 4, user_id: 10003 }));
  for (const user of await Promise.all(calls)) assert.equal(user.id, 10003);
  const nonces = emulator.requests.map(({ body }) => Reflect.get(Object(body), "Nonce"));
  assert.equal(new Set(nonces).size, 100);
});

test("the given fetch is called without this, as fetch(url, init), and the given clock is signed", async (t) => {
  const now = () => 1547186244_500;
  const { url, credentials } = await emulatorFor(t, { now });
  /** @type {any[]} */
  const calls = [];
  const client = new Client({
    ...credentials,
    endpoint: url,
    now,
    fetch: /** @this {unknown} */ function (...args) {
      calls.push([this, ...args]);
      return fetch(...args);
    },
  });
  await client.identifyUser({ type: 4, user_id: 10001 });
  assert.equal(calls.length, 1);
  const [self, address, init] = calls[0];
  assert.equal(self, undefined);
  assert.equal(address, url);
  assert.equal(init.method, "POST");
  assert.equal(init.credentials, "omit");
  assert.equal(init.redirect, "error");
  assert.equal(JSON.parse(init.body).Timestamp, "1547186244");
  client.free();
});
