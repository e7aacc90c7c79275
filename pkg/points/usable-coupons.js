// @ts-check
import { stateAt } from "./coupon-state.js";
import { millisecondsOf } from "./moment.js";
import { checkOrder } from "./order.js";

/** @type {typeof import("../types/points.js").usableCoupons} */
export function usableCoupons(user, orderFen, now) {
  checkOrder(orderFen);
  const moment = millisecondsOf(now);
  if (user.status === 0) return [];
  return user.user_coupons.filter(
    (coupon) =>
      coupon.min_amount_use !== null && coupon.min_amount_use <= orderFen && stateAt(coupon, moment) === "unused",
  );
}
