// @ts-check
import { announce } from "./announcer.js";
import { byId, h } from "./dom.js";
import { fill } from "./form.js";
import { has, text } from "./language.js";
import { maskMobile } from "./mask.js";

/** @typedef {NonNullable<import("./config.js").Config["samples"]>[number]} Sample */

const box = byId("samples", HTMLDetailsElement);
/** @type {Sample[]} */
let samples = [];

/** @param {Sample[]} given */
export function startSamples(given) {
  samples = given;
  box.hidden = samples.length === 0;
  showSamples();
}

/** Writes the list, in the current language. */
export function showSamples() {
  byId("sample-list", HTMLElement).replaceChildren(...samples.map((sample) => h("li", {}, button(sample))));
}

export function foldSamples() {
  box.open = false;
}

/** @param {Sample} sample */
function button(sample) {
  const name = () => (has(`sample.${sample.name}`) ? text(`sample.${sample.name}`) : sample.name);
  const choose = () => {
    fill(sample.login);
    announce(() => text("samples.filled", { name: name() }));
    byId("submit", HTMLButtonElement).focus();
  };
  return h(
    "button",
    { type: "button", "data-sample": sample.name, click: choose },
    h("span", {}, name()),
    sample.login.mobile && h("small", {}, maskMobile(sample.login.mobile)),
  );
}
