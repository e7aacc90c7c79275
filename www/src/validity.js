// @ts-check
import { isChinese, text } from "./language.js";

/** @typedef {import("zvcms-openapi").Coupon} Coupon */

const HOUR = 3_600_000;
const SHOP_OFFSET = 8 * HOUR;
const DATE = /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[ T](\d\d?):(\d\d)(?::(\d\d))?)?$/;

/** When a coupon's validity starts, in milliseconds; null where nothing says so. @param {Coupon} coupon */
export const startOf = ({ start_at }) => timeOf(start_at, "00:00:00");

/** When it ends. @param {Coupon} coupon */
export const endOf = ({ end_at }) => timeOf(end_at, "23:59:59");

/**
 * When the platform means by its text: a date with or without a time, in China, or Unix seconds. Zeroes are no date.
 * @param {string} given
 * @param {string} defaultTime
 * @returns {number | null}
 */
function timeOf(given, defaultTime) {
  if (/^\d{10}$/.test(given)) return Number(given) === 0 ? null : Number(given) * 1000;
  const [matched, year, month, day, ...time] = DATE.exec(given.trim()) ?? [];
  if (!matched || Number(year) === 0) return null;
  const [hours, minutes, seconds = "00"] = time[0] ? time : defaultTime.split(":");
  return (
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes), Number(seconds)) -
    SHOP_OFFSET
  );
}

/**
 * The validity in words, and whether they are the platform's own, which are Chinese. In English the dates are told
 * instead, where there are any.
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
 * @param {number | null} milliseconds
 * @param {string} edge the time of day that a whole day implies
 */
function shown(milliseconds, edge) {
  if (milliseconds === null) return "";
  const [day, time] = new Date(milliseconds + SHOP_OFFSET).toISOString().slice(0, 19).split("T");
  return time === edge ? day : `${day} ${time}`;
}
