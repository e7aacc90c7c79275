//! What is wrong with an argument: where, which fault, and the sentence that says so.

use serde::Serialize;

use crate::redact::Secrets;

/// One fault of one argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// Where, as JavaScript spells it: `params.list[2].name`; empty for the argument as a whole, which the message names.
    pub path: String,
    /// Stable, for translation.
    pub code: &'static str,
    /// The fault in words, without the value.
    pub message: String,
}

impl std::fmt::Display for Issue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let blank = if self.path.is_empty() { "" } else { " " };
        write!(formatter, "{}{blank}{}", self.path, self.message)
    }
}

/// The faults that an argument can have. Each has one code and one wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault<'a> {
    /// Both with their articles.
    WrongType {
        expected: &'a str,
        got: &'a str,
    },
    Required,
    /// A text of no characters, or a list of no items.
    Empty,
    SurroundingSpace,
    ControlCharacter,
    /// A byte-order mark, a zero-width character or a direction mark in a credential.
    InvisibleCharacter,
    /// A full-width form (U+FF01 to U+FF5E) in a credential.
    FullWidth,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// A name that does not exist, with the one that was probably meant.
    Unknown {
        nearest: Option<&'a str>,
    },
    /// A field of another `type` than this one.
    NotAllowed {
        method: u8,
    },
    /// A number outside its range, or not an integer.
    OutOfRange {
        range: &'a str,
    },
    NotOneOf {
        choices: &'a str,
    },
    /// An item that is in the list already.
    Duplicate,
    NotJson {
        what: &'a str,
    },
    Cycle,
    TooDeep,
    TooLarge,
    BadEndpoint,
    /// Reading it threw: a getter, a proxy, a `toJSON` or a function of the caller's.
    Threw,
    ClientFreed,
    Browser,
}

impl Fault<'_> {
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongType { .. } => "wrong_type",
            Self::Required => "required",
            Self::Empty => "empty",
            Self::SurroundingSpace => "surrounding_space",
            Self::ControlCharacter => "control_character",
            Self::InvisibleCharacter => "invisible_character",
            Self::FullWidth => "full_width",
            Self::LoneSurrogate => "lone_surrogate",
            Self::Unknown { .. } => "unknown",
            Self::NotAllowed { .. } => "not_allowed",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NotOneOf { .. } => "not_one_of",
            Self::Duplicate => "duplicate",
            Self::NotJson { .. } => "not_json",
            Self::Cycle => "cycle",
            Self::TooDeep => "too_deep",
            Self::TooLarge => "too_large",
            Self::BadEndpoint => "bad_endpoint",
            Self::Threw => "threw",
            Self::ClientFreed => "client_freed",
            Self::Browser => "browser",
        }
    }

    /// The fault in words, to follow the name of the field.
    pub fn message(&self) -> String {
        match self {
            Self::WrongType { expected, got } => return format!("must be {expected}, not {got}"),
            Self::Unknown { nearest: Some(name) } => return format!("is not known; did you mean \"{name}\"?"),
            Self::NotAllowed { method } => return format!("does not belong to type {method}"),
            Self::OutOfRange { range: allowed } | Self::NotOneOf { choices: allowed } => {
                return format!("must be {allowed}");
            }
            Self::NotJson { what } => return format!("is {what}, which JSON cannot carry"),
            Self::Required => "is required",
            Self::Empty => "must not be empty",
            Self::SurroundingSpace => "begins or ends with white space",
            Self::ControlCharacter => "contains a control character",
            Self::InvisibleCharacter => "contains an invisible character",
            Self::FullWidth => "contains a full-width character; switch the input method to half-width",
            Self::LoneSurrogate => "contains half of a surrogate pair, which JSON cannot carry",
            Self::Unknown { nearest: None } => "is not known",
            Self::Duplicate => "is in the list already",
            Self::Cycle => "contains itself, which JSON cannot carry",
            Self::TooDeep => "is nested too deeply",
            Self::TooLarge => "is more than 16 MiB of JSON",
            Self::BadEndpoint => "must be an absolute http or https address without user name, fragment or blanks",
            Self::Threw => "could not be read: it threw",
            Self::ClientFreed => "the client was freed",
            Self::Browser => "must be true to hand an openKey to code in a browser, where every visitor can read it",
        }
        .into()
    }
}

/// The faults found so far; checking goes on after the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issues(pub(crate) Vec<Issue>);

impl Issues {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// One fault at `path`.
    pub fn one(path: &str, fault: Fault<'_>) -> Self {
        let mut issues = Self::new();
        issues.add(path, fault);
        issues
    }

    /// Notes a fault at `path`, which is shown: some name fields by mobile numbers.
    pub fn add(&mut self, path: &str, fault: Fault<'_>) {
        self.0.push(Issue { path: Secrets::new().mask(path), code: fault.code(), message: fault.message() });
    }

    /// Notes a fault of an argument as a whole.
    pub fn add_whole(&mut self, argument: &str, fault: Fault<'_>) {
        let message = format!("{argument} {}", fault.message());
        self.0.push(Issue { path: String::new(), code: fault.code(), message });
    }

    /// The faults in the order in which they were found.
    pub fn as_slice(&self) -> &[Issue] {
        &self.0
    }
}
