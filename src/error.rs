//! The one error type. Each kind of error is made by one function, with its code and what to do.

use std::borrow::Cow;
use std::fmt::Display;

use serde::Serialize;

use crate::body::BadBody;
use crate::failure::{Cause, Destination, HostFeature, Phase, Reason};
use crate::issue::{Fault, Issue, Issues};
use crate::retry;

/// What sort of failure an [`Error`] is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Nothing was sent; the issues name every fault.
    #[default]
    InvalidArgument,
    /// This host lacks a feature.
    Environment,
    /// No usable response, or a transfer that broke.
    Connection,
    /// The deadline passed.
    Timeout,
    /// The caller's signal.
    Aborted,
    /// Not 2xx.
    Http,
    /// Not the envelope, or a field that cannot be read.
    Decode,
    /// `status` true, `code` not 0.
    Business,
    /// `status` false.
    System,
}

/// The vendor's own words about a failure, the request's secrets masked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vendor {
    pub code: String,
    pub message: String,
}

/// Any failure of this crate. Serialized it is the object that `ZvcmsError` is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Error(pub(crate) Box<Details>);

/// What an error has. A field that is None is no field of `ZvcmsError`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Details {
    kind: Kind,
    code: Cow<'static, str>,
    message: String,
    /// What to do, for the end of the message.
    #[serde(skip)]
    next: &'static str,
    retryable: bool,
    attempts: u32,
    action: Option<String>,
    issues: Option<Vec<Issue>>,
    reason: Option<Reason>,
    phase: Option<Phase>,
    pub(crate) http_status: Option<u16>,
    pub(crate) retry_after_ms: Option<u32>,
    vendor_code: Option<String>,
    vendor_message: Option<String>,
    pub(crate) trace_id: Option<String>,
    path: Option<String>,
    /// A masked piece of the body.
    pub(crate) snippet: Option<String>,
    pub(crate) cause: Option<Cause>,
}

impl Error {
    fn new(kind: Kind, code: impl Into<Cow<'static, str>>, message: String, next: &'static str) -> Self {
        Self(Box::new(Details { kind, code: code.into(), message, next, ..Details::default() }))
    }

    /// Arguments with faults; nothing was sent.
    pub fn invalid_argument(issues: Issues) -> Self {
        let faults: Vec<_> = issues.as_slice().iter().map(Issue::to_string).collect();
        let message = format!("invalid argument: {}", faults.join("; "));
        let mut error = Self::new(Kind::InvalidArgument, "invalid_argument", message, "");
        error.0.issues = Some(issues.0);
        error
    }

    /// A use of a client after `free()`.
    pub fn client_freed() -> Self {
        let mut error = Self::invalid_argument(Issues::one("", Fault::ClientFreed));
        error.0.code = Fault::ClientFreed.words().0.into();
        error
    }

    /// The host lacks a feature.
    pub fn environment(missing: HostFeature) -> Self {
        let (code, message) = missing.words();
        Self::new(Kind::Environment, code, message.into(), "")
    }

    /// No usable response.
    pub fn connection(reason: Reason, cause: Option<Cause>) -> Self {
        let (code, what, next) = reason.words();
        let known = cause.as_ref().filter(|_| reason == Reason::Unknown).map(Cause::words);
        let mut error = Self::new(Kind::Connection, code, known.unwrap_or_else(|| what.into()), next);
        error.0.retryable = retry::after_connection(reason);
        error.0.reason = Some(reason);
        error.0.cause = cause;
        error
    }

    /// The deadline passed.
    pub fn timeout(phase: Phase, timeout_ms: u32) -> Self {
        let (code, what, next) = phase.words();
        let mut error = Self::new(Kind::Timeout, code, format!("not done within {timeout_ms} ms: {what}"), next);
        error.0.retryable = true;
        error.0.phase = Some(phase);
        error
    }

