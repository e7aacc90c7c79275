// @ts-check
import { usableCoupons } from "zvcms-openapi/points";
import { couponUse, couponUses } from "./coupon-use.js";
import { h } from "./dom.js";
import { text } from "./language.js";
import { ticket } from "./ticket.js";

/** @typedef {import("zvcms-openapi/points").UserInfo} UserInfo */
/** @typedef {import("./coupon-use.js").CouponUse} CouponUse */
/** @typedef {import("./ticket.js").Fit} Fit */
/** @typedef {{ coupon: import("zvcms-openapi/points").Coupon, use: CouponUse, fit: Fit | null }} Shown */
/** Which of a member's coupons the person wants to see. @typedef {{ use: CouponUse | "all", isWhole: boolean }} View */

const FEW = 20;

/** Kept apart from the section, which is made again for another language. @type {WeakMap<UserInfo, View>} */
const views = new WeakMap();

/**
 * The coupons, the usable ones first. There is a filter if they differ, and a button for the rest if they are many.
 * @param {UserInfo} user
 * @param {"sent" | "not sent" | "unknown"} sending whether the platform sent a list
 */
export function coupons(user, sending) {
  const now = Date.now();
  const all = user.user_coupons.map((coupon) => ({ coupon, use: couponUse(coupon, user.status === 0, now) }));
  /** @type {Shown[]} */
  let sorted = [];
  const view = views.get(user) ?? { use: "all", isWhole: false };
  views.set(user, view);
  const cards = h("ul", { class: "tickets" });
  const more = h("button", { class: "quiet", type: "button", click: showAll });
  function show() {
    const chosen = sorted.filter(({ use }) => view.use === "all" || view.use === use);
    const shown = view.isWhole ? chosen : chosen.slice(0, FEW);
    cards.replaceChildren(...shown.map(({ coupon, use, fit }) => ticket(coupon, use, fit)));
    more.textContent = text("coupons.showAll", { count: chosen.length });
    more.hidden = shown.length === chosen.length;
  }
  function showAll() {
    view.isWhole = true;
    show();
    // The button is gone now; the focus goes on from its place.
    cards.querySelectorAll("h4")[FEW].focus({ preventScroll: true });
  }
  /** Shows which coupons fit an order. @param {number | null} orderFen null: there is none */
  function showFor(orderFen) {
    const usable = orderFen === null ? null : new Set(usableCoupons(user, orderFen, now));
    sorted = all
      .map(({ coupon, use }) => ({
        coupon,
        use,
        fit: usable && use === "unused" ? fitOf(coupon, usable, orderFen) : null,
      }))
      .sort(byUse);
    show();
  }
  showFor(null);
  const choose = (/** @type {View["use"]} */ use) => {
    view.use = use;
    show();
  };
  const count = all.length;
  const section = h(
    "section",
    { class: "coupons", "aria-labelledby": "coupons-heading" },
    h(
      "header",
      {},
      h("h3", { id: "coupons-heading" }, text("coupons.heading")),
      h("span", { class: "count" }, count > 0 && text("coupons.count", { count })),
      filter(sorted, view.use, choose),
    ),
    count === 0 ? h("p", { class: "panel" }, text(none[sending])) : cards,
    more,
    count > 0 && h("p", { class: "hint" }, text("coupons.unit")),
  );
  return { section, showFor };
}

const none = { sent: "coupons.none", "not sent": "coupons.notSent", unknown: "coupons.noneCame" };

/**
 * @param {import("zvcms-openapi/points").Coupon} coupon
 * @param {Set<unknown>} usable
 * @param {number | null} orderFen
 * @returns {Fit}
 */
function fitOf(coupon, usable, orderFen) {
  const least = coupon.min_amount_use;
  return { fits: usable.has(coupon), lackingFen: least === null ? null : least - Number(orderFen) };
}

/** @type {(one: Shown) => number} */
const placeOf = ({ use, fit }) => (fit && !fit.fits ? 0.5 : couponUses.indexOf(use));

/** @type {(left: Shown, right: Shown) => number} */
const byUse = (left, right) => placeOf(left) - placeOf(right);

/**
 * @param {Shown[]} given
 * @param {View["use"]} chosen
 * @param {(use: View["use"]) => void} choose
 */
function filter(given, chosen, choose) {
  const countOf = (/** @type {CouponUse} */ use) => given.filter((one) => one.use === use).length;
  const present = couponUses.filter((use) => countOf(use) > 0);
  if (present.length < 2) return null;
  /** @type {(use: View["use"], name: string, count: number) => HTMLElement} */
  const option = (use, name, count) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "coupon-use",
        value: use,
        checked: use === chosen,
        change: () => choose(use),
      }),
      h("span", {}, `${name} ${count}`),
    );
  return h(
    "fieldset",
    { class: "filter" },
    h("legend", { class: "hidden-text" }, text("coupons.filter")),
    option("all", text("coupons.all"), given.length),
    ...present.map((use) => option(use, text(`coupon.state.${use}`), countOf(use))),
  );
}
