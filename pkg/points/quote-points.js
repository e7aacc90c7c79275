// @ts-check
import { fractionOf } from "./decimal.js";
import { checkOrder } from "./order.js";

/** @typedef {import("../types/points.js").PointsQuote} PointsQuote */
/** @typedef {import("../types/points.js").UserInfo} UserInfo */
/** @typedef {import("./decimal.js").Fraction} Fraction */

/** Fen of a yuan, and percent of a whole. Made on demand, so that hosts without BigInt have the rest of this entry. */
const hundred = () => BigInt(100);

/** @type {typeof import("../types/points.js").quotePoints} */
export function quotePoints(user, orderFen) {
  checkOrder(orderFen);
  if (user.status === 0) return nothing("frozen");
  if (user.is_open_points_pay !== true) return nothing("closed");
  const rule = readRule(user.pay_rule);
  if (rule === null) return nothing("no_rule");
  const owned = user.user_points;
  if (!(Number.isSafeInteger(owned) && Number(owned) > 0)) return nothing("no_points");
  const { worth, share } = rule;
  const order = BigInt(orderFen);
  const fen = least(
    order,
    (order * share.over) / (share.under * hundred()),
    (BigInt(Number(owned)) * worth.over) / worth.under,
  );
  if (fen === BigInt(0)) return nothing("too_small");
  // Rounded up: the shop is not paid for a part of a point.
  const points = (fen * worth.under + worth.over - BigInt(1)) / worth.over;
  return { points: Number(points), fen: Number(fen), reason: null };
}

/** @param {NonNullable<PointsQuote["reason"]>} reason @returns {PointsQuote} */
const nothing = (reason) => ({ points: 0, fen: 0, reason });

/**
 * What a point is worth, in fen, and the percentage of an order that points may pay.
 * @param {UserInfo["pay_rule"]} rule
 * @returns {{ worth: Fraction, share: Fraction } | null} null if the rule is not as documented
 */
function readRule(rule) {
  if (!rule) return null;
  const { points_num_type: type, points_num: number, exchange_astrict: percent } = rule;
  if (!(isNumber(number) && number > 0 && isNumber(percent) && percent >= 0)) return null;
  const { over, under } = fractionOf(number);
  const share = fractionOf(percent);
  if (type === 1) return { worth: { over: over * hundred(), under }, share };
  if (type === 2) return { worth: { over: under * hundred(), under: over }, share };
  return null;
}

/** @param {unknown} value @returns {value is number} */
const isNumber = (value) => Number.isFinite(value);

/** @param {bigint[]} all */
const least = (...all) => all.sort((one, other) => (one < other ? -1 : 1))[0];
