// @ts-check
import { couponState, couponStates } from "./coupon-state.js";
import { h } from "./dom.js";
import { text } from "./language.js";
import { ticket } from "./ticket.js";

/** @typedef {import("zvcms-openapi").Coupon} Coupon */
/** @typedef {import("./coupon-state.js").CouponState} CouponState */
/** @typedef {{ coupon: Coupon, state: CouponState }} WithState */
/** Which of a member's coupons the person wants to see. @typedef {{ state: CouponState | "all", isWhole: boolean }} View */

const FEW = 20;

/** Kept apart from the section, which is made again for another language. @type {WeakMap<Coupon[], View>} */
const views = new WeakMap();

/**
 * The coupons, the usable ones first. There is a filter if they differ, and a button for the rest if they are many.
 * @param {Coupon[]} given
 * @param {boolean} areSent false if the platform sent no list at all
 */
export function coupons(given, areSent) {
  const now = Date.now();
  const sorted = given.map((coupon) => ({ coupon, state: couponState(coupon, now) })).sort(byState);
  const view = views.get(given) ?? { state: "all", isWhole: false };
  views.set(given, view);
  const cards = h("ul", { class: "tickets" });
  const more = h("button", { class: "quiet", type: "button", click: showAll });
  function show() {
    const chosen = sorted.filter(({ state }) => view.state === "all" || view.state === state);
    const shown = view.isWhole ? chosen : chosen.slice(0, FEW);
    cards.replaceChildren(...shown.map(({ coupon, state }) => ticket(coupon, state)));
    more.textContent = text("coupons.showAll", { count: chosen.length });
    more.hidden = shown.length === chosen.length;
  }
  function showAll() {
    view.isWhole = true;
    show();
    // The button is gone now; the focus goes on from its place.
    cards.querySelectorAll("h4")[FEW].focus({ preventScroll: true });
  }
  show();
  const choose = (/** @type {View["state"]} */ state) => {
    view.state = state;
    show();
  };
  return h(
    "section",
    { class: "coupons", "aria-labelledby": "coupons-heading" },
    h(
      "header",
      {},
      h("h3", { id: "coupons-heading" }, text("coupons.heading")),
      h("span", { class: "count" }, areSent && text("coupons.count", { count: given.length })),
      filter(sorted, view.state, choose),
    ),
    given.length === 0 ? h("p", { class: "panel" }, text(areSent ? "coupons.none" : "coupons.notSent")) : cards,
    more,
    given.length > 0 && h("p", { class: "hint" }, text("coupons.unit")),
  );
}

/** @type {(left: WithState, right: WithState) => number} */
const byState = (left, right) => couponStates.indexOf(left.state) - couponStates.indexOf(right.state);

/**
 * @param {WithState[]} given
 * @param {View["state"]} chosen
 * @param {(state: View["state"]) => void} choose
 */
function filter(given, chosen, choose) {
  const countOf = (/** @type {CouponState} */ state) => given.filter((one) => one.state === state).length;
  const present = couponStates.filter((state) => countOf(state) > 0);
  if (present.length < 2) return null;
  /** @type {(state: View["state"], name: string, count: number) => HTMLElement} */
  const option = (state, name, count) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "coupon-state",
        value: state,
        checked: state === chosen,
        change: () => choose(state),
      }),
      h("span", {}, `${name} ${count}`),
    );
  return h(
    "fieldset",
    { class: "filter" },
    h("legend", { class: "hidden-text" }, text("coupons.filter")),
    option("all", text("coupons.all"), given.length),
    ...present.map((state) => option(state, text(`coupon.state.${state}`), countOf(state))),
  );
}
