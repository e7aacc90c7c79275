// @ts-check
import { millisecondsOf, spanOf } from "./moment.js";

/** @type {typeof import("../types/points.js").couponState} */
export function couponState(coupon, now) {
  return stateAt(coupon, millisecondsOf(now));
}

/**
 * @param {import("../types/points.js").Coupon} coupon
 * @param {number} now milliseconds
 * @returns {import("../types/points.js").CouponState}
 */
export function stateAt({ status, is_lock, start_at, end_at }, now) {
  if (status === 1) return "used";
  if (status !== 0) return "unknown";
  if (is_lock === 2) return "locked";
  if (is_lock !== 1) return "unknown";
  const end = spanOf(end_at);
  if (!end) return "unknown";
  if (end.before <= now) return "expired";
  const start = spanOf(start_at);
  if (!start) return "unknown";
  return start.from > now ? "not_yet_valid" : "unused";
}
