// @ts-check
import { text } from "./language.js";
import { plain } from "./money.js";

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const rounded = Math.round(milliseconds);
  if (rounded < 1000) return text("time.ms", { count: rounded });
  return text("time.seconds", { count: plain(Number((rounded / 1000).toFixed(1))) });
}
