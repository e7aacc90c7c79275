// @ts-check

/** @typedef {Node | string | number | null | false | undefined} Child */

/**
 * Makes an element. Texts become text nodes, never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined | (() => void)>} [attributes] a function becomes a listener, true an empty attribute; false and null are left out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children) {
    if (child instanceof Node) element.append(child);
    else if (child !== null && child !== false && child !== undefined) element.append(String(child));
  }
  return element;
}

/**
 * The element with that id. The page always has it.
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} type
 * @returns {E}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${type.name} "${id}"`);
  return element;
}

/**
 * A description list. Rows without a value are left out.
 * @param {[string, Child][]} rows
 */
export function list(rows) {
  const present = rows.filter(([, value]) => value === 0 || Boolean(value));
  return h("dl", {}, ...present.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

/**
 * A text whose numbers may break after a comma, but not inside a group of digits.
 * @param {string} text
 */
export function breakable(text) {
  const parts = text.split(/(?<=\d,)(?=\d)/);
  const fragment = document.createDocumentFragment();
  fragment.append(...parts.flatMap((part, index) => (index === 0 ? [part] : [h("wbr"), part])));
  return fragment;
}
