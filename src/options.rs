//! The options of a client and of a call.

use crate::argument::{Fields, Kind, Value, required_text, wrong_type};
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::issue::{Fault, Issues};
use crate::request::Sender;
use crate::scheme::Scheme;

/// The deadline of a call in milliseconds, where none is given.
const DEFAULT_TIMEOUT_MS: u32 = 10_000;
/// The longest timer that JavaScript knows.
const MAX_TIMEOUT_MS: u64 = 0x7FFF_FFFF;
/// How often a call that only reads is repeated at most, where nothing else is given.
const DEFAULT_MAX_RETRIES: u32 = 2;

/// How a request is signed; the same for signing and for checking.
#[derive(Debug, Clone)]
pub struct SigningOptions {
    /// How the string to sign is made.
    pub scheme: Scheme,
    /// Where the request goes; only read by schemes with a prefix.
    pub endpoint: Endpoint,
}

impl SigningOptions {
    /// The names of the options for signing and verifying.
    pub const FIELDS: [&'static str; 2] = ["scheme", "endpoint"];
    /// The names of the options for finding a scheme.
    pub const FIELDS_FOR_FINDING: [&'static str; 1] = ["endpoint"];

    /// Checks the options.
    pub fn checked<V: Value>(fields: &Fields<V>, issues: &mut Issues) -> Self {
        Self { scheme: Scheme::checked(fields, issues), endpoint: Endpoint::checked(fields, issues) }
    }
}

/// A client's options, but for its functions.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Who sends, how signed, where to.
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
    /// The names of the options.
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

    /// Checks the options. `in_browser` says whether the code runs where every visitor can read the key.
    pub fn checked<V: Value>(fields: &Fields<V>, in_browser: bool, issues: &mut Issues) -> Option<Self> {
        let is_allowed = fields.flag("dangerouslyAllowBrowser", issues);
        if in_browser && !is_allowed {
            issues.add("dangerouslyAllowBrowser", Fault::Browser);
        }
        let credentials = Credentials::checked(fields, issues);
        let scheme = Scheme::checked(fields, issues);
        let endpoint = Endpoint::checked(fields, issues);
        let timeout_ms = timeout_ms(fields, issues).unwrap_or(DEFAULT_TIMEOUT_MS);
        let max_retries = max_retries(fields, issues).unwrap_or(DEFAULT_MAX_RETRIES);
        let max_requests_per_second = max_requests_per_second(fields, issues);
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

/// A call's options, but for its function and its signal.
#[derive(Debug, Clone, Copy)]
pub struct CallOptions {
    /// The deadline in milliseconds; the client's where it is not given.
    pub timeout_ms: Option<u32>,
    /// How often the call is repeated at most; where it is not given, that is for the client and the action to say.
    pub max_retries: Option<u32>,
}

impl CallOptions {
    /// The names of the options.
    pub const FIELDS: [&'static str; 4] = ["signal", "timeoutMs", "maxRetries", "onResponse"];

    /// Checks the options. `is_signal` says whether a value can be the signal.
    pub fn checked<V: Value>(fields: &Fields<V>, is_signal: impl Fn(&V) -> bool, issues: &mut Issues) -> Self {
        if let Some(signal) = fields.get("signal").filter(|signal| !is_signal(signal)) {
            issues.add("signal", wrong_type(Some(signal), "an AbortSignal"));
        }
        fields.function("onResponse", issues);
        Self { timeout_ms: timeout_ms(fields, issues), max_retries: max_retries(fields, issues) }
    }
}

fn timeout_ms<V: Value>(fields: &Fields<V>, issues: &mut Issues) -> Option<u32> {
    integer(fields, "timeoutMs", (1, MAX_TIMEOUT_MS), "an integer of milliseconds from 1 to 2147483647", issues)
}

fn max_retries<V: Value>(fields: &Fields<V>, issues: &mut Issues) -> Option<u32> {
    integer(fields, "maxRetries", (0, 20), "an integer from 0 to 20", issues)
}

fn max_requests_per_second<V: Value>(fields: &Fields<V>, issues: &mut Issues) -> Option<u32> {
    integer(fields, "maxRequestsPerSecond", (1, 1_000), "an integer from 1 to 1000", issues)
}

fn integer<V: Value>(
    fields: &Fields<V>,
    name: &str,
    limits: (u64, u64),
    range: &str,
    issues: &mut Issues,
) -> Option<u32> {
    fields.integer(name, limits, range, issues)?.try_into().ok()
}

fn timestamp_error_codes<V: Value>(fields: &Fields<V>, issues: &mut Issues) -> Vec<String> {
    let name = "timestampErrorCodes";
    let Some(value) = fields.get(name) else { return Vec::new() };
    let fault = match value.kind() {
        Kind::List => match value.items() {
            Some(items) => {
                let codes = items.iter().enumerate();
                let read = |(place, code)| required_text(Some(code), &format!("{name}[{place}]"), issues);
                return codes.filter_map(read).map(|code| code.to_string()).collect();
            }
            None => Fault::Threw,
        },
        _ => wrong_type(Some(value), "a list of strings"),
    };
    issues.add(name, fault);
    Vec::new()
}
