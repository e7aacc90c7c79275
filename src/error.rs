//! The one error type. Each kind of error is born in one constructor here, with its code and its wording.

use std::borrow::Cow;
use std::fmt::Display;

use serde::Serialize;

use crate::body::BadBody;
use crate::failure::{Cause, Destination, Facility, Phase, Reason};
use crate::issue::{Fault, Issue, Issues};
use crate::retry;

/// What sort of failure an [`Error`] is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Nothing was sent; the issues name every fault.
    #[default]
    InvalidArgument,
    /// This host lacks a facility.
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
    /// `code` as sent.
    pub code: String,
    /// `message` as sent.
    pub message: String,
}

/// Any failure of this crate. Serialized it is the object that `ZvcmsError` is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Error(Box<Details>);

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Details {
    kind: Kind,
    code: Cow<'static, str>,
    message: String,
    retryable: bool,
    attempts: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issues: Option<Vec<Issue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<Phase>,
    #[serde(skip_serializing_if = "Option::is_none")]
    http_status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<Cause>,
}

impl Error {
    fn new(kind: Kind, code: impl Into<Cow<'static, str>>, message: String) -> Self {
        Self(Box::new(Details { kind, code: code.into(), message, ..Details::default() }))
    }

    /// Arguments with faults; nothing was sent.
    #[must_use]
    pub fn invalid_argument(issues: Issues) -> Self {
        let faults: Vec<_> = issues.as_slice().iter().map(Issue::to_string).collect();
        let message = format!("invalid argument: {}", faults.join("; "));
        let mut error = Self::new(Kind::InvalidArgument, "invalid_argument", message);
        error.0.issues = Some(issues.0);
        error
    }

    /// A use of a client after `free()`.
    #[must_use]
    pub fn client_freed() -> Self {
        let mut error = Self::invalid_argument(Issues::one("", Fault::ClientFreed));
        error.0.code = Fault::ClientFreed.code().into();
        error
    }

    /// The host lacks a facility.
    #[must_use]
    pub fn environment(missing: Facility) -> Self {
        let (code, message) = missing.words();
        Self::new(Kind::Environment, code, message.into())
    }

    /// No usable response.
    #[must_use]
    pub fn connection(reason: Reason, to: Destination<'_>, cause: Option<Cause>) -> Self {
        let (code, words) = reason.words();
        let known = cause.as_ref().filter(|_| reason == Reason::Unknown).map(Cause::words);
        let words = known.as_deref().unwrap_or(words);
        let message = format!("no usable response from {} for {}: {words}", to.host, to.action);
        let mut error = Self::new(Kind::Connection, code, message);
        error.0.retryable = retry::after_connection(reason);
        error.0.reason = Some(reason);
        error.0.cause = cause;
        error
    }

    /// The deadline passed.
    #[must_use]
    pub fn timeout(phase: Phase, timeout_ms: u32, to: Destination<'_>) -> Self {
        let (code, words) = phase.words();
        let message = format!("no response from {} for {} within {timeout_ms} ms: {words}", to.host, to.action);
        let mut error = Self::new(Kind::Timeout, code, message);
        error.0.retryable = true;
        error.0.phase = Some(phase);
        error
    }

    /// The caller's signal.
    #[must_use]
    pub fn aborted(to: Destination<'_>, cause: Option<Cause>) -> Self {
        let message = format!("the call to {} for {} was aborted", to.host, to.action);
        let mut error = Self::new(Kind::Aborted, "aborted", message);
        error.0.cause = cause;
        error
    }

    /// A status outside 2xx, with the vendor's words where the body is an envelope, else with a piece of the body.
    #[must_use]
    pub fn http(status: u16, from: Destination<'_>, vendor: Option<Vendor>, snippet: Option<String>) -> Self {
        let mut message = format!("{} answered HTTP {status} for {}", from.host, from.action);
        if let Some(vendor) = &vendor {
            message = format!("{message} (code {}): {}", vendor.code, vendor.message);
        }
        let mut error = Self::new(Kind::Http, format!("http_{status}"), message);
        error.0.retryable = retry::after_status(status);
        error.0.http_status = Some(status);
        error.says(vendor).showing(snippet)
    }

