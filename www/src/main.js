// @ts-check
import { config } from "./config.js";
import { byId } from "./dom.js";
import { isDrawerOpen, showRequest, startDrawer } from "./drawer.js";
import { areOfFields, focusFirstIssue, readParams, retellIssues, showIssues, startForm } from "./form.js";
import { applyLanguage, switchLanguage, text } from "./language.js";
import { lookup } from "./lookup.js";
import { focusAnswer, showAnswer, showIdle, showProgress } from "./outcome.js";
import { foldSamples, showSamples, startSamples } from "./samples.js";
import { startWaiting } from "./waiting.js";

/** @type {import("./lookup.js").Answer | null} */
let answer = null;
/** @type {AbortController | null} */
let running = null;

async function submit() {
  if (running) return;
  running = new AbortController();
  showIssues([]);
  const stopWaiting = startWaiting();
  showProgress();
  answer = await lookup(readParams(), running.signal);
  running = null;
  stopWaiting();
  await present();
  const issues = inputIssues();
  if (issues.length === 0) {
    foldSamples();
    return focusAnswer();
  }
  showIssues(issues);
  byId("announcer", HTMLElement).textContent = text("announce.issues", { count: issues.length });
  focusFirstIssue();
}

/** Shows what there is, in the language of now. */
async function present() {
  showRequest(answer);
  if (running) showProgress();
  else if (answer === null || inputIssues().length > 0) showIdle();
  else await showAnswer(answer, submit);
}

/** What is wrong with the fields of the form, and with nothing else. */
function inputIssues() {
  const { issues = [] } = /** @type {{ issues?: import("./form.js").Issue[] }} */ (answer?.error ?? {});
  return areOfFields(issues) ? issues : [];
}

const cancel = () => running?.abort();

startForm(submit);
startDrawer();
applyLanguage();
present();
byId("cancel", HTMLButtonElement).addEventListener("click", cancel);
document.addEventListener("keydown", ({ key, isComposing }) => {
  if (key === "Escape" && !isComposing && !isDrawerOpen()) cancel();
});
byId("switch-language", HTMLButtonElement).addEventListener("click", () => {
  switchLanguage();
  showSamples();
  retellIssues();
  present();
});
config().then(
  ({ endpoint, samples }) => {
    byId("endpoint", HTMLElement).textContent = endpoint;
    startSamples(samples ?? []);
  },
  () => {
    byId("endpoint", HTMLElement).textContent = "—";
  },
);
