//! What had to be converted to its documented type, each with its place.

use serde::Serialize;

use crate::body::BadBody;
use crate::error::Error;
use crate::path::Place;
use crate::redact::Secrets;

/// The reports of one answer may take this much: a body of 16 MiB that leaves everything out would fill gigabytes.
const MAX_BYTES: usize = 64 << 20;

/// A value that was not of its documented type, but could be read as it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conversion {
    /// Where, as JavaScript spells it: `data.user_info.user_coupons[3].amount`.
    pub path: String,
    /// The documented type.
    pub expected: &'static str,
    /// What was there instead; never the value.
    pub got: &'static str,
}

/// How one answer is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'r> {
    /// Whether the rules for paying with points were asked for, so that their absence is worth a report.
    pub point_rules: bool,
    /// Whether a conversion is an error.
    pub strict: bool,
    /// Whether anybody wants to be told of the conversions.
    pub wants_conversions: bool,
    /// What must not be shown in a path.
    pub secrets: &'r Secrets,
}

/// The conversions found so far.
#[derive(Debug)]
pub(crate) struct Report<'r> {
    pub(crate) reading: Reading<'r>,
    pub(crate) conversions: Vec<Conversion>,
    size: usize,
}

impl<'r> Report<'r> {
    pub(crate) const fn new(reading: Reading<'r>) -> Self {
        Self { reading, conversions: Vec::new(), size: 0 }
    }

    /// Notes a conversion; an error under `strict`.
    pub(crate) fn convert(
        &mut self,
        place: &Place<'_>,
        expected: &'static str,
        got: &'static str,
    ) -> Result<(), Error> {
        if self.reading.strict {
            return Err(Error::converted(place, expected, got));
        }
        self.note(place, expected, got)
    }

    /// Notes what is as documented and yet worth telling: no error under `strict`.
    pub(crate) fn note(&mut self, place: &Place<'_>, expected: &'static str, got: &'static str) -> Result<(), Error> {
        if !self.reading.wants_conversions {
            return Ok(());
        }
        let path = place.to_string();
        self.size += size_of::<Conversion>() + path.len();
        self.conversions.push(Conversion { path, expected, got });
        if self.size > MAX_BYTES { Err(Error::bad_body(BadBody::Overgrown)) } else { Ok(()) }
    }

    /// A name that the body chose, fit to be shown in a path.
    pub(crate) fn shown(&self, name: &str) -> String {
        self.reading.secrets.mask(name)
    }
}
