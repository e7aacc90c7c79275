// @ts-check
/** @typedef {import("../types/emulator.js").Coupon} Coupon */

const AMOUNT = 0;
const DISCOUNT = 1;

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
export const plainCoupons = [
  coupon(3001),
  coupon(3002, { title: "满100元减20.5元", desc: "满100元可用", min_amount_use: 10000, amount: 20.5 }),
  coupon(3003, { title: "8.5折券", desc: "饮品/甜点可用", coupon_type: DISCOUNT, amount: 8.5 }),
];

/** One for each state that a coupon can be in. */
export const couponsInEachState = [
  coupon(5001, { title: "未使用" }),
  coupon(5002, { title: "已使用", status: 1 }),
  coupon(5003, { title: "已锁定", is_lock: 2 }),
  coupon(5004, { title: "已使用且锁定", status: 1, is_lock: 2 }),
  coupon(5005, { title: "已过期", start_at: "2018-01-01 00:00:00", end_at: "2018-12-31 23:59:59" }),
  coupon(5006, { title: "未生效", start_at: "2098-01-01 00:00:00" }),
  coupon(5007, { title: "9折券已使用", status: 1, coupon_type: DISCOUNT, amount: 9 }),
];

/** @param {number} count */
export function manyCoupons(count) {
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
export const largeCoupons = [
  coupon(Number.MAX_SAFE_INTEGER, {
    title: "大额券",
    desc: "长".repeat(5000),
    min_amount_use: Number.MAX_SAFE_INTEGER,
    amount: 99999999.99,
  }),
  coupon(Number.MAX_SAFE_INTEGER - 1, { title: "一分钱券", amount: 0.01, min_amount_use: 1 }),
];
