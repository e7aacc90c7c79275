// @ts-check
import { h } from "./dom.js";
import { text } from "./language.js";
import { plain } from "./money.js";

/** @typedef {import("zvcms-openapi/points").UserInfo} UserInfo */
/** @typedef {NonNullable<UserInfo["pay_rule"]>} PayRule */

/**
 * The rule for paying with points, in words.
 * @param {UserInfo} user
 */
export function payRule(user) {
  const lines = words(user);
  return h(
    "section",
    { class: "panel rule", "aria-labelledby": "rule-heading" },
    h("h3", { id: "rule-heading" }, text("rule.heading")),
    h(
      "div",
      { class: "words" },
      ...lines.map((line, index) => h("p", { class: index === 0 && lines.length > 1 && "first" }, line)),
    ),
  );
}

/**
 * @param {UserInfo} user
 * @returns {string[]}
 */
function words({ is_open_points_pay: isOpen, pay_rule: rule }) {
  if (isOpen === false) return [text("rule.closed")];
  if (rule === null) return [text(isOpen ? "rule.missing" : "rule.unknown")];
  const lines = [rate(rule), limit(rule)];
  return isOpen === null ? [text("rule.openNotSent"), ...lines] : lines;
}

/** @param {PayRule} rule */
function rate({ points_num_type: type, points_num: number }) {
  if (number === null) return text("rule.rateNotSent");
  if (type === null) return text("rule.typeNotSent", { number: plain(number) });
  return text(`rule.type.${type === 1 || type === 2 ? type : "other"}`, { type, number: plain(number) });
}

/** @param {PayRule} rule */
function limit({ exchange_astrict: percent }) {
  return percent === null ? text("rule.limitNotSent") : text("rule.limit", { percent: plain(percent) });
}
