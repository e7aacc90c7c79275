// @ts-check

/** @type {typeof import("../types/points.js").quotePoints} */
export function quotePoints() {
  throw new Error("to be written");
}
