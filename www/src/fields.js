// @ts-check
import { byId } from "./dom.js";
import { translate } from "./language.js";

/** @typedef {1 | 2 | 3 | 4} Way */

/** What each way asks for, by the platform's names. @type {Record<Way, string[]>} */
export const fieldsOfWay = {
  1: ["mobile", "password"],
  2: ["card_number", "card_password"],
  3: ["user_code"],
  4: ["user_id"],
};
export const STORE = "multi_store_sn";

const MOBILE = /^\+?\d{5,15}$/;
const place = byId("fields", HTMLElement);

/** Every field with its label, its hint and the place for its error. Only those of the chosen way are in the document. */
const fields = new Map(
  [document, byId("other-fields", HTMLTemplateElement).content]
    .flatMap((root) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".field"))])
    .map((field) => [inputIn(field).id, field]),
);

/** @param {HTMLElement} field */
function inputIn(field) {
  return /** @type {HTMLInputElement} */ (field.querySelector("input"));
}

/**
 * The input of that name, also if its way is not chosen.
 * @param {string} name
 */
export const input = (name) => inputIn(/** @type {HTMLElement} */ (fields.get(name)));

/**
 * Where the fault of the field of that name is shown.
 * @param {string} name
 */
export const faultPlace = (name) => /** @type {HTMLElement} */ (fields.get(name)?.querySelector(".fault"));

export const names = [...fields.keys()];

/** @param {Way} way */
export function showFieldsOf(way) {
  place.replaceChildren(...fieldsOfWay[way].map((name) => /** @type {HTMLElement} */ (fields.get(name))));
  translate(place);
}

/**
 * What was typed, without what pasting and scanners add: full-width forms, invisible characters, blanks and control
 * characters at the ends, and blanks or dashes inside a mobile number. A password is taken as it is.
 * @param {string} name
 */
export function entered(name) {
  const { type, value } = input(name);
  if (type === "password") return value;
  const clean = value
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu, "");
  return name === "mobile" ? clean.replace(/[\s\p{Pd}]/gu, "") : clean;
}

/**
 * Whether the text of that field cannot be a mobile number. An empty field is not malformed.
 * @param {string} name
 */
export const isMalformed = (name) => name === "mobile" && entered(name) !== "" && !MOBILE.test(entered(name));
