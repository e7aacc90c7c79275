// @ts-check
import { coupons } from "./coupons.js";
import { breakable, h, list } from "./dom.js";
import { duration } from "./duration.js";
import { text } from "./language.js";
import { maskMobile, maskMobilesIn } from "./mask.js";
import { plain, yuanOfFen } from "./money.js";
import { orNotSent, sendingOf } from "./not-sent.js";
import { order, worthOfPoints } from "./order.js";
import { payRule } from "./pay-rule.js";

/** @typedef {import("zvcms-openapi/points").UserInfo} UserInfo */

const LONG_NAME = 40;

/** Words that the member wrote. @param {string} words */
const own = (words) => h("span", { lang: "zh-CN" }, words);

/**
 * The member, as the shop sees them.
 * @param {UserInfo} user
 * @param {import("./lookup.js").Answer} answer
 */
export function member(user, { meta, elapsedMs }) {
  const { section, showFor } = coupons(user, sendingOf(meta, "data.user_info.user_coupons"));
  return h(
    "div",
    { class: "member" },
    card(user),
    h("p", { class: "took" }, text("member.elapsed", { time: duration(elapsedMs) })),
    user.status === 0 ? frozen() : order(user, showFor),
    payRule(user),
    balances(user),
    section,
  );
}

const frozen = () =>
  h(
    "div",
    { class: "panel frozen" },
    h("p", {}, h("strong", {}, text("member.frozen"))),
    h("p", {}, text("member.frozenAdvice")),
  );

/** @param {UserInfo} user */
function card(user) {
  const name = maskMobilesIn(user.nickname.trim() || user.username.trim());
  return h(
    "header",
    { class: "card", "data-status": isKnown(user.status) ? user.status : "unknown" },
    h(
      "div",
      { class: "card-name" },
      h(
        "h2",
        { tabindex: -1, class: name.length > LONG_NAME && "long" },
        h("span", { class: "hidden-text" }, `${text("member.found")}: `),
        name ? own(name) : text("member.unnamed"),
      ),
      h("span", { class: "chip" }, status(user)),
    ),
    h(
      "div",
      { class: "card-body" },
      list([
        [text("member.mobile"), user.mobile ? maskMobile(user.mobile) : text("member.noMobile")],
        [text("member.username"), user.username && own(maskMobilesIn(user.username))],
        [text("member.id"), String(user.id)],
        [
          text("member.store"),
          orNotSent(user.multi_store_id, (id) => (id === 0 ? text("member.ownStore") : String(id))),
        ],
      ]),
      points(user),
    ),
  );
}

/** @param {UserInfo} user */
function points(user) {
  const worth = worthOfPoints(user);
  return h(
    "p",
    { class: "points" },
    h("span", {}, text("member.points")),
    " ",
    h(
      "strong",
      {},
      orNotSent(user.user_points, (count) => breakable(plain(count))),
    ),
    worth !== null && h("span", {}, breakable(text("member.worth", { yuan: yuanOfFen(worth) }))),
    user.status === 0 && h("span", {}, text("member.pointsFrozen")),
  );
}

const isKnown = (/** @type {UserInfo["status"]} */ status) => status === 0 || status === 1;

/** @param {UserInfo} user */
function status({ status }) {
  if (status === null) return text("member.status.notSent");
  return text(`member.status.${isKnown(status) ? status : "other"}`, { status });
}

/** @param {UserInfo} user */
function balances({ user_wealth_info: wealth }) {
  const amount = (/** @type {keyof import("zvcms-openapi").Wealth} */ name) =>
    orNotSent(wealth?.[name], (fen) => h("data", { value: fen }, breakable(`¥${yuanOfFen(fen)}`)));
  return h(
    "section",
    { class: "panel balances", "aria-labelledby": "balances-heading" },
    h("h3", { id: "balances-heading", class: "hidden-text" }, text("member.balances")),
    list([
      [text("member.total"), amount("total_amount")],
      [text("member.recharge"), amount("recharge_amount")],
      [text("member.gift"), amount("gift_amount")],
    ]),
  );
}
