// @ts-check
import { byId } from "./dom.js";
import { translate } from "./language.js";

/** @typedef {1 | 2 | 3 | 4} Way */

/** What each way asks for, in the platform's words. @type {Record<Way, string[]>} */
export const fieldsOfWay = {
  1: ["mobile", "password"],
  2: ["card_number", "card_password"],
  3: ["user_code"],
  4: ["user_id"],
};
export const STORE = "multi_store_sn";

const MOBILE = /^\+?\d{5,15}$/;
const place = byId("fields", HTMLElement);

/** Every field with its label, its hint and the place for its error; only those asked for are in the document. */
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
 * The input of that name, asked for or not.
 * @param {string} name
 */
export const input = (name) => inputIn(/** @type {HTMLElement} */ (fields.get(name)));

/**
 * The place for what is wrong with the field of that name.
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
 * What is typed, without what pasting brings along: full-width forms, invisible characters, blanks around and, in a
 * mobile number, between. A password is taken as it is.
 * @param {string} name
 */
export function entered(name) {
  const { type, value } = input(name);
  if (type === "password") return value;
  const clean = value
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim();
  return name === "mobile" ? clean.replace(/[\s\p{Pd}]/gu, "") : clean;
}

/**
 * Whether that is no mobile number at all. An empty field is another matter.
 * @param {string} name
 */
export const isMalformed = (name) => name === "mobile" && entered(name) !== "" && !MOBILE.test(entered(name));
