//! What had to be converted to its documented type, each with its place; and the first value that could not be.

use serde::Serialize;

use crate::error::Error;
use crate::path::Place;
use crate::redact::Secrets;

/// The reports of one answer may take this much: a body of 16 MiB that leaves everything out would fill gigabytes. Whatever
/// is filled in is reported and takes less, so this limits both.
const MAX_BYTES: usize = 64 << 20;

/// A value that was not of its documented type, but could be read as it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conversion {
    /// Where, as JavaScript spells it: `data.user_info.user_coupons[3].amount`.
    pub path: String,
    pub expected: &'static str,
    /// What was there instead; never the value.
    pub got: &'static str,
}

/// How one answer is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'r> {
    /// Whether the rules for paying with points were asked for, so that their absence is worth a report.
    pub point_rules: bool,
    pub strict: bool,
    pub wants_conversions: bool,
    /// What must not be shown in a path.
    pub secrets: &'r Secrets,
}

#[derive(Debug)]
pub(crate) struct Report<'r> {
    pub(crate) reading: Reading<'r>,
    pub(crate) conversions: Vec<Conversion>,
    /// The first error of what counts: of two equal names the last.
    pub(crate) failure: Option<Error>,
    size: usize,
}

impl<'r> Report<'r> {
    pub(crate) const fn new(reading: Reading<'r>) -> Self {
        Self { reading, conversions: Vec::new(), failure: None, size: 0 }
    }

    /// Whether the reading has to end.
    pub(crate) const fn is_full(&self) -> bool {
        self.size > MAX_BYTES
    }

    /// Adds a conversion; an error under `strict`.
    pub(crate) fn convert(&mut self, place: &Place<'_>, expected: &'static str, got: &'static str) {
        if self.reading.strict {
            self.fail(|| Error::converted(place, expected, got));
        } else {
            self.note(place, expected, got);
        }
    }

    /// Adds what is as documented and yet worth a report: no error under `strict`.
    pub(crate) fn note(&mut self, place: &Place<'_>, expected: &'static str, got: &'static str) {
        self.size += size_of::<Conversion>();
        if self.reading.wants_conversions && !self.is_full() {
            let path = place.to_string();
            self.size += path.len();
            self.conversions.push(Conversion { path, expected, got });
        }
    }

    pub(crate) fn fail(&mut self, error: impl FnOnce() -> Error) {
        self.failure.get_or_insert_with(error);
    }

    /// A name that the body chose, fit to be shown in a path.
    pub(crate) fn shown(&self, name: &str) -> String {
        self.reading.secrets.mask(name)
    }
}
