//! The one error type. Each kind of error is born in one constructor of kinds.rs, with its code and its wording.

mod kinds;

use std::borrow::Cow;
use std::fmt::Display;

use serde::Serialize;

use crate::failure::{Cause, Destination, Phase, Reason};
use crate::issue::{Issue, Issues};

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
    /// What to do, for the end of the message.
    #[serde(skip)]
    next: &'static str,
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
    retry_after_ms: Option<u32>,
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

    const fn advising(mut self, next: &'static str) -> Self {
        self.0.next = next;
        self
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

    /// The same error, after an attempt that failed with another: what a deadline cut short has that as its cause.
    #[must_use]
    pub fn after(mut self, before: Option<Self>) -> Self {
        if self.0.kind == Kind::Timeout {
            self.0.cause = before.map(|Self(before)| Cause {
                name: "ZvcmsError".into(),
                code: Some(before.code.into()),
                message: before.message,
                cause: before.cause.map(Box::new),
            });
        }
        self
    }

    /// The same error with what is known of the response that it came from: its status and the server's trace id.
    #[must_use]
    pub fn of_response(mut self, status: u16, trace_id: Option<String>) -> Self {
        self.0.http_status = Some(status);
        self.0.trace_id = trace_id;
        self
    }

    /// The same error with how long the server asks to wait.
    #[must_use]
    pub fn asking_to_wait(mut self, retry_after_ms: Option<u32>) -> Self {
        self.0.retry_after_ms = retry_after_ms;
        self
    }

    /// The same error with what was sent: the action, where to, and how often.
    #[must_use]
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

    /// The failure's kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Whether a further attempt of the same call may succeed: the deadline leaves no time for one.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.0.retryable && self.0.kind != Kind::Timeout
    }

    /// How long the server asks to wait.
    #[must_use]
    pub const fn retry_after_ms(&self) -> Option<u32> {
        self.0.retry_after_ms
    }

    /// The vendor's code, where the answer has one.
    #[must_use]
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
