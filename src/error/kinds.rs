//! Where each kind of error is born: its code, what happened, and what to do.

use std::fmt::Display;

use super::{Error, Kind, Vendor};
use crate::body::BadBody;
use crate::failure::{Cause, Facility, Phase, Reason};
use crate::issue::{Fault, Issue, Issues};
use crate::retry;

impl Error {
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
    pub fn connection(reason: Reason, cause: Option<Cause>) -> Self {
        let (code, what, next) = reason.words();
        let known = cause.as_ref().filter(|_| reason == Reason::Unknown).map(Cause::words);
        let what = known.as_deref().unwrap_or(what);
        let mut error = Self::new(Kind::Connection, code, what.into()).advising(next);
        error.0.retryable = retry::after_connection(reason);
        error.0.reason = Some(reason);
        error.0.cause = cause;
        error
    }

    /// The deadline passed.
    #[must_use]
    pub fn timeout(phase: Phase, timeout_ms: u32) -> Self {
        let (code, what, next) = phase.words();
        let mut error =
            Self::new(Kind::Timeout, code, format!("not done within {timeout_ms} ms: {what}")).advising(next);
        error.0.retryable = true;
        error.0.phase = Some(phase);
        error
    }

    /// The caller's signal.
    #[must_use]
    pub fn aborted(cause: Option<Cause>) -> Self {
        let error = Self::new(Kind::Aborted, "aborted", "aborted by the caller's signal".into());
        error.advising("call again if it is still wanted").caused_by(cause)
    }

    /// A status outside 2xx, with the vendor's words where the body is an envelope, else with a piece of the body.
    #[must_use]
    pub fn http(status: u16, vendor: Option<Vendor>, snippet: Option<String>) -> Self {
        let next = match status {
            401 | 403 => "check the credentials and the endpoint",
            404 | 405 => "check the endpoint",
            429 => "send fewer requests, for instance by maxRequestsPerSecond",
            _ if retry::after_status(status) => "try again later",
            _ => "see what the server says",
        };
        let said = vendor.as_ref().map(|vendor| format!(" with {vendor}")).unwrap_or_default();
        let mut error = Self::new(Kind::Http, format!("http_{status}"), format!("HTTP {status}{said}")).advising(next);
        error.0.retryable = retry::after_status(status);
        error.0.http_status = Some(status);
        error.says(vendor).showing(snippet)
    }

    /// A body that is not the envelope at all.
    #[must_use]
    pub fn bad_body(what: BadBody) -> Self {
        let (code, what, next) = what.words();
        Self::new(Kind::Decode, code, what.into()).advising(next)
    }

    /// A value in the body at `path` that cannot be read as `expected` without inventing something.
    #[must_use]
    pub fn unreadable(path: impl Display, expected: &str, got: &str) -> Self {
        let message = format!("cannot read the response at {path}: expected {expected}, got {got}");
        Self::new(Kind::Decode, "unreadable", message).at(path).advising("tell the vendor")
    }

    /// A value in the body at `path` that could be read only by converting it, under `strict`.
    #[must_use]
    pub fn converted(path: impl Display, expected: &str, got: &str) -> Self {
        let message = format!("strict: expected {expected} at {path}, got {got}");
        Self::new(Kind::Decode, "converted", message).at(path).advising("leave strict out to have it converted")
    }

    /// The vendor refused: `status` true with another code than 0.
    #[must_use]
    pub fn business(vendor: Vendor) -> Self {
        Self::refused(Kind::Business, "the platform refused with", vendor).advising("check what was asked for")
    }

    /// The vendor failed: `status` false.
    #[must_use]
    pub fn system(vendor: Vendor) -> Self {
        let next = "check the credentials, the scheme and this machine's clock";
        Self::refused(Kind::System, "the platform reports a system error with", vendor).advising(next)
    }

    fn refused(kind: Kind, what: &str, vendor: Vendor) -> Self {
        let is_decimal = !vendor.code.is_empty() && vendor.code.bytes().all(|byte| byte.is_ascii_digit());
        let code = format!("vendor_{}", if is_decimal { &vendor.code } else { "other" });
        Self::new(kind, code, format!("{what} {vendor}")).says(Some(vendor))
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
