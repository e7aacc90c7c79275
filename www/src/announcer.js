// @ts-check
import { byId } from "./dom.js";

/** @type {() => string} */
let words = () => "";

/**
 * Says something to those who listen with a screen reader.
 * @param {() => string} given in the language of whenever it is asked
 */
export function announce(given) {
  words = given;
  retellAnnouncement();
}

export const silence = () => announce(() => "");

/** Says it again, in the language of now. */
export function retellAnnouncement() {
  byId("announcer", HTMLElement).textContent = words();
}
