// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { startEmulator } from "../../pkg/emulator/index.js";
import { emulatorFor, paramsFor, post, signedBody } from "./client.mjs";

/** @type {("typed" | "strings" | "php")[]} */
const dialects = ["typed", "strings", "php"];

/**
 * Reads a loose dialect: the documented shape says what was meant.
 * @param {any} shape
 * @param {any} got
 * @returns {any}
 */
function read(shape, got) {
  if (typeof shape === "boolean") return [true, "true", 1, "1"].includes(got);
  if (typeof shape === "number") return Number(got);
  if (typeof shape === "string") return String(got);
  if (Array.isArray(shape)) return Object.values(got).map((item, index) => read(shape[index], item));
  if (Array.isArray(got)) return Object.fromEntries(Object.keys(shape).map((name) => [name, 0]));
  return Object.fromEntries(Object.entries(got).map(([name, value]) => [name, read(shape[name], value)]));
}

/** @type {(value: any) => any[]} */
const scalars = (value) => (typeof value === "object" ? Object.values(value).flatMap(scalars) : [value]);

for (const dialect of dialects) {
  test(`in the dialect ${dialect}, each member is identified by each of the four methods`, async (t) => {
    const emulator = await emulatorFor(t, { dialect });
    for (const { name, login, user } of emulator.members) {
      const { is_open_points_pay, pay_rule, ...plain } = user;
      for (const method of paramsFor(login)) {
        for (const [params, expected] of [
          [method, plain],
          [{ ...method, point_rules: 0 }, plain],
          [{ ...method, point_rules: 1 }, user],
        ]) {
          const { status, json } = await post(emulator.url, signedBody(emulator, params));
          assert.equal(status, 200);
          const shape = { status: true, code: 0, message: "", data: { user_info: expected } };
          const envelope = { status: true, code: 0, message: "请求成功", data: { user_info: expected } };
          assert.deepEqual(read(shape, json), envelope, `${name}, type ${method.type}`);
          if (dialect === "typed") assert.deepEqual(json, envelope);
        }
      }
    }
  });
}

test("the dialect strings writes every scalar as a string", async (t) => {
  const emulator = await emulatorFor(t, { dialect: "strings" });
  for (const { user } of emulator.members) {
    const { json } = await post(emulator.url, signedBody(emulator, { type: 4, user_id: user.id, point_rules: 1 }));
    assert.deepEqual(new Set(scalars(json).map((scalar) => typeof scalar)), new Set(["string"]));
  }
  const { json } = await post(emulator.url, signedBody(emulator, { type: 4, user_id: 99 }));
  assert.deepEqual(json, { status: "true", code: "20001", message: "查询的信息不存在", data: [] });
});

test("the dialect php shows each of its forms, and the same ones every time", async (t) => {
  const emulator = await emulatorFor(t, { dialect: "php" });
  const seen = new Set();
  for (const { user } of emulator.members) {
    const params = { type: 4, user_id: user.id, point_rules: 1 };
    const { json, text } = await post(emulator.url, signedBody(emulator, params));
    assert.equal((await post(emulator.url, signedBody(emulator, params))).text, text);
    const { user_coupons, user_wealth_info, mobile, user_points } = json.data.user_info;
    const keys = Object.keys(user_coupons);
    const holes = keys.some((key, index) => key !== String(index));
    if (keys.length > 0) seen.add(Array.isArray(user_coupons) ? "list" : `object ${holes ? "with" : "without"} holes`);
    seen
      .add(`status ${typeof json.status}`)
      .add(`mobile ${typeof mobile}`)
      .add(`points ${typeof user_points}`);
    if (JSON.stringify(user_wealth_info) === "[]") seen.add("an empty array for an object");
    if (text.includes("\\/")) seen.add("\\/");
    if (/\\ud[89ab][0-9a-f]{2}\\ud[c-f]/.test(text)) seen.add("surrogate pair");
    assert.match(text, /^[\x20-\x7f]*$/);
  }
  assert.deepEqual([...seen].sort(), [
    "\\/",
    "an empty array for an object",
    "list",
    "mobile number",
    "mobile string",
    "object with holes",
    "object without holes",
    "points number",
    "points string",
    "status boolean",
    "status number",
    "status string",
    "surrogate pair",
  ]);
});

test("the members show what they are there for", async (t) => {
  const { members } = await emulatorFor(t);
  const user = Object.fromEntries(members.map((member) => [member.name, member.user]));
  assert.deepEqual([user.normal.status, user.frozen.status], [1, 0]);
  assert.deepEqual([user["no-coupons"].user_coupons.length, user["many-coupons"].user_coupons.length], [0, 200]);
  const states = user["coupon-states"].user_coupons.map(({ status, is_lock }) => `${status}${is_lock}`);
  assert.deepEqual(new Set(states), new Set(["01", "11", "02", "12"]));
  const ends = user["coupon-states"].user_coupons.map(({ end_at }) => end_at.slice(0, 4));
  assert.deepEqual(new Set(ends), new Set(["2018", "2099"]));
  assert.equal(user["points-type-1"].pay_rule.points_num_type, 1);
  assert.equal(user["points-type-2"].pay_rule.points_num_type, 2);
  assert.equal(user["points-pay-closed"].is_open_points_pay, false);
  const { id, user_points, user_wealth_info: wealth } = user["large-values"];
  assert.deepEqual([id, user_points, wealth.total_amount], Array(3).fill(Number.MAX_SAFE_INTEGER));
  for (const character of ["𠮷", "㐂", "👩‍👩‍👧‍👦"]) assert.ok(user["rare-characters"].nickname.includes(character));
});

test("no two logins or coupons are the same, no text is empty, and balances add up", async (t) => {
  const { members } = await emulatorFor(t);
  const logins = members.flatMap(({ login }) => Object.values(login));
  assert.equal(new Set(logins).size, logins.length);
  for (const { name, user } of members) {
    assert.ok(
      scalars(user).every((scalar) => scalar !== ""),
      name,
    );
    const { gift_amount, recharge_amount, total_amount } = user.user_wealth_info;
    assert.equal(gift_amount + recharge_amount, total_amount, name);
    assert.equal(new Set(user.user_coupons.map(({ coupon_id }) => coupon_id)).size, user.user_coupons.length, name);
    assert.equal(new Set(user.user_coupons.map((coupon) => coupon.verify_code)).size, user.user_coupons.length, name);
  }
});

test("the declarations document the members, in their order", async (t) => {
  const { members } = await emulatorFor(t);
  const text = readFileSync(new URL("../../pkg/types/emulator.d.ts", import.meta.url), "utf8");
  const table = text.slice(text.indexOf("A fixed member."), text.indexOf("export interface Member "));
  const rows = [...table.matchAll(/^ \* \| `([a-z0-9-]+)` \| [^|]+ \|$/gm)].map(([, name]) => name);
  assert.deepEqual(
    rows,
    members.map(({ name }) => name),
  );
});

test("members and credentials cannot be changed", async (t) => {
  const { members, credentials } = await emulatorFor(t);
  assert.throws(() => Object.assign(members[0].user.user_coupons[0], { amount: 1 }), TypeError);
  assert.throws(() => Object.assign(members[0].login, { mobile: "1" }), TypeError);
  assert.throws(() => Object.assign(credentials, { openKey: "x" }), TypeError);
  const other = await startEmulator();
  t.after(() => other.close());
  assert.deepEqual(other.credentials, credentials);
});
