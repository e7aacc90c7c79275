// @ts-check
import { announce, silence } from "./announcer.js";
import { byId } from "./dom.js";
import { text } from "./language.js";

const TICK = 100;

/**
 * Shows the form while a lookup runs: the button counts the seconds, and another one cancels.
 * @returns {() => void} shows the form as before
 */
export function startWaiting() {
  const started = performance.now();
  const tick = () => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    byId("elapsed", HTMLElement).textContent = text("time.seconds", { count: seconds });
  };
  const timer = setInterval(tick, TICK);
  tick();
  show("form.running", true);
  announce(() => text("announce.running"));
  return () => {
    clearInterval(timer);
    byId("elapsed", HTMLElement).textContent = "";
    show("form.submit", false);
    silence();
  };
}

/**
 * @param {string} label
 * @param {boolean} isWaiting
 */
function show(label, isWaiting) {
  const words = byId("submit-text", HTMLElement);
  words.dataset.text = label;
  words.textContent = text(label);
  // `disabled` would take the focus away.
  byId("submit", HTMLButtonElement).setAttribute("aria-disabled", String(isWaiting));
  byId("cancel", HTMLButtonElement).hidden = !isWaiting;
}
