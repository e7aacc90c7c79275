// @ts-check
// Keeps what the person prefers. What was typed about a member is not kept at all.

/**
 * A page works without a memory too: a browser may forbid it.
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
