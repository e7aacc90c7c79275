// @ts-check
import { announce } from "./announcer.js";
import { byId, h } from "./dom.js";
import { failure } from "./failure.js";
import { text } from "./language.js";
import { member } from "./member.js";

/** @typedef {import("./lookup.js").Answer} Answer */

const place = byId("outcome", HTMLElement);

export const showIdle = () => showHint("idle");
export const showNotSent = () => showHint("notSent");

/** @param {string} name */
function showHint(name) {
  show(h("div", { class: "panel idle" }, h("h2", {}, text(`${name}.heading`)), h("p", {}, text(`${name}.text`))));
}

export function showProgress() {
  const bars = [1, 2, 3].map(() => h("span", { class: "bone" }));
  // The button with the focus is about to disappear, and would take the focus along.
  if (place.contains(document.activeElement)) byId("cancel", HTMLElement).focus({ preventScroll: true });
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
 * Shows the member, or why there is none.
 * @param {Answer} answer
 * @param {import("./fields.js").Way} way the way that was asked
 * @param {() => void} retry
 */
export function showAnswer(answer, way, retry) {
  show(answer.user ? member(answer.user, answer) : failure(answer, way, retry));
}

/** @param {HTMLElement} content */
function show(content) {
  place.removeAttribute("aria-busy");
  place.replaceChildren(content);
}

const heading = () => place.querySelector("h2");

/** Announces the answer, and leaves the person where they are. */
export const announceAnswer = () => announce(() => heading()?.textContent ?? "");

/** Takes the person to the answer: by focus for a screen reader, by scrolling for the eyes. */
export function goToAnswer() {
  heading()?.focus({ preventScroll: true });
  const { top } = place.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) place.scrollIntoView({ block: "start" });
}
