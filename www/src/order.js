// @ts-check
import { quotePoints, usableCoupons } from "zvcms-openapi/points";
import { h } from "./dom.js";
import { text } from "./language.js";
import { fenOfYuan, plain, yuanOfFen } from "./money.js";

/** @typedef {import("zvcms-openapi/points").UserInfo} UserInfo */

/** What was typed, kept apart from the section, which is made again for another language. @type {WeakMap<UserInfo, string>} */
const typed = new WeakMap();

/**
 * Where the amount of an order is typed, and what points and coupons are good for then.
 * @param {UserInfo} user
 * @param {(orderFen: number | null) => void} onOrder told the amount, now and whenever it changes; null is none
 */
export function order(user, onOrder) {
  const input = h("input", {
    id: "order",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "order-fault",
    input: show,
  });
  const fault = h("p", { class: "fault", id: "order-fault", hidden: true });
  const result = h("div", { class: "order-result", "aria-live": "polite" });
  input.value = typed.get(user) ?? "";
  show();
  return h(
    "section",
    { class: "panel order", "aria-labelledby": "order-heading" },
    h("h3", { id: "order-heading" }, text("order.heading")),
    h(
      "div",
      { class: "field" },
      h("label", { for: "order" }, text("order.amount")),
      h("div", { class: "yuan" }, h("span", { "aria-hidden": "true" }, "¥"), input),
      fault,
    ),
    result,
  );

  function show() {
    typed.set(user, input.value);
    const isEmpty = input.value.trim() === "";
    const fen = isEmpty ? null : fenOfYuan(input.value);
    const isFaulty = !isEmpty && fen === null;
    input.setAttribute("aria-invalid", String(isFaulty));
    fault.textContent = isFaulty ? text("order.fault") : "";
    fault.hidden = !isFaulty;
    result.replaceChildren(...(fen === null ? [h("p", { class: "hint" }, text("order.hint"))] : resultOf(user, fen)));
    onOrder(fen);
  }
}

/** @param {UserInfo} user @param {number} orderFen */
function resultOf(user, orderFen) {
  const { points, fen, reason } = quotePoints(user, orderFen);
  const count = usableCoupons(user, orderFen).length;
  const rest = { yuan: yuanOfFen(orderFen - fen) };
  return [
    reason === null
      ? h("p", { class: "pays" }, text("order.pays", { yuan: yuanOfFen(fen), points: plain(points) }))
      : h("p", { class: "pays not" }, text(`order.why.${whyNot(user, reason)}`)),
    reason === null && h("p", {}, text("order.rest", rest)),
    h("p", {}, text("order.coupons", { count })),
  ].filter((line) => line !== false);
}

/** The reason, or that what decides was not sent. @param {UserInfo} user @param {string} reason */
function whyNot({ is_open_points_pay: isOpen, user_points: points }, reason) {
  if (reason === "closed" && isOpen === null) return "openNotSent";
  return reason === "no_points" && points === null ? "pointsNotSent" : reason;
}

/**
 * What all points of a member are worth, in fen; null if points cannot be spent or their worth is not known.
 * @param {UserInfo} user
 */
export function worthOfPoints(user) {
  // Asked of the largest order, and without the limit of an order's share.
  const pay_rule = user.pay_rule && { ...user.pay_rule, exchange_astrict: 100 };
  const { fen, reason } = quotePoints({ ...user, pay_rule }, Number.MAX_SAFE_INTEGER);
  return reason === null && fen < Number.MAX_SAFE_INTEGER ? fen : null;
}