    /// The caller's signal.
    pub fn aborted(cause: Option<Cause>) -> Self {
        let next = "call again if it is still wanted";
        let mut error = Self::new(Kind::Aborted, "aborted", "aborted by the caller's signal".into(), next);
        error.0.cause = cause;
        error
    }

    /// A status outside 2xx, with the vendor's words where the body is an envelope, else with a piece of the body.
    pub fn http(status: u16, vendor: Option<Vendor>, snippet: Option<String>) -> Self {
        let next = match status {
            401 | 403 => "check the credentials and the endpoint",
            404 | 405 => "check the endpoint",
            429 => "send fewer requests, for instance by maxRequestsPerSecond",
            _ if retry::after_status(status) => "try again later",
            _ => "see what the server says",
        };
        let said = vendor.as_ref().map(|vendor| format!(" with {vendor}")).unwrap_or_default();
        let mut error = Self::new(Kind::Http, format!("http_{status}"), format!("HTTP {status}{said}"), next);
        error.0.retryable = retry::after_status(status);
        error.0.http_status = Some(status);
        (error.0.vendor_code, error.0.vendor_message) = vendor.map(|it| (it.code, it.message)).unzip();
        error.0.snippet = snippet;
        error
    }

    /// A status that an interceptor of the caller's made an error of. It has decided: it is not asked again.
    pub fn intercepted(status: u16, cause: Option<Cause>) -> Self {
        let mut error = Self::http(status, None, None);
        error.0.retryable = false;
        error.0.cause = cause;
        error
    }

    /// A body that is not the envelope at all.
    pub fn bad_body(what: BadBody) -> Self {
        let (code, what, next) = what.words();
        Self::new(Kind::Decode, code, what.into(), next)
    }

    /// A value in the body at `path` that cannot be read as `expected` without inventing something.
    pub fn unreadable(path: impl Display, expected: &str, got: &str) -> Self {
        let message = format!("cannot read the response at {path}: expected {expected}, got {got}");
        let mut error = Self::new(Kind::Decode, "unreadable", message, "tell the vendor");
        error.0.path = Some(path.to_string());
        error
    }

    /// A value in the body at `path` that could be read only by converting it, under `strict`.
    pub fn converted(path: impl Display, expected: &str, got: &str) -> Self {
        let message = format!("strict: expected {expected} at {path}, got {got}");
        let mut error = Self::new(Kind::Decode, "converted", message, "leave strict out to have it converted");
        error.0.path = Some(path.to_string());
        error
    }

    /// The vendor refused: `status` true with a code other than 0.
    pub fn business(vendor: Vendor) -> Self {
        Self::refused(Kind::Business, "the platform refused with", vendor, "check what was asked for")
    }

    /// The vendor failed: `status` false.
    pub fn system(vendor: Vendor) -> Self {
        let next = "check the credentials, the scheme and this machine's clock";
        Self::refused(Kind::System, "the platform reports a system error with", vendor, next)
    }

    fn refused(kind: Kind, what: &str, vendor: Vendor, next: &'static str) -> Self {
        let is_decimal = !vendor.code.is_empty() && vendor.code.bytes().all(|byte| byte.is_ascii_digit());
        let code = format!("vendor_{}", if is_decimal { &vendor.code } else { "other" });
        let mut error = Self::new(kind, code, format!("{what} {vendor}"), next);
        (error.0.vendor_code, error.0.vendor_message) = (Some(vendor.code), Some(vendor.message));
        error
    }

    /// The same error, after an attempt that failed with another: what a deadline cut short has that as its cause.
    pub fn after(mut self, before: Option<Self>) -> Self {
        if self.0.kind == Kind::Timeout {
            self.0.cause = before.map(|Self(before)| Cause {
                name: "ZvcmsError".into(),
                code: Some(before.code.into()),
                message: before.message,
                http_status: None,
                cause: before.cause.map(Box::new),
            });
        }
        self
    }

