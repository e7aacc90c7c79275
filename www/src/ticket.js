// @ts-check
import { copyButton } from "./clipboard.js";
import { mayBeRedeemed } from "./coupon-use.js";
import { breakable, h, list } from "./dom.js";
import { text } from "./language.js";
import { maskMobilesIn } from "./mask.js";
import { plain, shortYuanOfFen } from "./money.js";
import { validityOf } from "./validity.js";

/** @typedef {import("zvcms-openapi/points").Coupon} Coupon */
/** @typedef {import("./coupon-use.js").CouponUse} CouponUse */
/** Whether an order is large enough, and what it lacks; null if the threshold was not sent. @typedef {{ fits: boolean, lackingFen: number | null }} Fit */

/** Longer terms are folded. */
const SHORT = 60;
const CHINESE = { lang: "zh-CN" };
const LONG_NUMBER = /^\d{8,}$/;

/** The fields that decide whether a coupon can be used. @type {(keyof Coupon)[]} */
const DECISIVE = ["status", "is_lock", "start_at", "end_at"];

/**
 * One coupon as a card.
 * @param {Coupon} coupon
 * @param {CouponUse} use
 * @param {Fit | null} fit null if there is no order, or the coupon cannot be used anyway
 */
export function ticket(coupon, use, fit) {
  const { words, isOwn } = validityOf(coupon);
  const title = coupon.title ? h("span", CHINESE, maskMobilesIn(coupon.title)) : text("coupon.untitled");
  return h(
    "li",
    { class: "ticket", "data-state": use, "data-fits": fit && String(fit.fits) },
    h("div", { class: "stub" }, value(coupon), h("p", {}, breakable(threshold(coupon)))),
    h(
      "div",
      { class: "ticket-body" },
      h("h4", { tabindex: -1 }, title),
      h("span", { class: "chip" }, fit ? fitting(fit) : text(`coupon.state.${use}`)),
      coupon.desc && terms(maskMobilesIn(coupon.desc)),
      list([
        [text("coupon.validity"), isOwn ? h("span", CHINESE, words) : words],
        [text("coupon.notSent"), missing(coupon)],
      ]),
      coupon.verify_code && redemption(coupon.verify_code, use),
    ),
  );
}

/** @param {Fit} fit */
function fitting({ fits, lackingFen }) {
  if (fits) return text("coupon.fits");
  return lackingFen === null
    ? text("coupon.thresholdNotSent")
    : text("coupon.lacks", { yuan: shortYuanOfFen(lackingFen) });
}

/** @param {string} code @param {CouponUse} use */
function redemption(code, use) {
  const label = h("span", { class: "label" }, text("coupon.verify"));
  const shown = h("code", {}, ...(LONG_NUMBER.test(code) ? groupsOf(code) : [code]));
  if (!mayBeRedeemed(use)) return h("p", { class: "redemption" }, label, shown);
  const button = copyButton(code, "redemption", label, shown);
  if (use !== "unknown") return button;
  return h("details", { class: "unsure" }, h("summary", {}, text("coupon.verifyUnsure")), button);
}

/** Groups of four are easier to read out. @param {string} digits */
const groupsOf = (digits) => (digits.match(/.{1,4}/g) ?? []).map((group) => h("span", { class: "digits" }, group));

/** @param {string} words */
function terms(words) {
  const whole = h("p", { class: "desc", ...CHINESE }, words);
  if (words.length <= SHORT) return whole;
  return h("details", { class: "terms" }, h("summary", {}, text("coupon.terms")), whole);
}

/** @param {Coupon} coupon */
function threshold({ min_amount_use: fen }) {
  if (fen === null) return text("coupon.thresholdNotSent");
  return fen === 0 ? text("coupon.noThreshold") : text("coupon.threshold", { yuan: shortYuanOfFen(fen) });
}

/** What the platform did not send, so that the state can be doubted. @param {Coupon} coupon */
function missing(coupon) {
  const names = DECISIVE.filter((name) => coupon[name] === null || coupon[name] === "");
  return names.map((name) => text(`coupon.field.${name}`)).join(text("list.separator"));
}

/** @param {Coupon} coupon */
function value({ coupon_type, amount }) {
  if (amount === null) return h("p", { class: "value long" }, text("coupon.value.notSent"));
  const number = plain(amount);
  if (coupon_type === 0) return bold(number, h("small", {}, "¥"));
  // 折 counts the tenths of the price that remain to be paid.
  const percent = plain(Number((amount * 10).toFixed(6)));
  return bold(text(`coupon.value.${coupon_type === 1 ? "discount" : "other"}`, { number, percent }));
}

/**
 * @param {string} words
 * @param {HTMLElement} [sign]
 */
const bold = (words, sign) => h("p", { class: words.length > 5 ? "value long" : "value" }, sign, breakable(words));
