// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../../pkg/emulator/index.js";
import { post, SECOND, signedBody } from "./client.mjs";

/** @typedef {import("../../pkg/types/emulator.js").NewMember} NewMember */
/** @typedef {import("../../pkg/types/emulator.js").StartOptions<NewMember>} Options */

/**
 * An emulator with these members, and what it answers to params.
 * @param {import("node:test").TestContext} t
 * @param {Options["members"]} members
 * @param {Options["dialect"]} [dialect]
 */
async function serving(t, members, dialect) {
  const emulator = await startEmulator({ members, dialect, now: () => SECOND * 1000 });
  t.after(() => emulator.close());
  const ask = async (/** @type {object} */ params) => (await post(emulator.url, signedBody(emulator, params))).json;
  return { emulator, ask };
}

const code = { type: 3, user_code: "A1", point_rules: 1 };

test("a list of members is served instead of the fixed ones", async (t) => {
  const { emulator, ask } = await serving(t, [
    { login: { user_code: "A1" }, user: { nickname: "王小明" } },
    { login: { user_id: 7 }, user: { nickname: "李雷" } },
  ]);
  assert.deepEqual(
    [(await ask(code)).data.user_info.nickname, emulator.members[0].user.nickname],
    Array(2).fill("王小明"),
  );
  assert.equal((await ask({ type: 4, user_id: 7 })).data.user_info.nickname, "李雷");
  assert.equal((await ask({ type: 4, user_id: 10001 })).code, 20001);
  assert.equal(emulator.members.length, 2);
});

test("a function gets the fixed members and returns all", async (t) => {
  const { emulator, ask } = await serving(t, (fixed) => [...fixed, { name: "mine", login: { user_code: "A1" } }]);
  assert.equal((await ask(code)).data.user_info.id, 20011);
  assert.equal((await ask({ type: 4, user_id: 10001 })).data.user_info.id, 10001);
  const plain = await startEmulator();
  await plain.close();
  assert.deepEqual(emulator.members.slice(0, -1), plain.members);
  assert.equal(emulator.members.at(-1)?.name, "mine");
});

test("no members are members that nobody finds", async (t) => {
  const { ask } = await serving(t, []);
  assert.equal((await ask({ type: 4, user_id: 10001 })).code, 20001);
});

test("all but the login is filled in", async (t) => {
  const login = { mobile: "13900000001", password: "x" };
  const { emulator, ask } = await serving(t, [{ login }, { login: { user_id: 7 } }]);
  const user = {
    id: 20001,
    nickname: "测试会员",
    username: "emulator_test",
    mobile: "13900000001",
    status: 1,
    user_points: 0,
    user_coupons: [],
    user_wealth_info: { gift_amount: 0, recharge_amount: 0, total_amount: 0 },
    multi_store_id: 0,
    is_open_points_pay: true,
    pay_rule: { points_num_type: 2, points_num: 100, exchange_astrict: 20 },
  };
  assert.deepEqual((await ask({ type: 1, ...login, point_rules: 1 })).data.user_info, user);
  const second = { ...user, id: 7, mobile: "" };
  assert.deepEqual((await ask({ type: 4, user_id: 7, point_rules: 1 })).data.user_info, second);
  assert.deepEqual(emulator.members, [
    { name: "member-1", description: "", login, user },
    { name: "member-2", description: "", login: { user_id: 7 }, user: second },
  ]);
});

test("coupons, balances and the rule are filled in as well", async (t) => {
  const { ask } = await serving(t, [
    {
      login: { user_code: "A1" },
      user: {
        user_coupons: [{ title: "生日券", amount: 8 }, { start_at: "2020-02-03 04:05:06" }],
        user_wealth_info: { gift_amount: 50, recharge_amount: 100 },
        pay_rule: { exchange_astrict: 50 },
      },
    },
  ]);
  const { user_coupons, user_wealth_info, pay_rule } = (await ask(code)).data.user_info;
  const coupon = {
    coupon_id: 30001,
    start_at: "2019-01-01 00:00:00",
    end_at: "2099-12-31 23:59:59",
    status: 0,
    verify_code: "660000030001",
    is_lock: 1,
    date_time: "2019-01-01至2099-12-31",
    title: "生日券",
    coupon_type: 0,
    min_amount_use: 0,
    desc: "全场通用/不限门店",
    amount: 8,
  };
  const second = { coupon_id: 30002, verify_code: "660000030002", title: "5元优惠券", amount: 5 };
  const times = { start_at: "2020-02-03 04:05:06", date_time: "2020-02-03至2099-12-31" };
  assert.deepEqual(user_coupons, [coupon, { ...coupon, ...second, ...times }]);
  assert.deepEqual(user_wealth_info, { gift_amount: 50, recharge_amount: 100, total_amount: 150 });
  assert.deepEqual(pay_rule, { points_num_type: 2, points_num: 100, exchange_astrict: 50 });
});

