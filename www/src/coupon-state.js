// @ts-check

const SHOP_OFFSET = "+08:00";

/** @typedef {"unused" | "used" | "locked" | "expired" | "upcoming" | "unknown"} CouponState */

/** In the order in which a shop cares for them. @type {CouponState[]} */
export const couponStates = ["unused", "upcoming", "locked", "used", "expired", "unknown"];

/**
 * What the shop can do with a coupon. The platform says used and locked; the rest follows from the validity.
 * @param {import("zvcms-openapi").Coupon} coupon
 * @param {number} now milliseconds
 * @returns {CouponState}
 */
export function couponState(coupon, now) {
  if (coupon.status === 1) return "used";
  if (coupon.is_lock === 2) return "locked";
  if (coupon.status !== 0) return "unknown";
  const [start, end] = [timeOf(coupon.start_at, "00:00:00"), timeOf(coupon.end_at, "23:59:59")];
  if (end !== null && end < now) return "expired";
  return start !== null && start > now ? "upcoming" : "unused";
}

/**
 * When the platform means by its text: a date with or without a time, in China, or Unix seconds; null for anything else.
 * @param {string} text
 * @param {string} defaultTime
 * @returns {number | null}
 */
function timeOf(text, defaultTime) {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  const [, date, time = defaultTime] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?$/.exec(text) ?? [];
  const milliseconds = Date.parse(`${date}T${time}${SHOP_OFFSET}`);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}

/**
 * The validity in words: the platform's own, else its two dates.
 * @param {import("zvcms-openapi").Coupon} coupon
 */
export function validityOf({ date_time, start_at, end_at }) {
  const day = (/** @type {string} */ text) => text.replace(/ (00:00:00|23:59:59)$/, "");
  return date_time.trim() || [start_at, end_at].filter(Boolean).map(day).join(" – ");
}
