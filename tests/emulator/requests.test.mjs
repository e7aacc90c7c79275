// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { emulatorFor, post, SECOND, signedBody } from "./client.mjs";

const account = { type: 1, mobile: "13800000001", password: "test-password-01" };

test("a request is logged with its secrets masked", async (t) => {
  const emulator = await emulatorFor(t);
  const body = signedBody(emulator, { ...account, card_password: "test-inner-01", point_rules: 1 });
  await fetch(`${emulator.url}?token=x`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: "Bearer x", Cookie: "a=b" },
    body: JSON.stringify(body),
  });
  const [{ headers, ...record }] = emulator.requests;
  const params = { type: 1, mobile: "138****0001", password: "***", card_password: "***", point_rules: 1 };
  assert.deepEqual(record, {
    index: 0,
    method: "POST",
    path: "/api/v2",
    body: { ...body, Token: "***", Params: params },
    action: "communal.user.identity",
    params,
  });
  assert.equal(headers["content-type"], "application/json");
  assert.deepEqual([headers.authorization, headers.cookie], ["***", "***"]);
});

test("secrets are masked at any depth, in any case, of any type", async (t) => {
  const emulator = await emulatorFor(t);
  await post(emulator.url, {
    Params: '{"password":"x"}',
    TOKEN: 7,
    a: [{ Password: { b: "x" }, mobile: 13800000001 }],
  });
  await post(emulator.url, { mobile: "1380000", Params: [{ card_password: ["x"] }] });
  assert.deepEqual(
    emulator.requests.map(({ body }) => body),
    [
      { Params: "***", TOKEN: "***", a: [{ Password: "***", mobile: "138****0001" }] },
      { mobile: "***", Params: [{ card_password: "***" }] },
    ],
  );
});

test("a body over 16 KiB is checked like any other, but not kept", async (t) => {
  const emulator = await emulatorFor(t);
  const body = signedBody(emulator, { type: 4, user_id: 10001 });
  for (const size of [16 * 1024, 16 * 1024 + 1]) {
    const text = JSON.stringify(body);
    await post(emulator.url, text + " ".repeat(size - text.length));
  }
  assert.deepEqual(
    emulator.requests.map(({ body }) => typeof body),
    ["object", "undefined"],
  );
});

test("what is not JSON is logged without its body", async (t) => {
  const emulator = await emulatorFor(t);
  await post(emulator.url, "password=x");
  await post(emulator.url, "null");
  assert.deepEqual(
    emulator.requests.map(({ body, action, params }) => ({ body, action, params })),
    [
      { body: undefined, action: undefined, params: {} },
      { body: null, action: undefined, params: {} },
    ],
  );
});

test("a refused request is logged too, a preflight is not", async (t) => {
  const emulator = await emulatorFor(t);
  await fetch(emulator.url, { method: "OPTIONS" });
  await fetch(`${emulator.url}/x`);
  assert.deepEqual(
    emulator.requests.map(({ index, method, path }) => ({ index, method, path })),
    [{ index: 0, method: "GET", path: "/api/v2/x" }],
  );
});

test("the log keeps the last 1000 requests, and may be emptied", async (t) => {
  const emulator = await emulatorFor(t);
  for (let sent = 0; sent < 1001; sent++) await post(emulator.url, "{}");
  assert.deepEqual([emulator.requests.length, emulator.requests[0].index], [1000, 1]);
  emulator.requests.length = 0;
  await post(emulator.url, "{}");
  assert.deepEqual([emulator.requests.length, emulator.requests[0].index], [1, 1001]);
});

test("any page may call: the preflight and the answer say so", async (t) => {
  const emulator = await emulatorFor(t);
  const preflight = await fetch(emulator.url, {
    method: "OPTIONS",
    headers: {
      Origin: "https://shop.example",
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "content-type",
      "Access-Control-Request-Private-Network": "true",
    },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
  assert.equal(preflight.headers.get("access-control-allow-methods"), "POST");
  assert.equal(preflight.headers.get("access-control-allow-headers"), "Content-Type");
  assert.equal(preflight.headers.get("access-control-allow-private-network"), "true");
  assert.match(preflight.headers.get("access-control-max-age") ?? "", /^\d+$/);
  const { headers } = await post(emulator.url, signedBody(emulator, account, { Timestamp: String(SECOND) }));
  assert.equal(headers.get("access-control-allow-origin"), "*");
  assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
});
