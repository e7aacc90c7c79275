//! The options of a client and of a call.

use crate::argument::Argument;
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::fields::Fields;
use crate::issue::{Fault, Issues};
use crate::request::Sender;
use crate::scheme::Scheme;

/// The deadline of a call in milliseconds, where none is given.
const DEFAULT_TIMEOUT_MS: u32 = 10_000;

const MAX_TIMEOUT_MS: u64 = 0x7FFF_FFFF;

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
    pub const NAMES: [&'static str; 2] = ["scheme", "endpoint"];
    /// The names of the options for finding a scheme.
    pub const NAMES_WITHOUT_SCHEME: [&'static str; 1] = ["endpoint"];

    /// Reads the argument `options`, of whose fields only those in `known` may be given.
    pub fn from_argument(argument: &Argument<'_>, known: &[&str], issues: &mut Issues) -> Option<Self> {
        let fields = argument.fields("an object of options", issues)?;
        fields.refuse_unknown(known, issues);
        Some(Self { scheme: Scheme::from_option(&fields, issues), endpoint: Endpoint::from_option(&fields, issues) })
    }
}

/// A client's options.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Who sends, how signed, where to.
    pub sender: Sender,
    /// The deadline of a call in milliseconds.
    pub timeout_ms: u32,
    /// Whether a conversion is an error.
    pub strict: bool,
}

impl ClientOptions {
    /// The names of the options.
    pub const NAMES: [&'static str; 10] = [
        "openId",
        "grantCode",
        "openKey",
        "endpoint",
        "scheme",
        "timeoutMs",
        "fetch",
        "now",
        "strict",
        "dangerouslyAllowBrowser",
    ];

    /// Reads the argument `options`. `in_browser` says whether the code runs where every visitor can read the key.
    pub fn from_argument(argument: &Argument<'_>, in_browser: bool, issues: &mut Issues) -> Option<Self> {
        let fields = argument.fields("an object of options", issues)?;
        fields.refuse_unknown(&Self::NAMES, issues);
        let allowed = fields.flag("dangerouslyAllowBrowser", issues);
        if in_browser && !allowed {
            issues.add("dangerouslyAllowBrowser", Fault::Browser);
        }
        let credentials = Credentials::of(&fields, issues);
        let scheme = Scheme::from_option(&fields, issues);
        let endpoint = Endpoint::from_option(&fields, issues);
        let timeout_ms = timeout_ms(&fields, issues).unwrap_or(DEFAULT_TIMEOUT_MS);
        let strict = fields.flag("strict", issues);
        fields.foreign("fetch", "a function", issues);
        fields.foreign("now", "a function", issues);
        Some(Self { sender: Sender::new(credentials?, scheme, endpoint), timeout_ms, strict })
    }
}

/// A call's options.
#[derive(Debug, Clone, Copy)]
pub struct CallOptions {
    /// The deadline in milliseconds; the client's where it is not given.
    pub timeout_ms: Option<u32>,
}

impl CallOptions {
    /// The names of the options.
    pub const NAMES: [&'static str; 3] = ["signal", "timeoutMs", "onResponse"];

    /// Reads the argument `options`.
    pub fn from_argument(argument: &Argument<'_>, issues: &mut Issues) -> Option<Self> {
        let fields = argument.fields("an object of options", issues)?;
        fields.refuse_unknown(&Self::NAMES, issues);
        fields.foreign("signal", "an AbortSignal", issues);
        fields.foreign("onResponse", "a function", issues);
        Some(Self { timeout_ms: timeout_ms(&fields, issues) })
    }
}

fn timeout_ms(fields: &Fields<'_>, issues: &mut Issues) -> Option<u32> {
    let range = "an integer of milliseconds from 1 to 2147483647";
    fields.integer("timeoutMs", 1, MAX_TIMEOUT_MS, range, issues)?.try_into().ok()
}
