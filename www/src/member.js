// @ts-check
import { coupons } from "./coupons.js";
import { h, list } from "./dom.js";
import { text } from "./language.js";
import { maskMobile, maskMobilesIn } from "./mask.js";
import { plain, yuanOfFen } from "./money.js";
import { payRule } from "./pay-rule.js";

/** @typedef {import("zvcms-openapi").UserInfo} UserInfo */

/**
 * The member as the shop sees them.
 * @param {UserInfo} user
 * @param {import("zvcms-openapi").ResponseMeta | null} meta
 */
export function member(user, meta) {
  return h(
    "div",
    { class: "member" },
    card(user),
    balances(user),
    payRule(user),
    coupons(user.user_coupons),
    took(meta),
  );
}

/** @param {UserInfo} user */
function card(user) {
  const name = maskMobilesIn(user.nickname.trim() || user.username.trim()) || text("member.unnamed");
  const known = user.status === 0 || user.status === 1;
  const status = text(`member.status.${known ? user.status : "other"}`, { status: user.status });
  return h(
    "header",
    { class: "card", "data-status": user.status },
    h(
      "div",
      { class: "card-name" },
      h("h2", { tabindex: -1, title: name }, h("span", { class: "hidden-text" }, `${text("member.found")}: `), name),
      h("span", { class: "chip" }, status),
    ),
    h(
      "div",
      { class: "card-body" },
      list([
        [text("member.mobile"), user.mobile ? maskMobile(user.mobile) : text("member.noMobile")],
        [text("member.username"), maskMobilesIn(user.username)],
        [text("member.id"), String(user.id)],
        [text("member.store"), user.multi_store_id === 0 ? text("member.ownStore") : String(user.multi_store_id)],
      ]),
      h("p", { class: "points" }, h("span", {}, text("member.points")), " ", h("strong", {}, plain(user.user_points))),
    ),
  );
}

/** @param {UserInfo} user */
function balances({ user_wealth_info: { total_amount, recharge_amount, gift_amount } }) {
  const amount = (/** @type {number} */ fen) => h("data", { value: fen }, `¥${yuanOfFen(fen)}`);
  return h(
    "section",
    { class: "panel balances", "aria-labelledby": "balances-heading" },
    h("h3", { id: "balances-heading", class: "hidden-text" }, text("member.balances")),
    list([
      [text("member.total"), amount(total_amount)],
      [text("member.recharge"), amount(recharge_amount)],
      [text("member.gift"), amount(gift_amount)],
    ]),
  );
}

/** @param {import("zvcms-openapi").ResponseMeta | null} meta */
function took(meta) {
  if (!meta) return null;
  const count = meta.conversions.length;
  return h(
    "footer",
    { class: "took" },
    h("p", {}, text("member.elapsed", { time: duration(meta.elapsedMs) })),
    count > 0 && h("p", {}, text("member.conversions", { count })),
  );
}

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const rounded = Math.round(milliseconds);
  if (rounded < 1000) return text("time.ms", { count: rounded });
  return text("time.seconds", { count: plain(Number((rounded / 1000).toFixed(1))) });
}
