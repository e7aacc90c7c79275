// @ts-check
// The code of the error that each cause ends with in each runtime. `docs/environments.md` sums it up.

/** Of Node 24 and later. */
const isNewUndici = Number.parseInt(process.versions.undici ?? "0", 10) >= 7;

const same = (/** @type {string} */ code) => row(code, code, code, code);
const row = (/** @type {string[]} */ ...[Node, Deno, Bun, workerd]) => ({ Node, Deno, Bun, workerd });

const DNS = "connection_dns";
const REFUSED = "connection_refused";
const RESET = "connection_reset";
const TLS = "connection_tls";
const FORBIDDEN = "connection_forbidden";
const UNKNOWN = "connection_unknown";

/** @type {Record<string, Record<string, string>>} */
export const TOLD = {
  "no fault": same("success"),
  "TLS without fault": same("success"),

  "a name without address": row(DNS, DNS, DNS, UNKNOWN),
  "a port where nobody listens": row(REFUSED, REFUSED, REFUSED, UNKNOWN),
  // Bun and workerd forbid none.
  "a port that fetch forbids": row(FORBIDDEN, FORBIDDEN, REFUSED, UNKNOWN),

  "a reset": row(RESET, RESET, RESET, UNKNOWN),
  "an end": row(RESET, RESET, RESET, UNKNOWN),
  "a reset in the headers": row(RESET, RESET, RESET, UNKNOWN),
  "an end in the headers": row(RESET, RESET, RESET, UNKNOWN),
  "a reset in the TLS handshake": row(RESET, RESET, RESET, UNKNOWN),
  "an end in the TLS handshake": row(RESET, RESET, RESET, UNKNOWN),
  "a reset in the body": row(RESET, UNKNOWN, RESET, RESET),
  "an end in the body": row(RESET, UNKNOWN, RESET, RESET),
  "an end in the body over TLS": row(RESET, UNKNOWN, RESET, RESET),
  "an end in a gzip body": row(RESET, UNKNOWN, RESET, RESET),
  "a reset in the body of the last response": row(RESET, UNKNOWN, RESET, RESET),
  "an end in the body of the last response": row(RESET, UNKNOWN, RESET, RESET),
  "a reset between chunks": row(RESET, UNKNOWN, RESET, RESET),
  "an end between chunks": row(RESET, UNKNOWN, RESET, RESET),
  "an end in a chunk": row(RESET, UNKNOWN, RESET, RESET),
  "an end between chunks of the last response": row(isNewUndici ? RESET : "truncated", UNKNOWN, RESET, RESET),

  "a server without TLS": row(TLS, TLS, TLS, UNKNOWN),
  "a TLS version of old": row(TLS, TLS, TLS, UNKNOWN),
  "a certificate that signs itself": row(TLS, TLS, TLS, UNKNOWN),
  "a certificate for another name": row(TLS, TLS, TLS, UNKNOWN),
  "a certificate that has expired": row(TLS, TLS, TLS, UNKNOWN),

  "no HTTP": same(UNKNOWN),
  "a bad header": same(UNKNOWN),
  "a length that is no number": same(UNKNOWN),
  "a chunk without a size": same(UNKNOWN),

  // Deno and Bun wait for what follows; workerd takes it for the response.
  "a status 100 and an end": row(UNKNOWN, RESET, RESET, UNKNOWN),
  "a status 101": same(UNKNOWN),

  "a redirect 301": same("connection_redirect"),
  "a redirect 302": same("connection_redirect"),
  "a redirect 303": same("connection_redirect"),
  "a redirect 307": same("connection_redirect"),
  "a redirect 308": same("connection_redirect"),

  // No host can tell these from a whole response.
  "half a body of unknown length": same("truncated"),
  "a length below that of the body": same("truncated"),

  "gzip that is none": same("bad_encoding"),
  "br that is none": same("bad_encoding"),
  // undici gives what could be decompressed.
  "gzip cut short": row("truncated", "bad_encoding", "bad_encoding", "bad_encoding"),

  "no answer": same("timeout_headers"),
  "a body that stalls": same("timeout_body"),
  "an abort": same("aborted"),
};

const ENDS = ["a reset", "an end"];
const within = (/** @type {string[]} */ ...places) => ENDS.flatMap((end) => places.map((place) => `${end} ${place}`));

/** What a row of the documents is about. @type {Record<string, string[]>} */
export const DOCUMENTED = {
  "The name has no address": ["a name without address"],
  "Nobody listens": ["a port where nobody listens"],
  "A port that fetch forbids": ["a port that fetch forbids"],
  "The connection ends before the response": [...ENDS, ...within("in the headers", "in the TLS handshake")],
  "The connection ends in the body": within("in the body", "in the body of the last response", "between chunks"),
  "No TLS, an old TLS, a wrong certificate": Object.keys(TOLD).filter((cause) =>
    /without TLS|TLS version|certificate/.test(cause),
  ),
  "Something that is not HTTP": ["no HTTP", "a bad header", "a length that is no number", "a chunk without a size"],
  "A redirect": Object.keys(TOLD).filter((cause) => cause.startsWith("a redirect")),
};
