// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { describe } from "../../scripts/lib/describe.mjs";

const COUPON = { title: "5元优惠券" };
const MEMBER = {
  id: 7,
  username: "u",
  nickname: "n",
  mobile: "13800000001",
  status: 1,
  user_points: 3,
  pay_rule: { points_num_type: 1, points_num: 2, exchange_astrict: 20 },
  user_wealth_info: { gift_amount: 5, recharge_amount: -1, total_amount: 9007199254740991 },
  user_coupons: [COUPON, COUPON, COUPON, COUPON],
};

/** @param {object} fields */
const described = (fields) => describe(/** @type {any} */ ({ ...MEMBER, ...fields }));

test("a member is described in lines, with a masked mobile number and exact amounts", () => {
  assert.equal(
    described({}),
    `  Member   n (u, id 7)
  Status   normal
  Mobile   138****0001
  Points   3
  Paying   a point is worth 2 yuan, at most 20 % of an order
  Balance  90071992547409.91 yuan: -0.01 yuan paid in, 0.05 yuan given
  Coupons  4 (5元优惠券, 5元优惠券, 5元优惠券 and more)`,
  );
});

test("what the server did not send is not invented", () => {
  const lines = described({
    status: null,
    user_points: null,
    pay_rule: null,
    user_wealth_info: null,
    user_coupons: [],
  }).split("\n");
  assert.deepEqual(lines.slice(3), [
    "  Points   not sent",
    "  Paying   not sent",
    "  Balance  not sent",
    "  Coupons  none",
  ]);
  assert.equal(lines[1], "  Status   not sent");
});

test("balances and rules may be sent in part", () => {
  const text = described({
    pay_rule: { points_num_type: 1, points_num: null, exchange_astrict: 20 },
    user_wealth_info: { gift_amount: 0, recharge_amount: null, total_amount: null },
  });
  assert.match(text, /Paying {3}the rule is incomplete$/m);
  assert.match(text, /Balance {2}not sent: not sent paid in, 0\.00 yuan given$/m);
});