    /// A body that is not the envelope at all.
    #[must_use]
    pub fn bad_body(what: BadBody) -> Self {
        let (code, message) = what.words();
        Self::new(Kind::Decode, code, message.into())
    }

    /// A value in the body at `path` that cannot be read as `expected` without inventing something.
    #[must_use]
    pub fn unreadable(path: impl Display, expected: &str, got: &str) -> Self {
        let message = format!("cannot read the response at {path}: expected {expected}, got {got}");
        Self::new(Kind::Decode, "unreadable", message).at(path)
    }

    /// A value in the body at `path` that could be read only by converting it, under `strict`.
    #[must_use]
    pub fn converted(path: impl Display, expected: &str, got: &str) -> Self {
        Self::new(Kind::Decode, "converted", format!("strict: expected {expected} at {path}, got {got}")).at(path)
    }

    /// The vendor refused: `status` true with another code than 0.
    #[must_use]
    pub fn business(vendor: Vendor) -> Self {
        Self::refused(Kind::Business, "the platform refused", vendor)
    }

    /// The vendor failed: `status` false.
    #[must_use]
    pub fn system(vendor: Vendor) -> Self {
        Self::refused(Kind::System, "the platform reports a system error", vendor)
    }

    fn refused(kind: Kind, what: &str, vendor: Vendor) -> Self {
        let is_decimal = !vendor.code.is_empty() && vendor.code.bytes().all(|byte| byte.is_ascii_digit());
        let code = format!("vendor_{}", if is_decimal { &vendor.code } else { "other" });
        let message = format!("{what} (code {}): {}", vendor.code, vendor.message);
        Self::new(kind, code, message).says(Some(vendor))
    }

    fn says(mut self, vendor: Option<Vendor>) -> Self {
        let (code, message) = vendor.map(|vendor| (vendor.code, vendor.message)).unzip();
        (self.0.vendor_code, self.0.vendor_message) = (code, message);
        self
    }

    fn at(mut self, path: impl Display) -> Self {
        self.0.path = Some(path.to_string());
        self
    }

    /// The same error with a masked piece of the body.
    #[must_use]
    pub fn showing(mut self, snippet: Option<String>) -> Self {
        self.0.snippet = snippet;
        self
    }

    /// The same error with what was behind it.
    #[must_use]
    pub fn caused_by(mut self, cause: Option<Cause>) -> Self {
        self.0.cause = cause;
        self
    }

    /// The same error with what is known of the response that it came from: its status and the server's trace id.
    #[must_use]
    pub fn of_response(mut self, status: u16, trace_id: Option<String>) -> Self {
        self.0.http_status = Some(status);
        self.0.trace_id = trace_id;
        self
    }

    /// The same error with what was sent: the action, and how often.
    #[must_use]
    pub fn of_call(mut self, action: &str, attempts: u32) -> Self {
        self.0.action = Some(action.into());
        self.0.attempts = attempts;
        self
    }

    /// The failure's kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Whether the same call, made anew, may succeed later.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        self.0.retryable
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

impl Issues {
    /// What was read, if no fault was found on the way.
    ///
    /// # Errors
    /// The faults.
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

    const TO: Destination<'_> = Destination { host: "shop.example:8080", action: "a.b" };

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
    fn messages_name_the_host_and_the_action() {
        let bad_port = Cause { name: "Error".into(), message: "bad port".into(), ..Cause::default() };
        for (error, message) in [
            (
                Error::connection(Reason::Refused, TO, Some(bad_port.clone())),
                "no usable response from shop.example:8080 for a.b: the connection was refused",
            ),
            (
                Error::connection(Reason::Unknown, TO, Some(bad_port)),
                "no usable response from shop.example:8080 for a.b: bad port",
            ),
            (
                Error::timeout(Phase::Body, 50, TO),
                "no response from shop.example:8080 for a.b within 50 ms: the response had not arrived whole",
            ),
            (Error::aborted(TO, None), "the call to shop.example:8080 for a.b was aborted"),
            (Error::http(502, TO, None, None), "shop.example:8080 answered HTTP 502 for a.b"),
        ] {
            assert_eq!(error.to_string(), message);
        }
    }
}
