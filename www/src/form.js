// @ts-check
import { byId } from "./dom.js";
import { entered, field, fieldsOfWay, keep, restore, STORE } from "./fields.js";
import { has, text } from "./language.js";
import { recall, remember } from "./memory.js";

/** @typedef {import("./fields.js").Way} Way */
/** @typedef {{ path: string, code: string, message: string }} Issue */

const form = byId("lookup", HTMLFormElement);
const pointRules = byId("point_rules", HTMLInputElement);
const ways = /** @type {Way[]} */ ([1, 2, 3, 4]);
/** @type {Issue[]} */
let issues = [];

const inputs = () => /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(".field input"));
const input = (/** @type {string} */ name) => byId(name, HTMLInputElement);
const radios = () => /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[name=way]"));
const way = () => /** @type {Way} */ (Number([...radios()].find((radio) => radio.checked)?.value ?? 1));

/**
 * Builds the fields and fills them with what is remembered.
 * @param {() => void} onSubmit
 */
export function startForm(onSubmit) {
  byId("fields", HTMLElement).append(...ways.flatMap((one) => fieldsOfWay[one]).map(field));
  byId("more-fields", HTMLElement).append(field(STORE));
  for (const one of inputs()) restore(one);
  const remembered = recall("way");
  for (const radio of radios()) radio.checked = radio.value === (remembered ?? "1");
  pointRules.checked = recall("point_rules") !== "0";
  form.addEventListener("input", ({ target }) => takeInput(/** @type {HTMLInputElement} */ (target)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit();
  });
  showWay();
}

/** @param {HTMLInputElement} target */
function takeInput(target) {
  if (target.name === "way") {
    remember("way", target.value);
    showIssues([]);
    showWay();
  } else if (target === pointRules) {
    remember("point_rules", target.checked ? "1" : "0");
  } else {
    keep(target);
    showIssues(issues.filter(({ path }) => path !== target.name));
  }
}

function showWay() {
  const names = fieldsOfWay[way()];
  for (const name of ways.flatMap((one) => fieldsOfWay[one])) {
    const isAsked = names.includes(name);
    input(name).disabled = !isAsked;
    /** @type {HTMLElement} */ (input(name).parentElement).hidden = !isAsked;
  }
}

/** What the form asks for; an empty field too, so that one place judges them all. */
export function readParams() {
  /** @type {[string, unknown][]} */
  const entries = [["type", way()], ...fieldsOfWay[way()].map((name) => pair(name))];
  if (entered(input(STORE)) !== "") entries.push(pair(STORE));
  if (pointRules.checked) entries.push(["point_rules", 1]);
  return /** @type {import("zvcms-openapi").IdentifyParams} */ (/** @type {unknown} */ (Object.fromEntries(entries)));
}

/** @type {(name: string) => [string, string]} */
const pair = (name) => [name, entered(input(name))];

/**
 * Whether every issue belongs to a field that the person can correct here.
 * @param {Issue[]} found
 */
export const areOfFields = (found) => found.every(({ path }) => [...inputs()].some(({ name }) => name === path));

/**
 * Shows each issue beside its field, and no others.
 * @param {Issue[]} found
 */
export function showIssues(found) {
  issues = found;
  for (const one of inputs()) {
    const issue = issues.find(({ path }) => path === one.name);
    const place = byId(`${one.name}-error`, HTMLElement);
    place.hidden = issue === undefined;
    place.textContent = issue ? wording(issue) : "";
    if (issue) one.setAttribute("aria-invalid", "true");
    else one.removeAttribute("aria-invalid");
  }
}

/** Goes to the first field at fault, also where it is folded away. */
export function focusFirstIssue() {
  const first = [...inputs()].find((one) => issues.some(({ path }) => path === one.name));
  const folded = first?.closest("details");
  if (folded) folded.open = true;
  first?.focus();
}

/** Says the issues again, in the language of now. */
export const retellIssues = () => showIssues(issues);

/** @param {Issue} issue */
function wording({ path, code, message }) {
  const key = has(`issue.${code}`) ? `issue.${code}` : "issue.other";
  return text(key, { field: text(`field.${path}`), message });
}

/**
 * Fills in a member's logins for all four ways; the way stays.
 * @param {import("zvcms-openapi/emulator").Login} login
 */
export function fill(login) {
  for (const [name, value] of Object.entries(login)) {
    input(name).value = String(value);
    keep(input(name));
  }
  showIssues([]);
}
