// @ts-check

/** @type {typeof import("../types/points.js").couponState} */
export function couponState() {
  throw new Error("to be written");
}
