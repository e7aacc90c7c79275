// @ts-check
// What comes over the wire, byte by byte.
import { connect } from "node:net";

/** Nothing more is expected after so long a silence. */
const SILENCE_MS = 700;

/**
 * Posts a body, and gives all that comes back and how it ends: `ended`, the code of an error, or `silent`.
 * @param {string} url
 * @param {unknown} body
 * @returns {Promise<{ head: string, bytes: Buffer, text: string, how: string }>}
 */
export function exchange(url, body) {
  const { port, host, pathname } = new URL(url);
  const content = JSON.stringify(body);
  /** @type {Buffer[]} */
  const chunks = [];
  return new Promise((resolve) => {
    const socket = connect(Number(port), "127.0.0.1");
    let how = "ended";
    socket.setTimeout(SILENCE_MS, () => {
      how = "silent";
      socket.destroy();
    });
    socket.on("data", (chunk) => chunks.push(Buffer.from(chunk)));
    socket.on("error", (/** @type {NodeJS.ErrnoException} */ { code }) => {
      how = String(code);
    });
    socket.on("close", () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf("\r\n\r\n");
      const bytes = end < 0 ? Buffer.alloc(0) : all.subarray(end + 4);
      resolve({ head: all.subarray(0, end < 0 ? all.length : end).toString(), bytes, text: bytes.toString(), how });
    });
    const length = Buffer.byteLength(content);
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n${content}`,
    );
  });
}

/** The value of a header. @param {string} head @param {string} name */
export function header(head, name) {
  return new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1];
}
