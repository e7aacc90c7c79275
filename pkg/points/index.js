// @ts-check
export { couponState } from "./coupon-state.js";
export { quotePoints } from "./quote-points.js";
export { usableCoupons } from "./usable-coupons.js";
