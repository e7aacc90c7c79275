//! The options of a client and of a call.

use crate::arguments::{Argument, Fields};
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::issue::{Fault, Issues};
use crate::request::Sender;
use crate::scheme::Scheme;

const DEFAULT_TIMEOUT_MS: u32 = 10_000;
/// The longest timer that JavaScript knows.
const MAX_TIMEOUT_MS: u64 = 0x7FFF_FFFF;
const DEFAULT_MAX_RETRIES: u32 = 2;

/// How a request is signed; the same for signing and for checking.
#[derive(Debug, Clone)]
pub struct SigningOptions {
    pub scheme: Scheme,
    /// Only read by schemes with a prefix.
    pub endpoint: Endpoint,
}

impl SigningOptions {
    pub const FIELDS: [&'static str; 2] = ["scheme", "endpoint"];
    /// Where the scheme is to be found.
    pub const FIELDS_FOR_FINDING: [&'static str; 1] = ["endpoint"];

    pub fn checked(fields: &Fields, parse: fn(&str) -> Option<Endpoint>, issues: &mut Issues) -> Self {
        Self { scheme: Scheme::checked(fields, issues), endpoint: Endpoint::checked(fields, parse, issues) }
    }
}

/// A client's options, without its functions.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    pub sender: Sender,
    /// The deadline of a call in milliseconds.
    pub timeout_ms: u32,
    /// How often a call that only reads is repeated at most.
    pub max_retries: u32,
    /// How many requests of one action may begin in a second.
    pub max_requests_per_second: Option<u32>,
    /// The vendor's codes that mean "timestamp out of range".
    pub timestamp_error_codes: Vec<String>,
    /// Whether a conversion is an error.
    pub strict: bool,
}

impl ClientOptions {
    pub const FIELDS: [&'static str; 13] = [
        "openId",
        "grantCode",
        "openKey",
        "endpoint",
        "scheme",
        "timeoutMs",
        "maxRetries",
        "maxRequestsPerSecond",
        "timestampErrorCodes",
        "fetch",
        "now",
        "strict",
        "dangerouslyAllowBrowser",
    ];

    /// `in_browser` says whether the code runs where every visitor can read the key.
    pub fn checked(
        fields: &Fields,
        in_browser: bool,
        parse: fn(&str) -> Option<Endpoint>,
        issues: &mut Issues,
    ) -> Option<Self> {
        let is_allowed = fields.flag("dangerouslyAllowBrowser", issues);
        if in_browser && !is_allowed {
            issues.add("dangerouslyAllowBrowser", Fault::Browser);
        }
        let credentials = Credentials::checked(fields, issues);
        let SigningOptions { scheme, endpoint } = SigningOptions::checked(fields, parse, issues);
        let timeout_ms = timeout_ms(fields, issues).unwrap_or(DEFAULT_TIMEOUT_MS);
        let max_retries = max_retries(fields, issues).unwrap_or(DEFAULT_MAX_RETRIES);
        let max_requests_per_second =
            integer(fields, "maxRequestsPerSecond", (1, 1_000), "an integer from 1 to 1000", issues);
        let timestamp_error_codes = timestamp_error_codes(fields, issues);
        let strict = fields.flag("strict", issues);
        fields.function("fetch", issues);
        fields.function("now", issues);
        Some(Self {
            sender: Sender::new(credentials?, scheme, endpoint),
            timeout_ms,
            max_retries,
            max_requests_per_second,
            timestamp_error_codes,
            strict,
        })
    }
}

/// A call's options, without its function and its signal.
#[derive(Debug, Clone, Copy)]
pub struct CallOptions {
    /// The deadline in milliseconds; the client's where it is not given.
    pub timeout_ms: Option<u32>,
    /// How often the call is repeated at most; where it is not given, the client and the action decide.
    pub max_retries: Option<u32>,
}

impl CallOptions {
    pub const FIELDS: [&'static str; 4] = ["signal", "timeoutMs", "maxRetries", "onResponse"];

    /// `is_signal` says whether the field `signal`, if it is given, can be one.
    pub fn checked(fields: &Fields, is_signal: bool, issues: &mut Issues) -> Self {
        if let Some(signal) = fields.get("signal").filter(|_| !is_signal) {
            issues.add("signal", signal.is_not("an AbortSignal"));
        }
        fields.function("onResponse", issues);
        Self { timeout_ms: timeout_ms(fields, issues), max_retries: max_retries(fields, issues) }
    }
}

fn timeout_ms(fields: &Fields, issues: &mut Issues) -> Option<u32> {
    integer(fields, "timeoutMs", (1, MAX_TIMEOUT_MS), "an integer of milliseconds from 1 to 2147483647", issues)
}

fn max_retries(fields: &Fields, issues: &mut Issues) -> Option<u32> {
    integer(fields, "maxRetries", (0, 20), "an integer from 0 to 20", issues)
}

fn integer(fields: &Fields, name: &str, limits: (u64, u64), range: &str, issues: &mut Issues) -> Option<u32> {
    fields.integer(name, limits, range, issues)?.try_into().ok()
}

fn timestamp_error_codes(fields: &Fields, issues: &mut Issues) -> Vec<String> {
    let name = "timestampErrorCodes";
    match fields.get(name) {
        None => {}
        Some(Argument::List(items)) => {
            let codes = items.iter().enumerate();
            let read = |(place, code): (usize, &Argument)| code.required_text(&format!("{name}[{place}]"), issues);
            return codes.filter_map(read).map(|code| code.to_string()).collect();
        }
        Some(other) => issues.add(name, other.is_not("a list of strings")),
    }
    Vec::new()
}
