// @ts-check
import { byId, h } from "./dom.js";
import { has, text } from "./language.js";
import { maskMobile } from "./mask.js";

/** @typedef {NonNullable<import("./config.js").Config["samples"]>[number]} Sample */

const box = byId("samples", HTMLDetailsElement);
const list = byId("sample-list", HTMLElement);
const NARROW = matchMedia("(max-width: 879px)");
/** @type {Sample[]} */
let samples = [];
/** @type {(sample: Sample) => void} */
let choose = () => {};
/** Where they stand once there is something to show, and on wide screens. */
const below = /** @type {HTMLElement} */ (box.parentElement);
const form = byId("lookup", HTMLFormElement);

/** On a phone they come first, as long as nothing else is to be seen. */
let isIdle = true;
NARROW.addEventListener("change", place);
place();

function place() {
  const isFirst = NARROW.matches && isIdle;
  box.classList.toggle("first", isFirst);
  if (isFirst) form.before(box);
  else below.append(box);
}

/** @param {Sample[]} given @param {(sample: Sample) => void} onChoice */
export function startSamples(given, onChoice) {
  samples = given;
  choose = onChoice;
  box.hidden = samples.length === 0;
  showSamples();
}

/** Writes the list, in the current language. */
export function showSamples() {
  list.replaceChildren(...samples.map((sample) => h("li", {}, button(sample))));
}

/** Makes room for an answer. */
export function foldSamples() {
  isIdle = false;
  box.open = false;
  place();
}

/** @param {Sample} sample */
function button(sample) {
  return h(
    "button",
    { type: "button", "data-sample": sample.name, click: () => choose(sample) },
    h("span", {}, has(`sample.${sample.name}`) ? text(`sample.${sample.name}`) : sample.name),
    sample.login.mobile && h("small", {}, maskMobile(sample.login.mobile)),
  );
}
