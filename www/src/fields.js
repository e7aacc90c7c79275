// @ts-check
import { h } from "./dom.js";
import { recall, recallForTab, remember, rememberForTab } from "./memory.js";

/** @typedef {1 | 2 | 3 | 4} Way */

/** What each way asks for, in the platform's words. @type {Record<Way, string[]>} */
export const fieldsOfWay = {
  1: ["mobile", "password"],
  2: ["card_number", "card_password"],
  3: ["user_code"],
  4: ["user_id"],
};
export const STORE = "multi_store_sn";

/** @type {Record<string, Record<string, string>>} */
const kinds = {
  mobile: { type: "tel", inputmode: "tel" },
  password: { type: "password" },
  card_number: { type: "text" },
  card_password: { type: "password" },
  user_code: { type: "text" },
  user_id: { type: "text", inputmode: "numeric" },
  [STORE]: { type: "text" },
};
const hinted = ["card_number", "card_password", "user_code"];

/**
 * A field with its label, its hint and the place for its error.
 * @param {string} name
 */
export function field(name) {
  const hint = hinted.includes(name) && h("p", { class: "hint", id: `${name}-hint`, "data-text": `hint.${name}` });
  const input = h("input", {
    id: name,
    name,
    autocomplete: kinds[name].type === "password" ? "new-password" : "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": hint ? `${name}-error ${name}-hint` : `${name}-error`,
    ...kinds[name],
  });
  return h(
    "div",
    { class: "field" },
    h("label", { for: name, "data-text": `field.${name}` }),
    input,
    h("p", { class: "fault", id: `${name}-error`, hidden: true }),
    hint,
  );
}

/**
 * What is typed, without the blanks that pasting brings. A password is taken as it is.
 * @param {HTMLInputElement} input
 */
export const entered = (input) => (input.type === "password" ? input.value : input.value.trim());

/** @param {HTMLInputElement} input */
export function keep(input) {
  if (input.type === "password") return;
  (input.name === STORE ? remember : rememberForTab)(input.name, input.value);
}

/** @param {HTMLInputElement} input */
export function restore(input) {
  if (input.type === "password") return;
  input.value = (input.name === STORE ? recall : recallForTab)(input.name) ?? "";
}
