// @ts-check
// What can go wrong on the way, each by a real cause.
import { gzipSync } from "node:zlib";
import { freePort } from "../free-port.mjs";
import { makeCertificate } from "./certificates.mjs";
import { closing, listen, resetting, sending } from "./raw-server.mjs";

/** @typedef {import("./raw-server.mjs").Answer} Answer */
/** @typedef {import("node:tls").TlsOptions} TlsOptions */

const TEXT = JSON.stringify({ status: true, code: 0, message: "", data: 7 });
const HALF = TEXT.slice(0, 20);
const GZIP = gzipSync(TEXT.repeat(20));
const OK = "HTTP/1.1 200 OK\r\n";

/** @param {string[]} headers */
const head = (...headers) => `${OK}${headers.join("\r\n")}\r\n\r\n`;
const THOUSAND = "Content-Length: 1000";
const CHUNKED = "Transfer-Encoding: chunked";
const LAST = "Connection: close";
const CHUNK = `${HALF.length.toString(16)}\r\n${HALF}\r\n`;
const RIGHT = sending(head(`Content-Length: ${TEXT.length}`) + TEXT);

/** All at once: the undici of Node 20 never ends a body that cannot be decompressed and comes later than its headers. @param {string} encoding @param {string | Uint8Array} body */
const encoded = (encoding, body) =>
  sending(
    Buffer.concat([
      Buffer.from(head(`Content-Encoding: ${encoding}`, `Content-Length: ${body.length}`)),
      Buffer.from(body),
    ]),
  );

/** @type {Record<string, Answer>} */
const ANSWERS = {
  "no fault": RIGHT,
  "a reset": resetting(),
  "an end": closing(),
  "a reset in the headers": resetting(`${OK}Content-Ty`),
  "an end in the headers": closing(`${OK}Content-Ty`),
  "a reset in the body": resetting(head(THOUSAND) + HALF),
  "an end in the body": closing(head(THOUSAND) + HALF),
  "a reset in the body of the last response": resetting(head(LAST, THOUSAND) + HALF),
  "an end in the body of the last response": closing(head(LAST, THOUSAND) + HALF),
  "a reset between chunks": resetting(head(CHUNKED) + CHUNK),
  "an end between chunks": closing(head(CHUNKED) + CHUNK),
  "an end between chunks of the last response": closing(head(LAST, CHUNKED) + CHUNK),
  "an end in a chunk": closing(`${head(CHUNKED)}1000\r\n${HALF}`),
  "an end in a gzip body": closing(
    Buffer.concat([Buffer.from(head("Content-Encoding: gzip", THOUSAND)), GZIP.subarray(0, 40)]),
  ),
  "half a body of unknown length": closing(head(LAST) + HALF),
  "a length below that of the body": closing(head("Content-Length: 20") + TEXT),
  "a length that is no number": closing(head("Content-Length: abc") + TEXT),
  "no HTTP": closing("220 mail.example ESMTP\r\n\r\n"),
  "a status 100 and an end": closing("HTTP/1.1 100 Continue\r\n\r\n"),
  "a status 101": closing("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
  "a bad header": closing(head(": : \0") + TEXT),
  "a chunk without a size": sending(`${head(CHUNKED)}zz\r\n${HALF}\r\n0\r\n\r\n`),
  "gzip that is none": encoded("gzip", TEXT),
  "gzip cut short": encoded("gzip", GZIP.subarray(0, 12)),
  "br that is none": encoded("br", TEXT),
  "no answer": () => {},
  "a body that stalls": sending(head(THOUSAND) + HALF),
};
for (const status of [301, 302, 303, 307, 308]) {
  const headers = ["Location: http://127.0.0.1/elsewhere", "Content-Length: 0"];
  ANSWERS[`a redirect ${status}`] = sending(`HTTP/1.1 ${status} Moved\r\n${headers.join("\r\n")}\r\n\r\n`);
}

/**
 * An endpoint for each cause. Its path is one that a message may quote, which must not mislead.
 * @param {import("./certificates.mjs").Pair} ca who is trusted
 */
export async function provoke(ca) {
  /** @type {(() => void)[]} */
  const closes = [];
  const open = async (/** @type {Answer} */ answer, /** @type {TlsOptions | undefined} */ tls = undefined) => {
    const { port, close } = await listen(answer, tls);
    closes.push(close);
    return port;
  };
  const trusted = await makeCertificate({ ca });
  /** @type {TlsOptions} */
  const old = { ...trusted, minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" };
  /** @type {Record<string, TlsOptions>} */
  const secure = {
    "TLS without fault": trusted,
    "a TLS version of old": old,
    "a certificate that signs itself": await makeCertificate(),
    "a certificate for another name": await makeCertificate({ ca, host: "other.example" }),
    "a certificate that has expired": await makeCertificate({ ca, isExpired: true }),
  };
  /** @type {Record<string, string>} */
  const origins = {
    "a name without address": "http://no-such-host.invalid",
    "a port that fetch forbids": "http://127.0.0.1:1",
    "a port where nobody listens": `http://127.0.0.1:${await freePort()}`,
    "a server without TLS": `https://127.0.0.1:${await open(closing("HTTP/1.1 400 Bad Request\r\n\r\n"))}`,
    "a reset in the TLS handshake": `https://127.0.0.1:${await open(resetting())}`,
    "an end in the TLS handshake": `https://127.0.0.1:${await open(closing())}`,
    "an end in the body over TLS": `https://localhost:${await open(closing(head(THOUSAND) + HALF), trusted)}`,
  };
  for (const [cause, tls] of Object.entries(secure)) origins[cause] = `https://localhost:${await open(RIGHT, tls)}`;
  for (const [cause, answer] of Object.entries(ANSWERS)) {
    origins[cause] = `http://127.0.0.1:${await open(answer)}`;
  }
  const endpoints = Object.entries(origins).map(([cause, origin]) => ({
    cause,
    endpoint: `${origin}/redirect/ConnectionRefused`,
  }));
  return { endpoints, close: () => closes.forEach((close) => void close()) };
}
