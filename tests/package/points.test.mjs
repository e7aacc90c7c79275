// @ts-check
// What points may pay of an order: the vendor's example, and each rule by cases.
import assert from "node:assert/strict";
import { test } from "node:test";
import { quotePoints } from "zvcms-openapi/points";
import { clientOf, emulatorFor } from "./support.mjs";

/** @typedef {import("zvcms-openapi/points").UserInfo} UserInfo */
/** @typedef {import("zvcms-openapi").PayRule} PayRule */
/** @typedef {[rule: Partial<PayRule>, points: number, orderFen: number, expected: [points: number, fen: number]]} Case */

const MAX = Number.MAX_SAFE_INTEGER;

/** A point is worth a fen, and points may pay 20 % of an order. @type {PayRule} */
const RULE = { points_num_type: 1, points_num: 0.01, exchange_astrict: 20 };

/** A member with so many points in a shop with that rule. @param {Partial<UserInfo>} [user] @param {Partial<PayRule>} [rule] */
const memberOf = (user, rule) =>
  /** @type {UserInfo} */ ({
    id: 1,
    status: 1,
    user_points: 100000,
    user_coupons: [],
    is_open_points_pay: true,
    pay_rule: { ...RULE, ...rule },
    ...user,
  });

test("of an order of 100 yuan, 20 % is at most 20 yuan: the vendor's own example", () => {
  assert.deepEqual(quotePoints(memberOf(), 10000), { points: 2000, fen: 2000, reason: null });
});

for (const [rule, points, orderFen, [needed, fen]] of /** @type {Case[]} */ ([
  // The order, the share and the points, each as what limits.
  [{ exchange_astrict: 100 }, 100000, 1234, [1234, 1234]],
  [{ exchange_astrict: 250 }, 100000, 1234, [1234, 1234]],
  [{ exchange_astrict: 20 }, 100000, 1234, [246, 246]],
  [{ exchange_astrict: 100 }, 77, 1234, [77, 77]],
  [{ exchange_astrict: 12.5 }, 100000, 1000, [125, 125]],
  [{ exchange_astrict: 0.1 }, 100000, 999999, [999, 999]],
  // Points that are worth less than a fen, and more.
  [{ points_num: 0.003, exchange_astrict: 100 }, 100, 1000, [100, 30]],
  [{ points_num: 0.003, exchange_astrict: 100 }, 99, 1000, [97, 29]],
  [{ points_num: 0.07, exchange_astrict: 100 }, 100, 1000, [100, 700]],
  [{ points_num: 0.07, exchange_astrict: 100 }, 1000, 1000, [143, 1000]],
  [{ points_num: 1, exchange_astrict: 100 }, 5, 1, [1, 1]],
  [{ points_num: 1e-7, exchange_astrict: 100 }, MAX, MAX, [9007199254700000, 90071992547]],
  [{ points_num: 1e21, exchange_astrict: 100 }, 1, MAX, [1, MAX]],
  // In binary floating point these come to a fen less or to a point more.
  [{ points_num: 0.29, exchange_astrict: 100 }, 1, 100, [1, 29]],
  [{ points_num: 1.15, exchange_astrict: 100 }, 1, 1000, [1, 115]],
  [{ points_num: 0.01, exchange_astrict: 100 }, 1110, 1110, [1110, 1110]],
  [{ exchange_astrict: 0.07 }, 100000, 10000, [7, 7]],
  [{ exchange_astrict: 57 }, MAX, MAX, [5134103575202364, 5134103575202364]],
  // A yuan costs so many points.
  [{ points_num_type: 2, points_num: 100 }, 100000, 10000, [2000, 2000]],
  [{ points_num_type: 2, points_num: 30, exchange_astrict: 100 }, 100, 1000, [100, 333]],
  [{ points_num_type: 2, points_num: 30, exchange_astrict: 100 }, 100, 100, [30, 100]],
  [{ points_num_type: 2, points_num: 30, exchange_astrict: 100 }, 100, 101, [31, 101]],
  [{ points_num_type: 2, points_num: 0.1, exchange_astrict: 100 }, 3, 2500, [3, 2500]],
  [{ points_num_type: 2, points_num: 0.3, exchange_astrict: 100 }, 1, 1000, [1, 333]],
  [{ points_num_type: 2, points_num: 5e-324, exchange_astrict: 100 }, 1, MAX, [1, MAX]],
])) {
  test(`${points} points pay ${fen} fen of ${orderFen} by the rule ${JSON.stringify(rule)}`, () => {
    const quote = quotePoints(memberOf({ user_points: points }, rule), orderFen);
    assert.deepEqual(quote, { points: needed, fen, reason: null });
  });
}

