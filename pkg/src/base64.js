// @ts-check

/**
 * The bytes of a Base64 text. A plain loop, where the host has nothing better: `Uint8Array.from(text, fn)` is slow.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function decodeBase64(text) {
  /** @type {any} */
  const native = Uint8Array;
  if (native.fromBase64) return native.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
