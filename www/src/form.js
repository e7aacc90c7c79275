// @ts-check
import { byId } from "./dom.js";
import { entered, faultPlace, fieldsOfWay, input, isMalformed, names, STORE, showFieldsOf } from "./fields.js";
import { has, text } from "./language.js";
import { recall, remember } from "./memory.js";

/** @typedef {import("./fields.js").Way} Way */
/** @typedef {{ path: string, code: string, message?: string }} Issue */

const form = byId("lookup", HTMLFormElement);
const pointRules = byId("point_rules", HTMLInputElement);
const radios = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[name=way]"));
/** @type {Issue[]} */
let issues = [];

export const way = () => /** @type {Way} */ (Number([...radios].find((radio) => radio.checked)?.value));
const asked = () => [...fieldsOfWay[way()], STORE];

/**
 * Starts with the remembered way.
 * @param {{ onSubmit: () => void, onWay: () => void }} listeners
 */
export function startForm({ onSubmit, onWay }) {
  const remembered = [...radios].find(({ value }) => value === recall("way"));
  if (remembered) remembered.checked = true;
  showFieldsOf(way());
  form.addEventListener("input", ({ target }) => {
    const { name, value, id } = /** @type {HTMLInputElement} */ (target);
    if (name !== "way") return showIssues(issues.filter(({ path }) => path !== id));
    remember("way", value);
    showIssues([]);
    showFieldsOf(way());
    onWay();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit();
  });
}

/** What the form asks for. Empty fields are included: the package judges them. */
export function readParams() {
  /** @type {[string, unknown][]} */
  const entries = [["type", way()], ...fieldsOfWay[way()].map(pair)];
  if (entered(STORE) !== "") entries.push(pair(STORE));
  if (pointRules.checked) entries.push(["point_rules", 1]);
  return /** @type {import("zvcms-openapi").IdentifyParams} */ (/** @type {unknown} */ (Object.fromEntries(entries)));
}

/** @type {(name: string) => [string, string]} */
const pair = (name) => [name, entered(name)];

/**
 * Faults that make a lookup pointless, since it would send the password for nothing. If a field is malformed, empty
 * ones are listed too.
 * @returns {Issue[]}
 */
export function malformed() {
  const given = fieldsOfWay[way()];
  if (!given.some(isMalformed)) return [];
  return [
    ...given.filter(isMalformed).map((path) => ({ path, code: "malformed" })),
    ...given.filter((name) => entered(name) === "").map((path) => ({ path, code: "empty" })),
  ];
}

/**
 * Whether every issue belongs to a field that the person can correct here.
 * @param {Issue[]} found
 */
export const areOfFields = (found) => found.every(({ path }) => asked().includes(path));

/**
 * Shows each issue beside its field, and clears the other fields.
 * @param {Issue[]} found
 */
export function showIssues(found) {
  issues = found;
  for (const name of names) {
    const issue = issues.find(({ path }) => path === name);
    const place = faultPlace(name);
    place.hidden = issue === undefined;
    place.textContent = issue ? wording(issue) : "";
    if (issue) input(name).setAttribute("aria-invalid", "true");
    else input(name).removeAttribute("aria-invalid");
  }
}

/** Marks every field after a refusal: the platform does not say which one is wrong. */
export const showRefusal = () => showIssues(fieldsOfWay[way()].map((path) => ({ path, code: "refused" })));

/** Goes to the first faulty field, and unfolds it if necessary. */
export function focusFirstIssue() {
  const name = asked().find((one) => issues.some(({ path }) => path === one));
  if (!name) return;
  const folded = input(name).closest("details");
  if (folded) folded.open = true;
  input(name).focus();
}

/** Shows the issues again, in the current language. */
export const retellIssues = () => showIssues(issues);

/** @param {Issue} issue */
function wording({ path, code, message = "" }) {
  const key = has(`issue.${code}`) ? `issue.${code}` : "issue.other";
  return text(key, { field: text(`field.${path}`), message });
}

/**
 * Fills in a member's logins for all four ways. The way stays; what the member does not have becomes empty.
 * @param {import("./config.js").Login} login
 */
export function fill(login) {
  for (const name of Object.values(fieldsOfWay).flat()) {
    input(name).value = String(login[/** @type {keyof typeof login} */ (name)] ?? "");
  }
  showIssues([]);
}

/** Forgets the password: the next member has another one. */
export function clearPassword() {
  for (const name of fieldsOfWay[way()]) {
    if (input(name).type === "password") input(name).value = "";
  }
}
