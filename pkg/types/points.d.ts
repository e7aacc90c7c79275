/**
 * What a member may spend on an order: points and coupons. Plain functions without key, network or WebAssembly, for pages
 * and for servers.
 *
 * @packageDocumentation
 */

import type { Coupon, UserInfo } from "./index.js";

export type { Coupon, UserInfo } from "./index.js";

/** What points may pay of an order. */
export interface PointsQuote {
  /** The smallest whole number of points that are worth at least `fen`. */
  points: number;
  /** What they pay, in fen. */
  fen: number;
  /**
   * Why nothing can be paid; both numbers are 0 then. In this order: `frozen` (`status` is 0), `closed`
   * (`is_open_points_pay` is not true), `no_rule` (no `pay_rule`, or one that cannot be read as documented), `no_points`
   * (none, or their number was not sent), `too_small` (what may be paid comes to less than one fen).
   */
  reason: null | "frozen" | "closed" | "no_rule" | "no_points" | "too_small";
}

/**
 * How much of an order a member may pay with points. `fen` is the largest whole number of fen that is more neither than
 * the order, nor than its share that points may pay (`exchange_astrict` percent, rounded down), nor than all points of the
 * member are worth (rounded down). Exact for every `points_num` that can be written in decimals.
 *
 * Ask for the member with `point_rules: 1`; without it the platform may send no rule.
 *
 * @param orderFen the order in fen: an integer from 0 to 2^53 − 1
 * @throws RangeError if `orderFen` is anything else.
 */
export function quotePoints(user: UserInfo, orderFen: number): PointsQuote;

/** See {@link couponState}. */
export type CouponState = "unused" | "used" | "locked" | "expired" | "not_yet_valid" | "unknown";

/**
 * What a coupon can be used for at a moment: `used` (`status` 1) comes before `locked` (`is_lock` 2), that before
 * `expired`, that before `not_yet_valid`. It is `unknown` where what decides was not sent or cannot be read: nothing is
 * guessed.
 *
 * Times are read as China's (UTC+8): `2019-01-01 00:00:00`, also with `/` or `T`, without seconds or without a time, or
 * Unix seconds of ten digits. A coupon is valid to the end of the second, or of the minute or the day where no more is
 * given. A day that the calendar does not have, such as `0000-00-00`, cannot be read.
 *
 * @param now the moment, in milliseconds since 1970 or as a Date. Default: now.
 * @throws RangeError if `now` is no moment.
 */
export function couponState(coupon: Coupon, now?: Date | number | undefined): CouponState;

/**
 * The coupons that can be used for an order: unused at that moment, with a known threshold (`min_amount_use`) that the
 * order reaches. They stay in their order. A frozen member has none.
 *
 * @param orderFen the order in fen: an integer from 0 to 2^53 − 1
 * @param now the moment, in milliseconds since 1970 or as a Date. Default: now.
 * @throws RangeError if `orderFen` or `now` is anything else.
 */
export function usableCoupons(user: UserInfo, orderFen: number, now?: Date | number | undefined): Coupon[];
