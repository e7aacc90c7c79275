// @ts-check
import { byId } from "./dom.js";

/** @type {() => string} */
let words = () => "";

/**
 * Says something to people who use a screen reader.
 * @param {() => string} given gives the words in the current language
 */
export function announce(given) {
  words = given;
  retellAnnouncement();
}

export const silence = () => announce(() => "");

/** Says it again, in the current language. */
export function retellAnnouncement() {
  byId("announcer", HTMLElement).textContent = words();
}
