// @ts-check
import { couponState, couponStates, validityOf } from "./coupon-state.js";
import { h, list } from "./dom.js";
import { text } from "./language.js";
import { plain, shortYuanOfFen } from "./money.js";

/** @typedef {import("zvcms-openapi").Coupon} Coupon */
/** @typedef {import("./coupon-state.js").CouponState} CouponState */

/**
 * All coupons, usable ones first, with a filter where there is something to choose.
 * @param {Coupon[]} given
 */
export function coupons(given) {
  const now = Date.now();
  const sorted = given.map((coupon) => ({ coupon, state: couponState(coupon, now) })).sort(byState);
  const cards = h("ul", { class: "tickets" }, ...sorted.map(({ coupon, state }) => ticket(coupon, state)));
  return h(
    "section",
    { class: "coupons", "aria-labelledby": "coupons-heading" },
    h(
      "header",
      {},
      h("h3", { id: "coupons-heading" }, text("coupons.heading")),
      h("span", { class: "count" }, text("coupons.count", { count: given.length })),
      filter(
        sorted.map(({ state }) => state),
        cards,
      ),
    ),
    given.length === 0 ? h("p", { class: "panel none" }, text("coupons.none")) : cards,
    given.length > 0 && h("p", { class: "hint" }, text("coupons.unit")),
  );
}

/** @typedef {{ state: CouponState }} WithState */
/** @type {(left: WithState, right: WithState) => number} */
const byState = (left, right) => couponStates.indexOf(left.state) - couponStates.indexOf(right.state);

/**
 * @param {CouponState[]} states one for each card
 * @param {HTMLUListElement} cards
 */
function filter(states, cards) {
  const present = couponStates.filter((state) => states.includes(state));
  if (present.length < 2) return null;
  /** @param {CouponState | "all"} choice */
  const show = (choice) => {
    for (const card of /** @type {HTMLCollectionOf<HTMLElement>} */ (cards.children)) {
      card.hidden = choice !== "all" && card.dataset.state !== choice;
    }
  };
  /** @type {(choice: CouponState | "all", name: string, count: number) => HTMLElement} */
  const option = (choice, name, count) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "coupon-state",
        value: choice,
        checked: choice === "all",
        change: () => show(choice),
      }),
      h("span", {}, `${name} ${count}`),
    );
  return h(
    "fieldset",
    { class: "filter" },
    h("legend", { class: "hidden-text" }, text("coupons.filter")),
    option("all", text("coupons.all"), states.length),
    ...present.map((state) =>
      option(state, text(`coupon.state.${state}`), states.filter((one) => one === state).length),
    ),
  );
}

/**
 * @param {Coupon} coupon
 * @param {CouponState} state
 */
function ticket(coupon, state) {
  const threshold = coupon.min_amount_use
    ? text("coupon.threshold", { yuan: shortYuanOfFen(coupon.min_amount_use) })
    : text("coupon.noThreshold");
  return h(
    "li",
    { class: "ticket", "data-state": state },
    h("div", { class: "stub" }, value(coupon), h("p", {}, threshold)),
    h(
      "div",
      { class: "ticket-body" },
      h("h4", {}, coupon.title || text("coupon.untitled")),
      h("span", { class: "chip" }, text(`coupon.state.${state}`)),
      coupon.desc && h("p", { class: "desc" }, coupon.desc),
      list([
        [text("coupon.validity"), validityOf(coupon) || text("coupon.noValidity")],
        [text("coupon.verify"), coupon.verify_code && h("code", {}, coupon.verify_code)],
      ]),
    ),
  );
}

/** @param {Coupon} coupon */
function value({ coupon_type, amount }) {
  const number = plain(amount);
  const name = number.length > 5 ? "value long" : "value";
  if (coupon_type === 0) return h("p", { class: name }, h("small", {}, "¥"), number);
  if (coupon_type === 1) return h("p", { class: name, lang: "zh-CN" }, number, h("small", {}, "折"));
  return h("p", { class: "value long" }, text("coupon.value.other", { number }));
}
