//! What can fail on the way there and back: the host, the connection, the deadline; and the host's errors behind it.

use serde::Serialize;

use crate::redact::Secrets;

/// What the host lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostFeature {
    Random,
    Fetch,
    Timers,
    /// `fetch` gave something else.
    Response,
}

/// Why there is no usable response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Dns,
    Refused,
    /// The connection ended before the response did.
    Reset,
    Tls,
    /// The server wants the request elsewhere; it is never sent there.
    Redirect,
    MixedContent,
    Offline,
    /// A port, a domain or a permission that the host withholds.
    Forbidden,
    Unknown,
}

impl Reason {
    /// The reason by the codes and words of Node, Deno, Bun and workerd.
    pub fn of(cause: &Cause) -> Self {
        let behind = || cause.cause.as_deref().map_or(Self::Unknown, Self::of);
        Self::by_code(cause).or_else(|| Self::by_words(cause)).unwrap_or_else(behind)
    }

    /// Why a body broke off. Only there is workerd's lost connection one: it says the same of a refused connection.
    pub fn of_body(cause: &Cause) -> Self {
        match Self::of(cause) {
            Self::Unknown if cause.message == "Network connection lost." => Self::Reset,
            reason => reason,
        }
    }

    fn by_code(cause: &Cause) -> Option<Self> {
        let code = cause.code.as_deref()?;
        let (reason, _) = CODES.iter().find(|(_, starts)| starts.iter().any(|start| code.starts_with(start)))?;
        // undici has one code for a connection that ended and for an answer that it did not expect.
        let is_answer = code == "UND_ERR_SOCKET" && cause.message.starts_with("bad ");
        (!is_answer).then_some(*reason)
    }

    fn by_words(cause: &Cause) -> Option<Self> {
        let says = |phrase: &&str| cause.message.contains(phrase);
        WORDS.iter().find(|(_, phrases)| phrases.iter().any(says)).map(|(reason, _)| *reason)
    }
}

/// How far a call had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing of the response had arrived.
    Headers,
    Body,
    /// The next attempt was not sent yet.
    Waiting,
}

/// Where a call went, for messages.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    pub host: &'a str,
    pub action: &'a str,
}

/// An error of the host's behind ours, with the error behind it in turn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cause {
    pub name: String,
    /// Such as `ECONNREFUSED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    pub message: String,
    /// Of an answer that an interceptor of undici's made an error of.
    #[serde(skip)]
    pub http_status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Box<Self>>,
}

impl Cause {
    pub fn masked(self, secrets: &Secrets) -> Self {
        Self {
            name: secrets.mask(&self.name),
            code: self.code.map(|code| secrets.mask(&code)),
            message: secrets.mask(&self.message),
            http_status: self.http_status,
            cause: self.cause.map(|cause| Box::new(cause.masked(secrets))),
        }
    }

    /// The status of the answer, if there was one.
    pub fn answered(&self) -> Option<u16> {
        self.http_status.or_else(|| self.cause.as_ref().and_then(|cause| cause.answered()))
    }

    /// Whether a body could not be decoded as its Content-Encoding says.
    pub fn is_bad_encoding(&self) -> bool {
        let begins = |code: &str| ENCODING_CODES.iter().any(|start| code.starts_with(start));
        self.code.as_deref().is_some_and(begins)
            || ENCODING_WORDS.iter().any(|words| self.message.ends_with(words))
            || self.cause.as_ref().is_some_and(|cause| cause.is_bad_encoding())
    }

    /// The messages of all, the outermost first.
    pub(crate) fn words(&self) -> String {
        let own = if self.message.is_empty() { &self.name } else { &self.message };
        self.cause.as_ref().map_or_else(|| own.clone(), |cause| format!("{own}: {}", cause.words()))
    }
}

/// How the codes begin: those of libuv, OpenSSL and undici, which Bun shares, and Bun's own.
const CODES: [(Reason, &[&str]); 6] = [
    (Reason::Forbidden, &["ERR_ACCESS_DENIED"]),
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
const WORDS: [(Reason, &[&str]); 6] = [
    (Reason::Forbidden, &["bad port", "Requests to port ", "Requires net access to "]),
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
const ENCODING_CODES: [&str; 8] = [
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
const ENCODING_WORDS: [&str; 5] = [
    "Invalid gzip header",
    "unexpected end of file",
    "brotli error",
    " decompression failed.",
    " compressed stream ended prematurely.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_all_causes_stand_behind_one_another() {
        let nameless = Cause { name: "TypeError".into(), ..Cause::default() };
        let outer = Cause { message: "fetch failed".into(), cause: Some(Box::new(nameless)), ..Cause::default() };
        assert_eq!(outer.words(), "fetch failed: TypeError");
    }
}
