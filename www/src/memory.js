// @ts-check
// Keeps the person's preferences. Nothing that was typed about a member is kept.

/**
 * A browser may forbid this; the page works without it.
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`lookup.${name}`, value);
  } catch {}
}

/** @param {string} name */
export function recall(name) {
  try {
    return localStorage.getItem(`lookup.${name}`);
  } catch {
    return null;
  }
}
