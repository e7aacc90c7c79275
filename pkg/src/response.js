// @ts-check
// Responses may be anyone's: `options.fetch` can give whatever it likes, so nothing about one is taken for granted.

/** A redirect, or what came by one. */
const REDIRECT = -1;

/**
 * The status of a response, 0 for what is none.
 * @param {any} response
 */
export function statusOf(response) {
  try {
    const { status, type, redirected } = response;
    if (type === "opaqueredirect" || redirected || (status >= 300 && status < 400)) return REDIRECT;
    return typeof status === "number" && status >= 200 && status < 600 ? status : 0;
  } catch {
    return 0;
  }
}

/**
 * Reads a response to its end; null for one that is larger than `limit`, which is given up while it arrives.
 * @param {any} response
 * @param {number} limit
 * @param {import("./stop.js").Stop} stop
 * @returns {Promise<Uint8Array | null>}
 */
export async function readBody(response, limit, stop) {
  const reader = response.body?.getReader?.();
  if (reader) {
    let isWhole = false;
    try {
      const bytes = await chunks(reader, limit, stop);
      isWhole = bytes !== null;
      return bytes;
    } finally {
      if (!isWhole) {
        stop.abort();
        ignore(() => reader.cancel());
      }
    }
  }
  const bytes = new Uint8Array(await stop.or(response.arrayBuffer()));
  return bytes.length > limit ? null : bytes;
}

/**
 * @param {any} reader
 * @param {number} limit
 * @param {import("./stop.js").Stop} stop
 */
async function chunks(reader, limit, stop) {
  // Chunks can be as small as a byte each, and then take far more than that: none is kept.
  let bytes = new Uint8Array(0);
  let size = 0;
  for (;;) {
    const { done, value } = await stop.or(reader.read());
    if (done) return bytes.subarray(0, size);
    if (!ArrayBuffer.isView(value)) throw new TypeError("the response is not made of bytes");
    const start = size;
    size += value.byteLength;
    if (size > limit) return null;
    if (size > bytes.length) {
      const room = new Uint8Array(Math.max(size, bytes.length * 2));
      room.set(bytes);
      bytes = room;
    }
    bytes.set(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), start);
  }
}

/** Does what may fail now or later, without alarming anybody. @param {() => unknown} act */
async function ignore(act) {
  try {
    await act();
  } catch {}
}
