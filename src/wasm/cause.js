// @ts-check
// What `fetch` or a signal gave as its reason, on its way to be masked.

/** How many errors behind one another are kept. */
const MAX_CAUSES = 5;

/**
 * Name, code and message of an error and of those behind it, in JSON; null where one is no text.
 * @param {unknown} thrown
 */
export function causesOf(thrown) {
  const causes = [];
  for (let cause = thrown; cause !== undefined && cause !== null && causes.length < MAX_CAUSES; ) {
    const names =
      typeof cause === "object" ? ["name", "code", "message"].map(textOf(cause)) : [null, null, text(cause)];
    causes.push(names);
    cause = member(cause, "cause");
  }
  return JSON.stringify(causes);
}

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value : null);

const textOf = (/** @type {unknown} */ value) => (/** @type {string} */ name) => text(member(value, name));

/** @param {any} value @param {string} name */
function member(value, name) {
  try {
    return value[name];
  } catch {
    return undefined;
  }
}