    /// The same error with what was sent: the action, where to, and how often.
    pub fn of_call(mut self, Destination { action, host }: Destination<'_>, attempts: u32) -> Self {
        if self.0.kind != Kind::InvalidArgument {
            let count = if attempts > 1 { format!(" ({attempts} attempts)") } else { String::new() };
            let end = if self.0.next.is_empty() { "" } else { "; " };
            self.0.message = format!("{action} at {host}{count}: {}{end}{}", self.0.message, self.0.next);
        }
        self.0.action = Some(action.into());
        self.0.attempts = attempts;
        self
    }

    pub const fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Whether a further attempt of the same call may succeed: the deadline leaves no time for one.
    pub fn is_transient(&self) -> bool {
        self.0.retryable && self.0.kind != Kind::Timeout
    }

    /// The vendor's code, where the response has one.
    pub fn vendor_code(&self) -> Option<&str> {
        self.0.vendor_code.as_deref()
    }
}

impl Display for Vendor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "code {}", self.code)?;
        if self.message.is_empty() { Ok(()) } else { write!(formatter, " ({})", self.message) }
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

impl Issues {
    /// What was read, if no fault was found on the way.
    pub fn none_in<T>(self, read: Option<T>) -> Result<T, Error> {
        match read {
            Some(read) if self.0.is_empty() => Ok(read),
            _ => Err(Error::invalid_argument(self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Destination;

    fn code(error: &Error) -> String {
        serde_json::to_value(error).expect("JSON")["code"].as_str().expect("text").into()
    }

    #[test]
    fn an_invalid_argument_names_every_fault_in_its_message() {
        let mut issues = Issues::one("mobile", Fault::Required);
        issues.add_whole("params", Fault::WrongType { expected: "an object", got: "null" });
        let error = Error::invalid_argument(issues);
        assert_eq!(error.to_string(), "invalid argument: mobile is required; params must be an object, not null");
    }

    #[test]
    fn a_vendor_code_of_digits_becomes_part_of_the_code() {
        let vendor = |code: &str| Vendor { code: code.into(), message: "说明".into() };
        assert_eq!(code(&Error::business(vendor("4001"))), "vendor_4001");
        assert_eq!(code(&Error::system(vendor("E-1"))), "vendor_other");
        assert_eq!(code(&Error::business(vendor(""))), "vendor_other");
    }

    #[test]
    fn messages_say_which_call_failed_how_and_what_to_do() {
        let bad_port = || Some(Cause { name: "Error".into(), message: "bad port".into(), ..Cause::default() });
        let vendor = || Vendor { code: "7".into(), message: "no".into() };
        for (error, what, next) in [
            (
                Error::connection(Reason::Refused, bad_port()),
                "the connection was refused",
                "check the endpoint, and whether a server listens there",
            ),
            (Error::connection(Reason::Unknown, bad_port()), "bad port", "check the endpoint, and try again"),
            (
                Error::timeout(Phase::Body, 50),
                "not done within 50 ms: the response had not arrived whole",
                "try again, or give a longer timeoutMs",
            ),
            (Error::aborted(None), "aborted by the caller's signal", "call again if it is still wanted"),
            (Error::http(502, None, None), "HTTP 502", "try again later"),
            (
                Error::http(403, Some(vendor()), None),
                "HTTP 403 with code 7 (no)",
                "check the credentials and the endpoint",
            ),
            (Error::business(vendor()), "the platform refused with code 7 (no)", "check what was asked for"),
        ] {
            let to = Destination { host: "shop.example:8080", action: "a.b" };
            assert_eq!(error.to_string(), what);
            let once = error.clone().of_call(to, 1).to_string();
            assert_eq!(once, format!("a.b at shop.example:8080: {what}; {next}"));
            let thrice = error.of_call(to, 3).to_string();
            assert_eq!(thrice, format!("a.b at shop.example:8080 (3 attempts): {what}; {next}"));
        }
    }
}
