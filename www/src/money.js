// @ts-check

/**
 * Fen as yuan. This moves the point in the digits, because a division would round large amounts.
 * @param {number} fen an integer
 */
export function yuanOfFen(fen) {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "−" : ""}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/**
 * Like {@link yuanOfFen}, but without `.00`: thresholds are mostly round.
 * @param {number} fen
 */
export const shortYuanOfFen = (fen) => yuanOfFen(fen).replace(/\.00$/, "");

const YUAN = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2}))?$/;

/**
 * The fen of an amount that a person typed in yuan. This moves the point, too.
 * @param {string} typed
 * @returns {number | null} null if it is no amount
 */
export function fenOfYuan(typed) {
  const clean = typed
    .normalize("NFKC")
    .replaceAll("。", ".")
    .replace(/[\s¥元]/g, "");
  const [matched, whole, fraction = ""] = YUAN.exec(clean) ?? [];
  if (!matched) return null;
  const fen = Number(whole.replaceAll(",", "") + fraction.padEnd(2, "0"));
  return Number.isSafeInteger(fen) ? fen : null;
}

/**
 * A number as its shortest decimal text, with separated thousands.
 * @param {number} number
 */
export function plain(number) {
  const [whole, fraction] = String(Math.abs(number)).split(".");
  if (whole.includes("e")) return String(number);
  return `${number < 0 ? "−" : ""}${grouped(whole)}${fraction ? `.${fraction}` : ""}`;
}

/** @param {string} digits */
const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");
