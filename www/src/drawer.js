// @ts-check
import { byId, h, list } from "./dom.js";
import { duration } from "./duration.js";
import { has, text } from "./language.js";

/** @typedef {import("./lookup.js").Answer} Answer */
/** @typedef {Pick<Answer, "sent" | "meta">} Request */

const drawer = byId("drawer", HTMLDialogElement);
/** @type {Request | null} */
let request = null;

export function startDrawer() {
  byId("open-drawer", HTMLButtonElement).addEventListener("click", () => drawer.showModal());
  byId("close-drawer", HTMLButtonElement).addEventListener("click", () => drawer.close());
  // The target is the dialog itself only for a click on its backdrop.
  drawer.addEventListener("click", ({ target }) => target === drawer && drawer.close());
  retellRequest();
}

export const isDrawerOpen = () => drawer.open;

/**
 * Shows what the last lookup sent and, as soon as it is there, the answer.
 * @param {Request} given
 */
export function showRequest(given) {
  request = given;
  retellRequest();
}

/** Shows it again, in the current language. */
export function retellRequest() {
  byId("drawer-content", HTMLElement).replaceChildren(...content());
}

/** @returns {Node[]} */
function content() {
  if (!request?.sent) return [h("p", {}, text(request ? "drawer.notSent" : "drawer.empty"))];
  const { sent, meta } = request;
  const parts = [h("p", { class: "hint" }, text("drawer.masked")), bodyOf(sent), stagesOf(sent)];
  return meta ? [...parts, answerOf(meta)] : parts;
}

/** @param {NonNullable<Answer["sent"]>} sent */
function bodyOf({ body }) {
  const json = h(
    "pre",
    { tabindex: 0, role: "region", "aria-labelledby": "sent-heading" },
    JSON.stringify(body, null, 2),
  );
  return h("section", {}, h("h3", { id: "sent-heading" }, text("drawer.body")), json);
}

/** @param {NonNullable<Answer["sent"]>} sent */
function stagesOf({ stages, isSame }) {
  const stage = (/** @type {keyof typeof stages} */ name) =>
    h("li", {}, h("p", {}, text(`drawer.${name}`)), h("pre", {}, stages[name]));
  return h(
    "section",
    {},
    h("h3", {}, text("drawer.stages")),
    h("ol", { class: "stages" }, stage("stringToSign"), stage("signature"), stage("token")),
    h("p", { class: isSame ? "same" : "fault" }, text(isSame ? "drawer.same" : "drawer.different")),
  );
}

/** The package's English word for a type, translated where the language has one of its own. @param {string} word */
const typeName = (word) => (has(`type.${word}`) ? text(`type.${word}`) : word);

/** @param {import("zvcms-openapi").ResponseMeta} meta */
function answerOf({ httpStatus, attempts, elapsedMs, traceId, conversions }) {
  const rows = conversions.map(({ path, expected, got }) =>
    h(
      "li",
      {},
      h("code", {}, path),
      " ",
      text("drawer.expected", { expected: typeName(expected), got: typeName(got) }),
    ),
  );
  return h(
    "section",
    {},
    h("h3", {}, text("drawer.answer")),
    list([
      [text("drawer.httpStatus"), httpStatus],
      [text("drawer.attempts"), attempts],
      [text("drawer.elapsed"), duration(elapsedMs)],
      [text("drawer.traceId"), traceId],
      [text("drawer.conversions"), rows.length === 0 ? text("drawer.none") : rows.length],
    ]),
    h("ul", { class: "conversions" }, ...rows),
  );
}
