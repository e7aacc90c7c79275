// @ts-check
// The examples as servers: what they answer, and what they say to whoever runs them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { saidBeforeTheEnd, missing as skip, startExample } from "./example.mjs";

const ACCOUNT = { type: 1, mobile: "13800000001", password: "test-password-01" };
const CARD = { type: 2, card_number: "TEST-CARD-01", card_password: "test-inner-01" };
const WRONG_KEY = { ZVCMS_OPEN_KEY: "another-key-for-test-only" };

/** @param {string} url @param {object} params */
async function ask(url, params) {
  const headers = { "Content-Type": "application/json", "X-Real-IP": "203.0.113.7" };
  const answer = await fetch(`${url}/api/member`, { method: "POST", headers, body: JSON.stringify(params) });
  return { status: answer.status, json: await answer.json() };
}

/** The routes that pages ask, with right params and wrong ones. @type {[example: string, right: object, wrong: object][]} */
const ROUTES = [
  ["express-vite", ACCOUNT, { ...ACCOUNT, password: "wrong" }],
  ["next", CARD, { ...CARD, card_password: "wrong" }],
];
for (const [example, right, wrong] of ROUTES) {
  test(`${example} identifies a member, and tells no refusal from another`, { skip }, async (t) => {
    const { url, said } = await startExample(t, example);
    const found = await ask(url, right);
    assert.deepEqual([found.status, found.json.nickname], [200, "测试会员01"]);
    for (const params of [wrong, { ...wrong, mobile: "13899999999" }]) {
      if (example === "next") Reflect.deleteProperty(params, "mobile");
      const refused = await ask(url, params);
      assert.deepEqual([refused.status, refused.json.error.code], [404, "not_identified"]);
    }
    assert.equal((await ask(url, { type: 4, user_id: 1 })).status, 400);
    assert.doesNotMatch(said(), /zvcms-openapi/, "nothing is unexpected so far");
  });

  test(`${example} logs a wrong key, and keeps it from the visitor`, { skip }, async (t) => {
    const { url, said } = await startExample(t, example, { settings: WRONG_KEY });
    const { status, json } = await ask(url, right);
    assert.deepEqual([status, json.error.code], [502, "unavailable"]);
    assert.doesNotMatch(JSON.stringify(json), /10105|Token/);
    assert.match(said(), /zvcms-openapi\/server: identify: .*10105/);
    assert.ok(!said().includes(WRONG_KEY.ZVCMS_OPEN_KEY));
  });

  test(`${example} limits attempts`, { skip }, async (t) => {
    const { url } = await startExample(t, example);
    const statuses = [];
    for (let tries = 0; tries < 11; tries++) statuses.push((await ask(url, wrong)).status);
    assert.deepEqual([statuses[0], statuses.at(-1)], [404, 429]);
  });
}

test("koa tells no such member, a frozen one, other refusals and a bad code apart", { skip }, async (t) => {
  const { url, emulator, said } = await startExample(t, "koa");
  const get = async (/** @type {string} */ code) => {
    const answer = await fetch(`${url}/member?code=${encodeURIComponent(code)}`);
    return [answer.status, JSON.stringify(await answer.json())];
  };
  assert.deepEqual(await get("TEST-CODE-01"), [
    200,
    '{"nickname":"测试会员01","user_points":1280,"balance_fen":12050}',
  ]);
  assert.equal((await get("nobody"))[0], 404);
  assert.equal((await get("TEST-CODE-02"))[0], 403);
  assert.equal((await get(""))[0], 400);
  assert.match(said(), /^listening on \S+\n$/, "nothing is unexpected so far");
  await emulator.setFaults(() => ({ kind: "refusal", name: "accountWrong" }));
  assert.equal((await get("TEST-CODE-01"))[0], 422);
  assert.match(said(), /\nrefused with code 20002: 手机号或密码错误\n$/);
});

test("koa takes no refusal for no such member before it is told the code, which it logs", { skip }, async (t) => {
  const { url, said } = await startExample(t, "koa", { settings: { ZVCMS_NOT_FOUND_CODES: "" } });
  assert.equal((await fetch(`${url}/member?code=nobody`)).status, 422);
  assert.match(said(), /\nrefused with code 20001: 查询的信息不存在\n$/);
});

test("koa logs a wrong key", { skip }, async (t) => {
  const { url, said } = await startExample(t, "koa", { settings: WRONG_KEY });
  assert.equal((await fetch(`${url}/member?code=TEST-CODE-01`)).status, 502);
  assert.match(said(), /vendor_10105/);
  assert.ok(!said().includes(WRONG_KEY.ZVCMS_OPEN_KEY));
});

for (const example of ["koa", "express-vite"]) {
  test(`${example} names the environment variables that are missing`, { skip }, async () => {
    const { code, said } = await saidBeforeTheEnd(example, { ZVCMS_OPEN_ID: "fake-open-id" });
    assert.notEqual(code, 0);
    assert.match(said, /set the environment variables ZVCMS_GRANT_CODE, ZVCMS_OPEN_KEY/);
  });
}

test("next names the environment variables that are missing", { skip }, async (t) => {
  const { url, said } = await startExample(t, "next", { settings: { ZVCMS_OPEN_KEY: "" } });
  const { status } = await fetch(`${url}/api/member`, { method: "POST", body: "{}" });
  assert.equal(status, 500);
  assert.match(said(), /set the environment variables ZVCMS_OPEN_KEY/);
});
