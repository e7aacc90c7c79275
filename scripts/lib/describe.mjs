// @ts-check
// Describes a member to a person at a terminal.

/** @typedef {import("zvcms-openapi").UserInfo} UserInfo */

const COUPONS = 3;
const NOT_SENT = "not sent";

/** @param {UserInfo} user */
export function describe(user) {
  const rows = {
    Member: `${user.nickname} (${user.username}, id ${user.id})`,
    Status: user.status === null ? NOT_SENT : user.status === 0 ? "frozen" : "normal",
    Mobile: user.mobile.replace(/^(\d{3})\d+(\d{4})$/, "$1****$2"),
    Points: user.user_points ?? NOT_SENT,
    Paying: payRule(user.pay_rule),
    Balance: balance(user.user_wealth_info),
    Coupons: coupons(user.user_coupons),
  };
  return Object.entries(rows)
    .map(([name, value]) => `  ${name.padEnd(9)}${value}`)
    .join("\n");
}

/** @param {UserInfo["pay_rule"]} rule */
function payRule(rule) {
  if (rule === null) return NOT_SENT;
  const { points_num_type, points_num, exchange_astrict } = rule;
  if (points_num_type === null || points_num === null || exchange_astrict === null) return "the rule is incomplete";
  const worth = points_num_type === 1 ? `a point is worth ${points_num} yuan` : `a yuan costs ${points_num} points`;
  return `${worth}, at most ${exchange_astrict} % of an order`;
}

/** @param {UserInfo["user_wealth_info"]} wealth */
function balance(wealth) {
  if (wealth === null) return NOT_SENT;
  const { gift_amount, recharge_amount, total_amount } = wealth;
  return `${yuan(total_amount)}: ${yuan(recharge_amount)} paid in, ${yuan(gift_amount)} given`;
}

/** Without floats, because a balance may be up to 2^53−1 fen. @param {number | null} fen */
function yuan(fen) {
  if (fen === null) return NOT_SENT;
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)} yuan`;
}

/** @param {UserInfo["user_coupons"]} coupons */
function coupons(coupons) {
  if (coupons.length === 0) return "none";
  const shown = coupons.slice(0, COUPONS).map(({ title }) => title);
  const more = coupons.length > COUPONS ? " and more" : "";
  return `${coupons.length} (${shown.join(", ")}${more})`;
}
