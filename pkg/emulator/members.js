// @ts-check
/** @typedef {import("../types/emulator.js").Coupon} Coupon */
/** @typedef {import("../types/emulator.js").Member} Member */

const AMOUNT = 0;
const DISCOUNT = 1;
const LARGEST = Number.MAX_SAFE_INTEGER;

/**
 * An unused coupon of 5 yuan that is valid from 2019 to 2099, with some differences.
 * @param {number} coupon_id
 * @param {Partial<Coupon>} [differences]
 * @returns {Coupon}
 */
export function coupon(coupon_id, differences = {}) {
  const start_at = differences.start_at ?? "2019-01-01 00:00:00";
  const end_at = differences.end_at ?? "2099-12-31 23:59:59";
  return {
    coupon_id,
    start_at,
    end_at,
    status: 0,
    verify_code: String(660000000000 + (coupon_id % 1e9)),
    is_lock: 1,
    date_time: `${start_at.slice(0, 10)}至${end_at.slice(0, 10)}`,
    title: "5元优惠券",
    coupon_type: AMOUNT,
    min_amount_use: 0,
    desc: "全场通用/不限门店",
    amount: 5,
    ...differences,
  };
}

/** An amount, an amount with a threshold, and a discount. */
const plainCoupons = [
  coupon(3001),
  coupon(3002, { title: "满100元减20.5元", desc: "满100元可用", min_amount_use: 10000, amount: 20.5 }),
  coupon(3003, { title: "8.5折券", desc: "饮品/甜点可用", coupon_type: DISCOUNT, amount: 8.5 }),
];

/** One for each state that a coupon can be in. */
const couponsInEachState = [
  coupon(5001, { title: "未使用" }),
  coupon(5002, { title: "已使用", status: 1 }),
  coupon(5003, { title: "已锁定", is_lock: 2 }),
  coupon(5004, { title: "已使用且锁定", status: 1, is_lock: 2 }),
  coupon(5005, { title: "已过期", start_at: "2018-01-01 00:00:00", end_at: "2018-12-31 23:59:59" }),
  coupon(5006, { title: "未生效", start_at: "2098-01-01 00:00:00" }),
  coupon(5007, { title: "9折券已使用", status: 1, coupon_type: DISCOUNT, amount: 9 }),
];

/** @param {number} count */
function manyCoupons(count) {
  return Array.from({ length: count }, (_, index) => {
    const yuan = 1 + (index % 50);
    const discount = 5 + (index % 10) / 2;
    const kind =
      index % 4 === 3
        ? { title: `${discount}折券`, coupon_type: DISCOUNT, amount: discount }
        : { title: `${yuan}元优惠券`, amount: yuan, min_amount_use: yuan * 1000 };
    return coupon(40001 + index, { ...kind, desc: `第${index + 1}张，共${count}张` });
  });
}

/** The largest integers that a double holds exactly, and a long text. */
const largeCoupons = [
  coupon(LARGEST, {
    title: "大额券",
    desc: "长".repeat(5000),
    min_amount_use: LARGEST,
    amount: 99999999.99,
  }),
  coupon(LARGEST - 1, { title: "一分钱券", amount: 0.01, min_amount_use: 1 }),
];

/**
 * The member with that number. The logins follow from the number; the user is the normal one with some differences.
 * @param {number} number
 * @param {string} name
 * @param {string} description
 * @param {Partial<Member["user"]>} differences
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
    "id, points and total balance 9007199254740991 (2^53-1), a name of 1000 and a description of 5000 characters",
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

/** @type {<T>(value: T) => T} */
export function deepFreeze(value) {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
