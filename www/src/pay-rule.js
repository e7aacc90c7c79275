// @ts-check
import { h } from "./dom.js";
import { text } from "./language.js";
import { plain } from "./money.js";

/** @typedef {import("zvcms-openapi").UserInfo} UserInfo */

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
      ...lines.map((line, index) => h("p", { class: index === 0 && lines.length > 1 && "rate" }, line)),
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
  const type = rule.points_num_type;
  const key = type === 1 || type === 2 ? type : "other";
  return [
    text(`rule.type.${key}`, { type, number: plain(rule.points_num) }),
    text("rule.limit", { percent: plain(rule.exchange_astrict) }),
  ];
}
