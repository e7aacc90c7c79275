// @ts-check

/** @type {typeof import("../types/points.js").usableCoupons} */
export function usableCoupons() {
  throw new Error("to be written");
}
