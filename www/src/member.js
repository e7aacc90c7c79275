// @ts-check
import { coupons } from "./coupons.js";
import { breakable, h, list } from "./dom.js";
import { duration } from "./duration.js";
import { text } from "./language.js";
import { maskMobile, maskMobilesIn } from "./mask.js";
import { plain, yuanOfFen } from "./money.js";
import { payRule } from "./pay-rule.js";

/** @typedef {import("zvcms-openapi").UserInfo} UserInfo */

const LONG_NAME = 40;

/** What the member wrote. @param {string} words */
const own = (words) => h("span", { lang: "zh-CN" }, words);

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
    meta && h("p", { class: "took" }, text("member.elapsed", { time: duration(meta.elapsedMs) })),
    balances(user),
    payRule(user),
    coupons(user.user_coupons),
  );
}

/** @param {UserInfo} user */
function card(user) {
  const name = maskMobilesIn(user.nickname.trim() || user.username.trim());
  const known = user.status === 0 || user.status === 1;
  const status = text(`member.status.${known ? user.status : "other"}`, { status: user.status });
  return h(
    "header",
    { class: "card", "data-status": user.status },
    h(
      "div",
      { class: "card-name" },
      h(
        "h2",
        { tabindex: -1, class: name.length > LONG_NAME && "long" },
        h("span", { class: "hidden-text" }, `${text("member.found")}: `),
        name ? own(name) : text("member.unnamed"),
      ),
      h("span", { class: "chip" }, status),
    ),
    h(
      "div",
      { class: "card-body" },
      list([
        [text("member.mobile"), user.mobile ? maskMobile(user.mobile) : text("member.noMobile")],
        [text("member.username"), user.username && own(maskMobilesIn(user.username))],
        [text("member.id"), String(user.id)],
        [text("member.store"), user.multi_store_id === 0 ? text("member.ownStore") : String(user.multi_store_id)],
      ]),
      h(
        "p",
        { class: "points" },
        h("span", {}, text("member.points")),
        " ",
        h("strong", {}, breakable(plain(user.user_points))),
      ),
    ),
  );
}

/** @param {UserInfo} user */
function balances({ user_wealth_info: { total_amount, recharge_amount, gift_amount } }) {
  const amount = (/** @type {number} */ fen) => h("data", { value: fen }, breakable(`¥${yuanOfFen(fen)}`));
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
