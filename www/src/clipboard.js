// @ts-check
import { announce } from "./announcer.js";
import { h } from "./dom.js";
import { text } from "./language.js";

const SHOWN = 2000;

/**
 * A button that copies, and says so for a moment.
 * @param {string} copied what is copied
 * @param {string} className
 * @param {...import("./dom.js").Child} content what stands before its words
 */
export function copyButton(copied, className, ...content) {
  const words = h("span", { class: "copy" }, text("copy"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const click = async () => {
    const key = (await copy(copied)) ? "copy.done" : "copy.failed";
    words.textContent = text(key);
    announce(() => text(key));
    clearTimeout(timer);
    timer = setTimeout(() => {
      words.textContent = text("copy");
    }, SHOWN);
  };
  return h("button", { class: className, type: "button", click }, ...content, words);
}

/** @param {string} copied */
async function copy(copied) {
  try {
    await navigator.clipboard.writeText(copied);
    return true;
  } catch {
    return copySelected(copied);
  }
}

/** A page over http, as on a shop's own network, has no clipboard but this one. @param {string} copied */
function copySelected(copied) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const field = h("textarea", { class: "hidden-text", "aria-hidden": "true" });
  field.value = copied;
  // Outside of an open dialog nothing can be selected.
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return isCopied;
}
