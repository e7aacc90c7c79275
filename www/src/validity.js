// @ts-check
import { isChinese, text } from "./language.js";

/** @typedef {import("zvcms-openapi").Coupon} Coupon */

const HOUR = 3_600_000;
const SHOP_OFFSET = 8 * HOUR;
const DATE = /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[ T](\d\d?):(\d\d)(?::(\d\d))?)?$/;
const UNIX_SECONDS = /^\d{10}$/;
const ZEROES = /^0+$/;

/** When a coupon becomes valid, in milliseconds: −Infinity if it always was, NaN if nothing tells. @param {Coupon} coupon */
export const startOf = ({ start_at }) => timeOf(start_at, "00:00:00", -Infinity);

/** When it expires: Infinity if it never does, NaN if nothing tells. @param {Coupon} coupon */
export const endOf = ({ end_at }) => timeOf(end_at, "23:59:59", Infinity);

/**
 * The time that the platform's text stands for: a date in China with or without a time of day, or Unix seconds.
 * @param {string} given
 * @param {string} defaultTime
 * @param {number} unlimited what zeroes stand for, which databases write for no date
 */
function timeOf(given, defaultTime, unlimited) {
  const written = given.trim();
  if (ZEROES.test(written)) return unlimited;
  if (UNIX_SECONDS.test(written)) return Number(written) * 1000;
  const [matched, year, month, day, ...time] = DATE.exec(written) ?? [];
  if (!matched) return Number.NaN;
  if (Number(year) === 0) return unlimited;
  const [hours, minutes, seconds = "00"] = time[0] ? time : defaultTime.split(":");
  return (
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes), Number(seconds)) -
    SHOP_OFFSET
  );
}

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
function datesOf(coupon) {
  const start = shown(startOf(coupon), "00:00:00");
  const end = shown(endOf(coupon), "23:59:59");
  if (start && end) return text("coupon.range", { start, end });
  if (start) return text("coupon.from", { start });
  return end && text("coupon.until", { end });
}

/**
 * @param {number} milliseconds
 * @param {string} edge the time of day that a whole day implies
 */
function shown(milliseconds, edge) {
  if (!Number.isFinite(milliseconds)) return "";
  const [day, time] = new Date(milliseconds + SHOP_OFFSET).toISOString().slice(0, 19).split("T");
  return time === edge ? day : `${day} ${time}`;
}
