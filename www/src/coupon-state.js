// @ts-check
import { endOf, startOf } from "./validity.js";

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
  const [start, end] = [startOf(coupon), endOf(coupon)];
  // Before the lock, which will not be lifted in time.
  if (end !== null && end < now) return "expired";
  if (coupon.is_lock === 2) return "locked";
  if (coupon.status !== 0) return "unknown";
  return start !== null && start > now ? "upcoming" : "unused";
}
