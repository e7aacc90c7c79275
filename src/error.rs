//! The one error type. Each kind of error is born in one constructor here, with its code and its wording.

use std::borrow::Cow;

use crate::body::BadBody;
use crate::cause::Cause;
use crate::issue::{Fault, Issue, Issues};
use crate::text::{decimal, fill, is_decimal};

/// What sort of failure an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing was sent; the issues name every fault.
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
    /// A defect of ours.
    Internal,
}

impl Kind {
    /// The kind as the JavaScript surface spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidArgument => "invalid_argument",
            Self::Environment => "environment",
            Self::Connection => "connection",
            Self::Timeout => "timeout",
            Self::Aborted => "aborted",
            Self::Http => "http",
            Self::Decode => "decode",
            Self::Business => "business",
            Self::System => "system",
            Self::Internal => "internal",
        }
    }
}

/// The vendor's own words about a failure, the request's secrets masked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vendor {
    /// `code` as sent.
    pub code: String,
    /// `message` as sent.
    pub message: String,
}

/// Any failure of this crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Details {
    pub(crate) kind: Kind,
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: String,
    pub(crate) issues: Vec<Issue>,
    pub(crate) reason: Option<&'static str>,
    pub(crate) phase: Option<&'static str>,
    pub(crate) http_status: Option<u16>,
    pub(crate) vendor: Option<Vendor>,
    pub(crate) trace_id: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) snippet: Option<String>,
    pub(crate) cause: Option<Cause>,
}

impl Error {
    pub(crate) fn new(kind: Kind, code: impl Into<Cow<'static, str>>, message: String) -> Self {
        Self(Box::new(Details {
            kind,
            code: code.into(),
            message,
            issues: Vec::new(),
            reason: None,
            phase: None,
            http_status: None,
            vendor: None,
            trace_id: None,
            path: None,
            snippet: None,
            cause: None,
        }))
    }

    /// Arguments with faults; nothing was sent.
    #[must_use]
    pub fn invalid_argument(issues: Issues) -> Self {
        let mut message = String::from("invalid argument");
        for (index, issue) in issues.as_slice().iter().enumerate() {
            message.push_str(if index == 0 { ": " } else { "; " });
            message.push_str(&issue.path);
            message.push_str(if issue.path.is_empty() { "" } else { " " });
            message.push_str(&issue.message);
        }
        let mut error = Self::new(Kind::InvalidArgument, "invalid_argument", message);
        error.0.issues = issues.0;
        error
    }

    /// A use of a client after `free()`.
    #[must_use]
    pub fn client_freed() -> Self {
        let mut error = Self::invalid_argument(Issues::one("", Fault::ClientFreed));
        error.0.code = Fault::ClientFreed.code().into();
        error
    }

    /// A body that is not the envelope at all.
    #[must_use]
    pub fn bad_body(what: BadBody) -> Self {
        let (code, message) = what.words();
        Self::new(Kind::Decode, code, message.into())
    }

    /// A value in the body at `path` that cannot be read as `expected` without inventing something.
    #[must_use]
    pub fn unreadable(path: &str, expected: &str, got: &str) -> Self {
        Self::at(
            "unreadable",
            path,
            fill("cannot read the response at {}: expected {}, got {}", &[path, expected, got]),
        )
    }

    /// A value in the body at `path` that could be read only by converting it, under `strict`.
    #[must_use]
    pub fn converted(path: &str, expected: &str, got: &str) -> Self {
        Self::at("converted", path, fill("strict: expected {} at {}, got {}", &[expected, path, got]))
    }

    fn at(code: &'static str, path: &str, message: String) -> Self {
        let mut error = Self::new(Kind::Decode, code, message);
        error.0.path = Some(path.into());
        error
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
        let code = fill("vendor_{}", &[if is_decimal(&vendor.code) { &vendor.code } else { "other" }]);
        let message = fill("{} (code {}): {}", &[what, &vendor.code, &vendor.message]);
        let mut error = Self::new(kind, code, message);
        error.0.vendor = Some(vendor);
        error
    }

    /// A status outside 2xx, with the vendor's words where the body is an envelope.
    #[must_use]
    pub fn http(status: u16, vendor: Option<Vendor>) -> Self {
        let digits = decimal(status.into());
        let mut message = fill("the server answered HTTP {}", &[&digits]);
        if let Some(vendor) = &vendor {
            message.push_str(&fill(" (code {}): {}", &[&vendor.code, &vendor.message]));
        }
        let mut error = Self::new(Kind::Http, fill("http_{}", &[&digits]), message);
        error.0.vendor = vendor;
        error
    }

    /// The same error with what is known of the answer that it came from: its status, the server's trace id, and a masked
    /// piece of its body.
    #[must_use]
    pub fn of_response(mut self, status: u16, trace_id: Option<String>, snippet: Option<String>) -> Self {
        self.0.http_status = Some(status);
        self.0.trace_id = trace_id;
        self.0.snippet = snippet;
        self
    }

    /// The failure's kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The failure's stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// What is wrong with the arguments; empty for every other kind.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.0.issues
    }

    /// Where in the body; only for [`Kind::Decode`].
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// At most 200 masked characters of the body.
    #[must_use]
    pub fn snippet(&self) -> Option<&str> {
        self.0.snippet.as_deref()
    }

    /// The vendor's own words.
    #[must_use]
    pub const fn vendor(&self) -> Option<&Vendor> {
        self.0.vendor.as_ref()
    }

    /// The server's trace id.
    #[must_use]
    pub fn trace_id(&self) -> Option<&str> {
        self.0.trace_id.as_deref()
    }

    pub(crate) fn details_mut(&mut self) -> &mut Details {
        &mut self.0
    }

    pub(crate) fn details(&self) -> &Details {
        &self.0
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_argument_names_every_fault_in_its_message() {
        let mut issues = Issues::one("mobile", Fault::Required);
        issues.add("", Fault::WrongType { expected: "an object", got: "null" });
        let error = Error::invalid_argument(issues);
        assert_eq!(error.to_string(), "invalid argument: mobile is required; must be an object, not null");
    }

    #[test]
    fn a_vendor_code_of_digits_becomes_part_of_the_code() {
        let vendor = |code: &str| Vendor { code: code.into(), message: "说明".into() };
        assert_eq!(Error::business(vendor("4001")).code(), "vendor_4001");
        assert_eq!(Error::system(vendor("E-1")).code(), "vendor_other");
        assert_eq!(Error::business(vendor("")).code(), "vendor_other");
    }
}
