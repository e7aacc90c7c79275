// @ts-check
// Anyone's promises and bytes: what the engine itself makes of them keeps to the rules.

/**
 * A promise for what was given, be it a promise, a thenable or a value. It settles once and later, whatever the given one
 * does. The function gives it up.
 * @param {unknown} given
 * @returns {[promise: Promise<unknown>, giveUp: () => void]}
 */
export function settling(given) {
  let giveUp = () => {};
  const promise = new Promise((resolve, reject) => {
    giveUp = () => reject();
    new Promise((resolveGiven) => resolveGiven(given)).then(resolve, reject);
  });
  return [promise, giveUp];
}

/**
 * Lets what was given fail without alarming anybody.
 * @param {unknown} given
 */
export function ignore(given) {
  const nothing = () => {};
  // Not `catch`: the promise that it makes looks at the value once more, which may throw only then.
  new Promise((resolve) => resolve(given)).then(nothing, nothing);
}

/**
 * The bytes of a buffer or of a view of one, of whatever realm. Throws where there are none.
 * @param {any} value
 */
export function bytesOf(value) {
  // A DataView takes only a buffer; a Uint8Array would copy whatever has a length, be it four billion.
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(value)
    ? new DataView(value.buffer, value.byteOffset, value.byteLength)
    : new DataView(value);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
