// @ts-check
import { config } from "./config.js";
import { byId, h, list } from "./dom.js";
import { duration } from "./duration.js";
import { has, text } from "./language.js";
import { forgetRevealed, stagesOf } from "./stages.js";

/** @typedef {import("./lookup.js").Answer} Answer */
/** @typedef {NonNullable<Answer["sent"]>} Sent */
/** @typedef {Pick<Answer, "sent" | "meta">} Request */
/** @typedef {import("./signing.js").Signature} Signature */

const drawer = byId("drawer", HTMLDialogElement);
/** @type {Request | null} */
let request = null;
/** How our server signs such a request, as far as the person asked. @type {Signature | null} */
let likeness = null;
/** @type {import("./config.js").Config | null} */
let settings = null;

export function startDrawer() {
  byId("open-drawer", HTMLButtonElement).addEventListener("click", () => drawer.showModal());
  byId("close-drawer", HTMLButtonElement).addEventListener("click", () => drawer.close());
  // The target is the dialog itself only for a click on its backdrop.
  drawer.addEventListener("click", ({ target }) => target === drawer && drawer.close());
  retellRequest();
  config().then(
    (given) => {
      settings = given;
      retellRequest();
    },
    () => {},
  );
}

export const isDrawerOpen = () => drawer.open;

/**
 * Shows what the last lookup sent and, as soon as it is there, the answer.
 * @param {Request} given
 */
export function showRequest(given) {
  if (given.sent !== request?.sent) {
    likeness = null;
    forgetRevealed();
  }
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
  const parts = sent.signature ? partsOf(sent.signature, sent.to) : partsOfServer(sent);
  return meta ? [...parts, answerOf(meta)] : parts;
}

/** What the page sent to the platform. @param {Signature} signature @param {string} to */
const partsOf = (signature, to) => [
  h("p", { class: "hint" }, text("drawer.masked")),
  bodyOf("drawer.body", to, signature.body),
  stagesOf(signature),
];

/** What the page sent to our server, and what that made of it. @param {Sent} sent */
function partsOfServer({ to, params }) {
  const parts = [h("p", { class: "hint" }, text("drawer.byServer")), bodyOf("drawer.params", to, params)];
  if (likeness) {
    return [
      ...parts,
      h("p", { class: "hint" }, text("drawer.likeness")),
      bodyOf("drawer.onward", settings?.endpoint ?? "", likeness.body),
      stagesOf(likeness),
    ];
  }
  if (!settings?.credentials) return parts;
  return [...parts, h("button", { class: "quiet", type: "button", click: showLikeness }, text("drawer.showStages"))];
}

async function showLikeness() {
  const params = request?.sent?.params;
  if (!params || !settings?.credentials) return;
  const { credentials, endpoint } = settings;
  const { signatureLike } = await import("./signing.js");
  likeness = signatureLike(params, { credentials, endpoint });
  retellRequest();
  // The button is gone now; the focus goes on from its place.
  byId("stages-heading", HTMLElement).focus();
}

/** @param {string} key @param {string} to @param {object} body */
function bodyOf(key, to, body) {
  const id = key.replace(".", "-");
  const json = h("pre", { tabindex: 0, role: "region", "aria-labelledby": id }, JSON.stringify(body, null, 2));
  return h("section", {}, h("h3", { id }, text(key)), h("p", { class: "to" }, h("code", {}, `POST ${to}`)), json);
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
