// @ts-check
// A member, as a person reads him or her in a terminal.

/** @typedef {import("zvcms-openapi").UserInfo} UserInfo */

const COUPONS = 3;

/**
 * @param {UserInfo} user
 * @returns {string}
 */
export function describeMember(user) {
  const { gift_amount, recharge_amount, total_amount } = user.user_wealth_info;
  const rows = [
    ["Member", `${user.nickname} (${user.username}, id ${user.id})`],
    ["Status", user.status === 0 ? "frozen" : "normal"],
    ["Mobile", masked(user.mobile)],
    ["Points", String(user.user_points)],
    ["Paying", user.pay_rule ? payRule(user.pay_rule) : "no rule was sent"],
    ["Balance", `${yuan(total_amount)} yuan: ${yuan(recharge_amount)} paid in, ${yuan(gift_amount)} given`],
    ["Coupons", coupons(user.user_coupons)],
  ];
  return rows.map(([name, value]) => `  ${name.padEnd(9)}${value}`).join("\n");
}

/** @param {string} mobile */
function masked(mobile) {
  return mobile.replace(/^(\d{3})\d+(\d{4})$/, "$1****$2");
}

/** Without floats: the balances go up to 2^53−1 fen. @param {number} fen */
function yuan(fen) {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** @param {import("zvcms-openapi").PayRule} rule */
function payRule({ points_num_type, points_num, exchange_astrict }) {
  const worth = points_num_type === 1 ? `a point is worth ${points_num} yuan` : `a yuan costs ${points_num} points`;
  return `${worth}, at most ${exchange_astrict} % of an order`;
}

/** @param {import("zvcms-openapi").Coupon[]} coupons */
function coupons(coupons) {
  const shown = coupons.slice(0, COUPONS).map(({ title }) => title);
  const more = coupons.length > COUPONS ? " and more" : "";
  return `${coupons.length}${coupons.length === 0 ? "" : ` (${shown.join(", ")}${more})`}`;
}
