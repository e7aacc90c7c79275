// @ts-check

// Settings outlive the tab. What was typed about a member does not, and passwords are not kept at all.
/** @type {(name: string, value: string) => void} */
export const remember = (name, value) => write("localStorage", name, value);
/** @type {(name: string) => string | null} */
export const recall = (name) => read("localStorage", name);
/** @type {(name: string, value: string) => void} */
export const rememberForTab = (name, value) => write("sessionStorage", name, value);
/** @type {(name: string) => string | null} */
export const recallForTab = (name) => read("sessionStorage", name);

/** @typedef {"localStorage" | "sessionStorage"} Place */

/**
 * A page works without a memory too: a browser may forbid it.
 * @param {Place} place
 * @param {string} name
 * @param {string} value
 */
function write(place, name, value) {
  try {
    window[place].setItem(`lookup.${name}`, value);
  } catch {}
}

/**
 * @param {Place} place
 * @param {string} name
 */
function read(place, name) {
  try {
    return window[place].getItem(`lookup.${name}`);
  } catch {
    return null;
  }
}