for (const [reason, user, rule, orderFen] of /** @type {[string, Partial<UserInfo>, Partial<PayRule>, number][]} */ ([
  ["frozen", { status: 0 }, {}, 10000],
  ["frozen", { status: 0, is_open_points_pay: false, pay_rule: null, user_points: 0 }, {}, 0],
  ["closed", { is_open_points_pay: false }, {}, 10000],
  ["closed", { is_open_points_pay: null }, {}, 10000],
  ["closed", { is_open_points_pay: false, pay_rule: null, user_points: 0 }, {}, 0],
  ["no_rule", { pay_rule: null }, {}, 10000],
  ["no_rule", { pay_rule: null, user_points: null }, {}, 0],
  ["no_rule", {}, { points_num_type: null }, 10000],
  ["no_rule", {}, { points_num_type: 3 }, 10000],
  ["no_rule", {}, { points_num: null }, 10000],
  ["no_rule", {}, { points_num: 0 }, 10000],
  ["no_rule", {}, { points_num: -0.01 }, 10000],
  ["no_rule", {}, { points_num: Number.NaN }, 10000],
  ["no_rule", {}, { points_num: Number.POSITIVE_INFINITY }, 10000],
  ["no_rule", {}, { exchange_astrict: null }, 10000],
  ["no_rule", {}, { exchange_astrict: -1 }, 10000],
  ["no_points", { user_points: null }, {}, 10000],
  ["no_points", { user_points: 0 }, {}, 10000],
  ["no_points", { user_points: -5 }, {}, 0],
  ["too_small", {}, {}, 0],
  ["too_small", {}, {}, 4],
  ["too_small", {}, { exchange_astrict: 0 }, 10000],
  ["too_small", { user_points: 3 }, { points_num: 0.003 }, 10000],
  ["too_small", { user_points: 1 }, { points_num_type: 2, points_num: 101 }, 10000],
])) {
  test(`nothing is paid, ${reason}: ${JSON.stringify({ ...user, ...rule })}, ${orderFen} fen`, () => {
    assert.deepEqual(quotePoints(memberOf(user, rule), orderFen), { points: 0, fen: 0, reason });
  });
}

test("a member whose status was not sent is not taken for frozen", () => {
  assert.equal(quotePoints(memberOf({ status: null }), 10000).fen, 2000);
});

test("an order that is no whole number of fen from 0 on is a RangeError that names it, even for a frozen member", () => {
  const orders = /** @type {any[]} */ ([-1, 0.5, Number.NaN, Infinity, MAX + 1, "100", null, undefined, 100n]);
  for (const order of orders) {
    assert.throws(
      () => quotePoints(memberOf({ status: 0 }), order),
      (error) => error instanceof RangeError && error.message === "orderFen must be an integer from 0 to 2^53 - 1",
      String(order),
    );
  }
});

test("the test members of the emulator pay by both kinds of rule, or not", async (t) => {
  const emulator = await emulatorFor(t);
  const client = clientOf(t, emulator);
  /** @type {Record<string, unknown>} */
  const quotes = {};
  for (const { name, login } of emulator.members) {
    const user = await client.identifyUser({ type: 4, user_id: login.user_id, point_rules: 1 });
    const { points, fen, reason } = quotePoints(user, 10000);
    quotes[name] = reason ?? [points, fen];
  }
  const names = ["normal", "frozen", "points-pay-closed", "points-type-1", "points-type-2"];
  assert.deepEqual(
    names.map((name) => quotes[name]),
    [[1280, 1280], "frozen", "closed", [1280, 1280], [1250, 10000]],
  );
});
