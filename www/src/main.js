// @ts-check
import { announce, retellAnnouncement } from "./announcer.js";
import { watchAttention } from "./attention.js";
import { config } from "./config.js";
import { isDirect, startDirect } from "./direct.js";
import { byId } from "./dom.js";
import { isDrawerOpen, retellRequest, showRequest, startDrawer } from "./drawer.js";
import { isNotFound } from "./failure.js";
import {
  areOfFields,
  clearPassword,
  fill,
  focusFirstIssue,
  malformed,
  readParams,
  retellIssues,
  showIssues,
  showRefusal,
  startForm,
  way,
} from "./form.js";
import { applyLanguage, switchLanguage, text } from "./language.js";
import { lookup, noAnswer, whenSent } from "./lookup.js";
import { announceAnswer, goToAnswer, showAnswer, showIdle, showNotSent, showProgress } from "./outcome.js";
import { foldSamples, showSamples, startSamples } from "./samples.js";
import { startWaiting } from "./waiting.js";

/** Reasons to stop a lookup that nobody waits for any more. */
const WAY_CHANGED = "the way was changed";
const ANOTHER_CHOSEN = "another member was chosen";

/** @type {import("./lookup.js").Answer | null} */
let answer = null;
/** @type {AbortController | null} */
let running = null;

async function submit() {
  if (running) return;
  showIssues([]);
  const faults = malformed();
  if (faults.length > 0) return take(notSent(faults), false);
  running = new AbortController();
  const { signal } = running;
  const stopWaiting = startWaiting();
  showProgress();
  const stopWatching = watchAttention();
  const found = await lookup(readParams(), signal, isDirect());
  running = null;
  stopWaiting();
  const isElsewhere = stopWatching();
  if (signal.reason === ANOTHER_CHOSEN) return submit();
  if (signal.reason !== WAY_CHANGED) return take(found, isElsewhere);
  showRequest(found);
  present();
}

/**
 * @param {import("./lookup.js").Answer} found
 * @param {boolean} isElsewhere whether the person is doing something else by now
 */
function take(found, isElsewhere) {
  answer = found;
  showRequest(found);
  present();
  const issues = inputIssues();
  if (issues.length > 0) {
    showIssues(issues);
    announce(() => text("announce.issues", { count: issues.length }));
    return focusFirstIssue();
  }
  if (found.user) clearPassword();
  else if (errorOf(found).kind === "business" && !isNotFound(found)) showRefusal();
  foldSamples();
  if (isElsewhere) announceAnswer();
  else goToAnswer();
}

/** Shows the current state, in the current language. */
function present() {
  if (running) showProgress();
  else if (answer === null) showIdle();
  else if (inputIssues().length > 0) showNotSent();
  else showAnswer(answer, way(), submit);
}

/**
 * The answer of a lookup that was not sent.
 * @param {import("./form.js").Issue[]} issues
 */
const notSent = (issues) => ({ ...noAnswer(), error: { issues } });

/** @typedef {{ kind?: string, issues?: import("./form.js").Issue[] }} Facts */
/** @param {import("./lookup.js").Answer} found */
const errorOf = ({ error }) => /** @type {Facts} */ (error ?? {});

/** The issues, if all of them belong to fields of the form. */
function inputIssues() {
  const { issues = [] } = answer ? errorOf(answer) : {};
  return areOfFields(issues) ? issues : [];
}

/** Another way was chosen: the answer no longer fits. */
function leaveAnswer() {
  running?.abort(WAY_CHANGED);
  answer = null;
  present();
}

const cancel = () => running?.abort();

/** @param {import("./samples.js").Sample} sample */
function choose({ login }) {
  fill(login);
  byId("submit", HTMLButtonElement).focus({ preventScroll: true });
  if (running) running.abort(ANOTHER_CHOSEN);
  else submit();
}

startForm({ onSubmit: submit, onWay: leaveAnswer });
startDrawer();
applyLanguage();
present();
whenSent((sent) => showRequest({ sent, meta: null }));
byId("cancel", HTMLButtonElement).addEventListener("click", cancel);
document.addEventListener("keydown", ({ key, isComposing }) => {
  if (key === "Escape" && !isComposing && !isDrawerOpen()) cancel();
});
byId("switch-language", HTMLButtonElement).addEventListener("click", () => {
  switchLanguage();
  showSamples();
  retellIssues();
  retellRequest();
  present();
  retellAnnouncement();
});
config().then(
  ({ endpoint, credentials, samples }) => {
    byId("endpoint", HTMLElement).textContent = endpoint;
    if (credentials) startDirect(leaveAnswer);
    startSamples(samples ?? [], choose);
  },
  () => {
    byId("endpoint", HTMLElement).textContent = "—";
    startSamples([], choose);
  },
);
