//! What can fail on the way there and back: the host, the connection, the deadline; and the host's errors behind it.

mod hosts;

use serde::Serialize;

use self::hosts::{CODES, ENCODING_CODES, ENCODING_WORDS, WORDS};
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

impl HostFeature {
    /// The code of its error, and its wording.
    pub(crate) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Random => (
                "no_random",
                "this host has no cryptographic random source; give sign a nonce, or run on Node 19 or later",
            ),
            Self::Fetch => ("no_fetch", "this host has no fetch; give one as the option fetch"),
            Self::Timers => {
                ("no_timers", "this host has no setTimeout, which the deadline of a call needs; call from another host")
            }
            Self::Response => (
                "no_response",
                "fetch gave no response: it must give an object with a status from 200 to 599 and with body, \
                 arrayBuffer, text or json",
            ),
        }
    }
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
    Unknown,
}

impl Reason {
    /// The code of its error, what happened, and what to do.
    pub(crate) const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Dns => ("connection_dns", "the name was not found", "check the endpoint and the name server"),
            Self::Refused => (
                "connection_refused",
                "the connection was refused",
                "check the endpoint, and whether a server listens there",
            ),
            Self::Reset => ("connection_reset", "the connection broke", "try again"),
            Self::Tls => (
                "connection_tls",
                "no secure connection could be made",
                "check the endpoint and the server's certificate",
            ),
            Self::Redirect => (
                "connection_redirect",
                "the answer is a redirect, which is never followed",
                "give the final address as the endpoint",
            ),
            Self::MixedContent => (
                "connection_mixed_content",
                "a page served over https may not call a plain http address",
                "call it from a server",
            ),
            Self::Offline => ("connection_offline", "this device is offline", "try again when it is connected"),
            Self::Unknown => ("connection_unknown", "the host gives no reason", "check the endpoint, and try again"),
        }
    }

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

impl Phase {
    /// The code of a timeout in it, what happened, and what to do.
    pub(crate) const fn words(self) -> (&'static str, &'static str, &'static str) {
        let longer = "try again, or give a longer timeoutMs";
        match self {
            Self::Headers => ("timeout_headers", "nothing of the response had arrived", longer),
            Self::Body => ("timeout_body", "the response had not arrived whole", longer),
            Self::Waiting => (
                "timeout_waiting",
                "the request was waiting for its turn",
                "send fewer requests, or give a longer timeoutMs",
            ),
        }
    }
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Box<Self>>,
}

impl Cause {
    pub fn masked(self, secrets: &Secrets) -> Self {
        Self {
            name: secrets.mask(&self.name),
            code: self.code.map(|code| secrets.mask(&code)),
            message: secrets.mask(&self.message),
            cause: self.cause.map(|cause| Box::new(cause.masked(secrets))),
        }
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
