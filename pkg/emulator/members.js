// @ts-check
import { coupon, couponsInEachState, largeCoupons, manyCoupons, plainCoupons } from "./coupons.js";
import { deepFreeze } from "./freeze.js";

/** @typedef {import("../types/emulator.js").Member} Member */
/** @typedef {import("../types/emulator.js").MemberUser} MemberUser */

const LARGEST = Number.MAX_SAFE_INTEGER;

/**
 * The member with that number. The logins follow from the number; the user is the normal one with some differences.
 * @param {number} number
 * @param {string} name
 * @param {string} description
 * @param {Partial<MemberUser>} differences
 * @returns {Member}
 */
function member(number, name, description, differences) {
  const digits = String(number).padStart(2, "0");
  const mobile = `138000000${digits}`;
  const user = {
    id: 10000 + number,
    nickname: `测试会员${digits}`,
    username: `emulator_test_${digits}`,
    mobile,
    status: 1,
    user_points: 1280,
    user_coupons: plainCoupons,
    user_wealth_info: { gift_amount: 2050, recharge_amount: 10000, total_amount: 12050 },
    multi_store_id: 0,
    is_open_points_pay: true,
    pay_rule: { points_num_type: 2, points_num: 100, exchange_astrict: 20 },
    ...differences,
  };
  const login = {
    mobile,
    password: `test-password-${digits}`,
    card_number: `TEST-CARD-${digits}`,
    card_password: `test-inner-${digits}`,
    user_code: `TEST-CODE-${digits}`,
    user_id: user.id,
  };
  return { name, description, login, user };
}

/** @type {readonly Member[]} */
export const fixedMembers = deepFreeze([
  member(1, "normal", "a normal member with a few coupons, points and balances", {}),
  member(2, "frozen", "status 0: what the vendor does with a frozen member is unknown, the emulator answers it", {
    status: 0,
  }),
  member(3, "no-coupons", "no coupons, no points, no balances", {
    user_points: 0,
    user_coupons: [],
    user_wealth_info: { gift_amount: 0, recharge_amount: 0, total_amount: 0 },
  }),
  member(4, "many-coupons", "200 coupons", { user_coupons: manyCoupons(200) }),
  member(5, "coupon-states", "unused, used, locked, used and locked, expired, not yet valid coupons; a branch store", {
    user_coupons: couponsInEachState,
    multi_store_id: 7,
  }),
  member(6, "points-type-1", "points_num_type 1: a point is worth 0.01 yuan; points pay at most half an order", {
    pay_rule: { points_num_type: 1, points_num: 0.01, exchange_astrict: 50 },
  }),
  member(7, "points-type-2", "points_num_type 2: a yuan costs 12.5 points; points may pay the whole order", {
    pay_rule: { points_num_type: 2, points_num: 12.5, exchange_astrict: 100 },
  }),
  member(8, "points-pay-closed", "has points, but the shop takes none in payment", { is_open_points_pay: false }),
  member(
    9,
    "large-values",
    "id, points and total balance 2^53-1, a name of 1000 and a description of 5000 characters",
    {
      id: LARGEST,
      nickname: "测试".repeat(500),
      user_points: LARGEST,
      user_coupons: largeCoupons,
      user_wealth_info: { gift_amount: 1, recharge_amount: LARGEST - 1, total_amount: LARGEST },
      multi_store_id: LARGEST,
    },
  ),
  member(
    10,
    "rare-characters",
    "emoji, Han beyond the basic plane, combining marks, quotes, slashes, markup, newlines",
    {
      nickname: "𠮷㐂龘👩‍👩‍👧‍👦🇨🇳",
      username: "e\u0301 \"引号\" 'x' \\ / <b>&amp;</b>",
      user_coupons: [coupon(10001, { title: "🎁𠀀券\u2028", desc: "第一行\n第二行\t\u0001\u007f</script>" })],
    },
  ),
]);
