// @ts-check
// The platform's times. It does not say in which zone they are; its shops are in China.

const OFFSET = 8 * 3600 * 1000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const WRITTEN = /^(\d{4})([-/])(\d\d?)\2(\d\d?)(?:[ T](\d\d?):(\d\d)(?::(\d\d))?)?$/;
const UNIX_SECONDS = /^\d{10}$/;

/** From the first millisecond to before the next one that is not meant. @typedef {{ from: number, before: number }} Span */

/**
 * The second, minute or day that a text names.
 * @param {unknown} given
 * @returns {Span | null} null where it cannot be read
 */
export function spanOf(given) {
  const text = typeof given === "string" ? given.trim() : "";
  if (UNIX_SECONDS.test(text)) return spanFrom(Number(text) * SECOND, SECOND);
  const found = WRITTEN.exec(text);
  if (!found) return null;
  const [, year, , month, day, hours, minutes, seconds] = found;
  const parts = [year, month, day, hours || "0", minutes || "0", seconds || "0"].map(Number);
  const [y, m, d, h, min, s] = parts;
  const from = Date.UTC(y, m - 1, d, h, min, s);
  if (!isSame(new Date(from), parts)) return null;
  return spanFrom(from - OFFSET, seconds ? SECOND : minutes ? MINUTE : DAY);
}

/** @param {number} from @param {number} length @returns {Span} */
const spanFrom = (from, length) => ({ from, before: from + length });

/** Whether the calendar has what was written: `Date` takes 30 February for 2 March. @param {Date} date @param {number[]} parts */
function isSame(date, parts) {
  const read = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  return read.every((part, place) => part === parts[place]);
}

/** Milliseconds since 1970. @param {Date | number | undefined} now */
export function millisecondsOf(now) {
  const moment = now === undefined ? Date.now() : typeof now === "number" ? now : dateOf(now);
  if (!Number.isFinite(new Date(moment).getTime()))
    throw new RangeError("now must be a Date or milliseconds since 1970");
  return moment;
}

/** A Date of another page or realm is one, too. @param {unknown} value */
const dateOf = (value) =>
  Object.prototype.toString.call(value) === "[object Date]" ? /** @type {Date} */ (value).getTime() : Number.NaN;
