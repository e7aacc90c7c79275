// @ts-check
import { copyButton } from "./clipboard.js";
import { h } from "./dom.js";
import { text } from "./language.js";
import { hide } from "./mask.js";

/** @typedef {import("./signing.js").Signature} Signature */
/** @typedef {keyof Signature["stages"]} Stage */

/** Whoever has one of these can replay the request for a while. @type {Stage[]} */
const SECRET = ["signature", "token"];

/** @type {Set<Stage>} */
const revealed = new Set();

/** The next request's are hidden again. */
export const forgetRevealed = () => revealed.clear();

/**
 * How a request was signed, step by step. Each step can be revealed, because the page has no key but a public one.
 * @param {Signature} signature
 */
export function stagesOf({ stages, isSame }) {
  return h(
    "section",
    {},
    h("h3", { id: "stages-heading", tabindex: -1 }, text("drawer.stages")),
    h("p", { class: "hint" }, text("drawer.testKey")),
    h(
      "ol",
      { class: "stages" },
      .../** @type {const} */ (["stringToSign", "signature", "token"]).map((name) => stage(name, stages[name])),
    ),
    h("p", { class: isSame ? "same" : "fault" }, text(isSame ? "drawer.same" : "drawer.different")),
  );
}

/** @param {Stage} name @param {string} value */
function stage(name, value) {
  const isSecret = SECRET.includes(name);
  const shown = h("pre", {});
  const toggle = h("button", { class: "quiet small", type: "button", click: change });
  show();
  return h(
    "li",
    {},
    h("p", {}, text(`drawer.${name}`)),
    shown,
    h("div", { class: "stage-actions" }, isSecret && toggle, copyButton(value, "quiet small")),
  );

  function change() {
    if (!revealed.delete(name)) revealed.add(name);
    show();
  }

  function show() {
    const isHidden = isSecret && !revealed.has(name);
    shown.textContent = isHidden ? hide(value) : value;
    toggle.textContent = text(isHidden ? "drawer.reveal" : "drawer.hide");
  }
}
