// @ts-check
import { byId } from "./dom.js";
import { recall, remember } from "./memory.js";
import { en } from "./messages.en.js";
import { zh } from "./messages.zh.js";

/** @type {Record<"zh" | "en", Record<string, string>>} */
const messages = { zh, en };
const names = { zh: "中文", en: "English" };
const tags = { zh: "zh-CN", en: "en" };

/** @typedef {keyof typeof messages} Language */

/** @type {Language} */
let language = first(recall("language") ?? navigator.language);

/** Of a choice that was remembered, or of a language tag. @param {string} tag @returns {Language} */
function first(tag) {
  return /^zh\b/i.test(tag) ? "zh" : "en";
}

const other = () => (language === "zh" ? "en" : "zh");

/** @param {string} key */
export const has = (key) => key in messages[language];

/**
 * The message of that key, with its `{names}` filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function text(key, values = {}) {
  return messages[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

export const isChinese = () => language === "zh";

/** Switches to the other language, and remembers it. */
export function switchLanguage() {
  language = other();
  remember("language", language);
  applyLanguage();
}

/** Writes the whole document in the current language. */
export function applyLanguage() {
  document.documentElement.lang = tags[language];
  translate(document);
  const button = byId("switch-language", HTMLButtonElement);
  button.textContent = names[other()];
  button.lang = tags[other()];
}

/**
 * Writes every text that is marked with `data-text`, and every label that is marked with `data-label`.
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-text]"))) {
    element.textContent = text(/** @type {string} */ (element.dataset.text));
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-label]"))) {
    element.setAttribute("aria-label", text(/** @type {string} */ (element.dataset.label)));
  }
}
