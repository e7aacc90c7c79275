// @ts-check
// The switch by which the page asks the platform itself. It is off at first: what people copy is the other way.
import { byId } from "./dom.js";
import { text } from "./language.js";

const box = byId("direct", HTMLInputElement);

export const isDirect = () => box.checked;

/**
 * Offers it: there is a key that everyone may know.
 * @param {() => void} onChange
 */
export function startDirect(onChange) {
  byId("direct-field", HTMLElement).hidden = false;
  box.addEventListener("change", () => {
    showWay();
    onChange();
  });
}

/** Says above the form which way lookups go. */
function showWay() {
  for (const [id, key] of [
    ["notice-text", box.checked ? "notice.direct" : "notice.byServer"],
    ["notice-to", box.checked ? "notice.to" : "notice.via"],
  ]) {
    const place = byId(id, HTMLElement);
    place.dataset.text = key;
    place.textContent = text(key);
  }
}
