// @ts-check
import { couponState } from "zvcms-openapi/points";

/** @typedef {import("zvcms-openapi/points").Coupon} Coupon */
/** A coupon's state; `frozen` where only the member's account stands in its way. @typedef {import("zvcms-openapi/points").CouponState | "frozen"} CouponUse */

/** In the order in which a shop needs them. @type {CouponUse[]} */
export const couponUses = ["unused", "frozen", "not_yet_valid", "locked", "used", "expired", "unknown"];

/**
 * What the shop can do with a coupon.
 * @param {Coupon} coupon
 * @param {boolean} isFrozen whether its member is
 * @param {number} now milliseconds
 * @returns {CouponUse}
 */
export function couponUse(coupon, isFrozen, now) {
  const state = couponState(coupon, now);
  return isFrozen && state === "unused" ? "frozen" : state;
}

/** Whether its redemption code may be needed. @param {CouponUse} use */
export const mayBeRedeemed = (use) => use === "unused" || use === "unknown";
