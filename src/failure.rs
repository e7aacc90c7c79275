//! Failures of the way there and back: the host, the connection, the deadline, the caller's signal.

use crate::cause::Cause;
use crate::error::{Error, Kind};
use crate::text::{contains, decimal, fill};

/// A facility of the host that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facility {
    /// A cryptographic random source.
    Random,
    /// `fetch`.
    Fetch,
    /// `setTimeout`.
    Timers,
}

/// Why there is no usable response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The host's name has no address.
    Dns,
    /// Nobody listens.
    Refused,
    /// The connection ended before the response did.
    Reset,
    /// No secure connection.
    Tls,
    /// The server wants the request elsewhere; it is never sent there.
    Redirect,
    /// A page served over https may not call a plain http address.
    MixedContent,
    /// The host knows that it has no network.
    Offline,
    /// The host does not say.
    Unknown,
}

impl Reason {
    /// The reason as the JavaScript surface spells it, the code of its error, and its wording.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Dns => ("dns", "connection_dns", "the name was not found"),
            Self::Refused => ("refused", "connection_refused", "the connection was refused"),
            Self::Reset => ("reset", "connection_reset", "the connection broke"),
            Self::Tls => ("tls", "connection_tls", "no secure connection could be made"),
            Self::Redirect => {
                ("redirect", "connection_redirect", "it answered with a redirect, which is never followed")
            }
            Self::MixedContent => (
                "mixed_content",
                "connection_mixed_content",
                "a page served over https may not call a plain http address; call it from a server",
            ),
            Self::Offline => ("offline", "connection_offline", "this device is offline"),
            Self::Unknown => ("unknown", "connection_unknown", "the host gives no reason"),
        }
    }

    /// What the error that `fetch` gave says of the reason, by the codes and words of Node, Deno, Bun and workerd.
    #[must_use]
    pub fn of(cause: &Cause) -> Self {
        let code = cause.code.as_deref().unwrap_or_default();
        let begins = |starts: &[&str]| starts.iter().any(|start| code.starts_with(start));
        let says = |text| contains(&cause.message, text);
        if begins(&["ENOTFOUND", "EAI_"]) || says("dns error") {
            Self::Dns
        } else if begins(&["ECONNREFUSED", "ConnectionRefused"]) || says("onnection refused") {
            Self::Refused
        } else if begins(&["ECONNRESET", "ECONNABORTED", "ECONNCLOSED", "EPIPE", "UND_ERR_SOCKET", "ConnectionClosed"])
        {
            Self::Reset
        } else if begins(&["CERT_", "ERR_TLS_", "ERR_SSL_", "DEPTH_ZERO_", "SELF_SIGNED_", "UNABLE_TO_", "HOSTNAME_"]) {
            Self::Tls
        } else if says("redirect") || begins(&["UnexpectedRedirect"]) {
            Self::Redirect
        } else {
            cause.cause.as_deref().map_or(Self::Unknown, Self::of)
        }
    }
}

/// How far a call had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing of the response had arrived.
    Headers,
    /// The body was arriving.
    Body,
}

/// Where a call went, for messages.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// The endpoint's host.
    pub host: &'a str,
    /// The method.
    pub action: &'a str,
}

impl Error {
    /// The host lacks a facility.
    #[must_use]
    pub fn environment(missing: Facility) -> Self {
        let (code, message) = match missing {
            Facility::Random => {
                ("no_random", "this host has no cryptographic random source; sign takes a nonce instead")
            }
            Facility::Fetch => ("no_fetch", "this host has no fetch; give one as the option fetch"),
            Facility::Timers => ("no_timers", "this host has no setTimeout, which the deadline of a call needs"),
        };
        Self::new(Kind::Environment, code, message.into())
    }

    /// No usable response.
    #[must_use]
    pub fn connection(reason: Reason, to: Destination<'_>, cause: Option<Cause>) -> Self {
        let (name, code, mut words) = reason.words();
        if reason == Reason::Unknown && cause.is_some() {
            words = "its cause says what is known";
        }
        let message = fill("no usable response from {} for {}: {}", &[to.host, to.action, words]);
        let mut error = Self::new(Kind::Connection, code, message);
        error.details_mut().reason = Some(name);
        error.details_mut().cause = cause;
        error
    }

    /// The deadline passed.
    #[must_use]
    pub fn timeout(phase: Phase, timeout_ms: u32, to: Destination<'_>) -> Self {
        let (name, code, words) = match phase {
            Phase::Headers => ("headers", "timeout_headers", "nothing of the response had arrived"),
            Phase::Body => ("body", "timeout_body", "the response had not arrived whole"),
        };
        let message = fill(
            "no response from {} for {} within {} ms: {}",
            &[to.host, to.action, &decimal(timeout_ms.into()), words],
        );
        let mut error = Self::new(Kind::Timeout, code, message);
        error.details_mut().phase = Some(name);
        error
    }

    /// The caller's signal.
    #[must_use]
    pub fn aborted(to: Destination<'_>, cause: Option<Cause>) -> Self {
        let message = fill("the call to {} for {} was aborted", &[to.host, to.action]);
        let mut error = Self::new(Kind::Aborted, "aborted", message);
        error.details_mut().cause = cause;
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(code: &str, message: &str, cause: Option<Cause>) -> Cause {
        Cause {
            name: "TypeError".into(),
            code: (!code.is_empty()).then(|| code.into()),
            message: message.into(),
            cause: cause.map(Box::new),
        }
    }

    #[test]
    fn the_reason_is_found_behind_the_error_that_says_nothing() {
        for (inner, reason) in [
            (cause("ENOTFOUND", "", None), Reason::Dns),
            (cause("ECONNREFUSED", "", None), Reason::Refused),
            (cause("UND_ERR_SOCKET", "other side closed", None), Reason::Reset),
            (cause("DEPTH_ZERO_SELF_SIGNED_CERT", "", None), Reason::Tls),
            (cause("", "unexpected redirect", None), Reason::Redirect),
            (cause("", "?", None), Reason::Unknown),
        ] {
            assert_eq!(Reason::of(&cause("", "fetch failed", Some(inner))), reason);
        }
    }

    #[test]
    fn messages_name_the_host_and_the_action() {
        let to = Destination { host: "shop.example:8080", action: "a.b" };
        assert_eq!(
            Error::connection(Reason::Refused, to, None).to_string(),
            "no usable response from shop.example:8080 for a.b: the connection was refused"
        );
        assert_eq!(
            Error::connection(Reason::Unknown, to, Some(cause("", "bad port", None))).to_string(),
            "no usable response from shop.example:8080 for a.b: its cause says what is known"
        );
        assert_eq!(
            Error::timeout(Phase::Body, 50, to).to_string(),
            "no response from shop.example:8080 for a.b within 50 ms: the response had not arrived whole"
        );
        assert_eq!(Error::aborted(to, None).to_string(), "the call to shop.example:8080 for a.b was aborted");
    }
}
