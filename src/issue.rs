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
    /// A credential inside quotation marks, as an environment file may have it.
    Quoted,
    /// A credential that is the text of a missing value, or a placeholder that was not filled in.
    Placeholder {
        what: &'static str,
    },
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
        let (code, message) = fault.words();
        self.0.push(Issue { path: Secrets::new().mask(path), code, message: message.into() });
    }

    /// Notes a fault of an argument as a whole.
    pub fn add_whole(&mut self, argument: &str, fault: Fault<'_>) {
        let (code, message) = fault.words();
        self.0.push(Issue { path: String::new(), code, message: format!("{argument} {message}") });
    }

    /// The faults in the order in which they were found.
    pub fn as_slice(&self) -> &[Issue] {
        &self.0
    }
}
