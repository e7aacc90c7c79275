// @ts-check
import { endOf, startOf } from "./validity.js";

/** @typedef {"unused" | "used" | "locked" | "expired" | "upcoming" | "unknown"} CouponState */

/** In the order in which a shop needs them. @type {CouponState[]} */
export const couponStates = ["unused", "upcoming", "locked", "used", "expired", "unknown"];

/**
 * What the shop can do with a coupon. The platform says whether it is used or locked; the rest follows from its
 * validity. A coupon is unused only if everything that decides this was sent.
 * @param {import("zvcms-openapi").Coupon} coupon
 * @param {number} now milliseconds
 * @returns {CouponState}
 */
export function couponState(coupon, now) {
  if (coupon.status === 1) return "used";
  const [start, end] = [startOf(coupon), endOf(coupon)];
  // Expired comes before locked: no unlocking helps any more.
  if (end < now) return "expired";
  if (coupon.is_lock === 2) return "locked";
  if (coupon.status !== 0 || coupon.is_lock !== 1) return "unknown";
  if (start > now) return "upcoming";
  return start <= now && now <= end ? "unused" : "unknown";
}
