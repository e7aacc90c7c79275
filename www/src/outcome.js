// @ts-check
import { config } from "./config.js";
import { byId, h } from "./dom.js";
import { failure } from "./failure.js";
import { text } from "./language.js";
import { member } from "./member.js";

/** @typedef {import("./lookup.js").Answer} Answer */

const place = byId("outcome", HTMLElement);
const DEFAULT_TIMEOUT = 10000;

export function showIdle() {
  place.replaceChildren(
    h("div", { class: "panel idle" }, h("h2", {}, text("idle.heading")), h("p", {}, text("idle.text"))),
  );
}

export function showProgress() {
  const bars = [1, 2, 3].map(() => h("span", { class: "bone" }));
  place.setAttribute("aria-busy", "true");
  place.replaceChildren(
    h(
      "div",
      { class: "progress" },
      h(
        "div",
        { class: "card" },
        h("h2", {}, text("progress.heading")),
        h("progress", { "aria-label": text("progress.heading") }),
      ),
      h("div", { class: "panel bones", "aria-hidden": "true" }, ...bars),
    ),
  );
}

/**
 * The member, or why there is none.
 * @param {Answer} answer
 * @param {() => void} retry
 */
export async function showAnswer({ user, error, meta }, retry) {
  const timeoutMs = await config().then(
    (given) => given.timeoutMs ?? DEFAULT_TIMEOUT,
    () => DEFAULT_TIMEOUT,
  );
  place.removeAttribute("aria-busy");
  place.replaceChildren(user ? member(user, meta) : failure(error, timeoutMs, retry));
}

/** Takes the person to the answer: focus for those who listen, scrolling for those who look. */
export function focusAnswer() {
  const heading = place.querySelector("h2");
  heading?.focus({ preventScroll: true });
  const { top } = place.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) place.scrollIntoView({ block: "start" });
}
