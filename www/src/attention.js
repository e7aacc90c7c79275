// @ts-check

/** Where the focus may be while the person just waits. */
const WAITING = ["submit", "cancel"];

/**
 * Watches whether the person turns to something else while a lookup runs.
 * @returns {() => boolean} stops watching, and tells whether they did
 */
export function watchAttention() {
  let isElsewhere = false;
  const note = (/** @type {Event} */ { target }) => {
    if (!WAITING.includes(/** @type {HTMLElement} */ (target).id)) isElsewhere = true;
  };
  document.addEventListener("focusin", note);
  document.addEventListener("input", note);
  return () => {
    document.removeEventListener("focusin", note);
    document.removeEventListener("input", note);
    return isElsewhere;
  };
}
