// @ts-check
import { isChinese, text } from "./language.js";

/** @typedef {import("zvcms-openapi/points").Coupon} Coupon */

const DATE = /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[ T](\S+))?$/;
const UNIX_SECONDS = /^\d{10}$/;
const NO_YEAR = "0000";

/**
 * The validity in words, and whether they are the platform's own, which are Chinese. English readers get the dates
 * instead, if there are any.
 * @param {Coupon} coupon
 * @returns {{ words: string, isOwn: boolean }}
 */
export function validityOf(coupon) {
  const own = coupon.date_time.trim();
  const dates = datesOf(coupon);
  if (own && (isChinese() || !dates)) return { words: own, isOwn: true };
  return { words: dates || text("coupon.noValidity"), isOwn: false };
}

/** @param {Coupon} coupon */
function datesOf({ start_at, end_at }) {
  const start = shown(start_at, "00:00:00");
  const end = shown(end_at, "23:59:59");
  if (start && end) return text("coupon.range", { start, end });
  if (start) return text("coupon.from", { start });
  return end && text("coupon.until", { end });
}

/**
 * A date as the page writes it, empty if it is none.
 * @param {string} given
 * @param {string} edge the time of day that a whole day implies
 */
function shown(given, edge) {
  const [matched, year, month, day, time = edge] = DATE.exec(written(given.trim())) ?? [];
  if (!matched || year === NO_YEAR) return "";
  const date = [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  return time === edge ? date : `${date} ${time}`;
}

/** Swedish dates are written as the platform's are. @param {string} text */
const written = (text) =>
  UNIX_SECONDS.test(text) ? new Date(Number(text) * 1000).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }) : text;
