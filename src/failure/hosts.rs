//! How the hosts' own `fetch` says what went wrong: Node, Deno, Bun and workerd.

use super::Reason;

/// How the codes begin: those of libuv, OpenSSL and undici, which Bun shares, and Bun's own.
pub(super) const CODES: [(Reason, &[&str]); 5] = [
    (Reason::Dns, &["ENOTFOUND", "EAI_"]),
    (Reason::Refused, &["ECONNREFUSED"]),
    (
        Reason::Reset,
        &[
            "ECONNRESET",
            "ECONNABORTED",
            "EPIPE",
            "UND_ERR_SOCKET",
            "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
            "HPE_INVALID_EOF_STATE",
            "ConnectionClosed",
        ],
    ),
    (
        Reason::Tls,
        &[
            "EPROTO",
            "ERR_TLS_",
            "ERR_SSL_",
            "CERT_",
            "CRL_",
            "DEPTH_ZERO_",
            "ERROR_IN_C",
            "HOSTNAME_MISMATCH",
            "INVALID_CA",
            "INVALID_PURPOSE",
            "PATH_LENGTH_EXCEEDED",
            "SELF_SIGNED_",
            "UNABLE_TO_",
        ],
    ),
    (Reason::Redirect, &["UnexpectedRedirect"]),
];

/// What is said without a code. Messages quote URLs, so each phrase has a space, which a URL has not.
/// The numbers are those of Windows, whose words depend on its language.
pub(super) const WORDS: [(Reason, &[&str]); 5] = [
    (Reason::Dns, &[": dns error: "]),
    (Reason::Refused, &["onnection refused", "(os error 10061)"]),
    (
        Reason::Reset,
        &[
            "Connection reset by peer",
            "Broken pipe (os error",
            "(os error 10053)",
            "(os error 10054)",
            "connection closed before message completed",
            ": tls handshake eof",
            "(Invalid EOF state)",
        ],
    ),
    (Reason::Tls, &[": invalid peer certificate: ", ": received fatal alert: ", ": received corrupt message of type "]),
    (Reason::Redirect, &["unexpected redirect", "redirect while redirect mode is set to 'error'"]),
];

/// The codes of Node and Bun for a body that is not compressed as it should be.
pub(super) const ENCODING_CODES: [&str; 8] = [
    "Z_DATA_ERROR",
    "Z_BUF_ERROR",
    "ERR_BROTLI",
    "ERR__ERROR_FORMAT",
    "ZSTD_error_",
    "ZlibError",
    "BrotliDecompressionError",
    "ZstdDecompressionError",
];

/// The words of Deno and workerd for the same.
pub(super) const ENCODING_WORDS: [&str; 5] = [
    "Invalid gzip header",
    "unexpected end of file",
    "brotli error",
    " decompression failed.",
    " compressed stream ended prematurely.",
];