test("a member is found only by the methods that the login has", async (t) => {
  const { ask } = await serving(t, [
    { login: { card_number: "C1", card_password: "x" }, user: { mobile: "13900000001" } },
  ]);
  assert.equal((await ask({ type: 2, card_number: "C1", card_password: "x" })).code, 0);
  assert.equal((await ask({ type: 2, card_number: "C1", card_password: "y" })).code, 20003);
  assert.equal((await ask({ type: 1, mobile: "13900000001", password: "x" })).code, 20002);
  assert.equal((await ask({ type: 3, user_code: "C1" })).code, 20001);
  assert.equal((await ask({ type: 4, user_id: 20001 })).code, 20001);
});

for (const dialect of /** @type {const} */ (["typed", "strings", "php"])) {
  test(`in the dialect ${dialect}, undefined is not sent, and null is sent as null`, async (t) => {
    const coupon = { coupon_id: undefined, status: null, min_amount_use: undefined, start_at: null };
    const { emulator, ask } = await serving(
      t,
      [
        {
          login: { user_code: "A1" },
          user: {
            id: undefined,
            status: undefined,
            nickname: null,
            user_points: null,
            user_coupons: [coupon],
            user_wealth_info: { total_amount: undefined, gift_amount: null, recharge_amount: 1 },
            is_open_points_pay: null,
            pay_rule: undefined,
          },
        },
        {
          login: { user_id: 7 },
          user: { id: null, status: null, user_coupons: null, user_wealth_info: null, pay_rule: null },
        },
      ],
      dialect,
    );
    const first = (await ask(code)).data.user_info;
    const second = (await ask({ type: 4, user_id: 7, point_rules: 1 })).data.user_info;
    for (const name of ["id", "status", "pay_rule"]) {
      assert.ok(!(name in first) && !(name in emulator.members[0].user), name);
    }
    assert.deepEqual([first.nickname, first.user_points, first.is_open_points_pay], [null, null, null]);
    assert.ok(Array.isArray(first.user_coupons), "without an id, a list stays a list");
    const sent = first.user_coupons[0];
    for (const name of ["coupon_id", "min_amount_use"]) assert.ok(!(name in sent), name);
    assert.deepEqual([sent.status, sent.start_at, sent.title], [null, null, "5元优惠券"]);
    assert.deepEqual([first.user_wealth_info.gift_amount, "total_amount" in first.user_wealth_info], [null, false]);
    const { id, status, user_coupons, user_wealth_info, pay_rule } = second;
    assert.deepEqual([id, status, user_coupons, user_wealth_info, pay_rule], Array(5).fill(null));
  });
}

test("the members of the options are copied, and those that are served are frozen", async (t) => {
  const mine = { login: { user_code: "A1" }, user: { user_points: 1, user_coupons: [{ amount: 1 }] } };
  const { emulator, ask } = await serving(t, [mine]);
  mine.login.user_code = "B1";
  mine.user.user_points = 2;
  mine.user.user_coupons[0].amount = 2;
  mine.user.user_coupons.push({ amount: 3 });
  const { user_points, user_coupons } = (await ask(code)).data.user_info;
  assert.deepEqual([user_points, user_coupons.length, user_coupons[0].amount], [1, 1, 1]);
  const [{ login, user }] = emulator.members;
  for (const served of [emulator.members, emulator.members[0], login, user, user.user_coupons, user.pay_rule]) {
    assert.ok(Object.isFrozen(served));
  }
});
