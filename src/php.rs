//! What PHP makes of an int, a float, a text, a bool, a list and an object. Each type here reads all of it, keeps the
//! value beside what was sent, and reports what it converted. None of them fails while the JSON is read: what cannot be
//! read is an error only once it is clear that the answer is a success.

mod foreign;
mod list;
mod nested;
mod number;
mod scalar;

pub(crate) use self::foreign::{Unknown, without_misread_numbers};
pub(crate) use self::list::List;
pub(crate) use self::nested::{Balances, Rule};
pub(crate) use self::scalar::{Flag, Float, Id, Int, Text};
use crate::conversion::Report;
use crate::error::Error;
use crate::path::Place;

/// What was sent for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent {
    /// A value of the documented type.
    AsDocumented,
    /// A value of another type, which the word names.
    Converted(&'static str),
    /// No value: it was left out, null or empty, as the word says.
    Absent(&'static str),
    /// Something that cannot be read without inventing a value.
    Unreadable(&'static str),
}

impl Default for Sent {
    fn default() -> Self {
        Self::Absent("nothing")
    }
}

impl Sent {
    /// Reports it, or says that it cannot be read.
    fn tell(self, place: &Place<'_>, expected: &'static str, report: &mut Report<'_>) -> Result<(), Error> {
        match self {
            Self::AsDocumented => Ok(()),
            Self::Converted(got) | Self::Absent(got) => report.convert(place, expected, got),
            Self::Unreadable(got) => Err(Error::unreadable(place, expected, got)),
        }
    }
}

/// A documented field.
pub(crate) trait Field {
    /// Reports what was converted, in it and in all that it holds.
    fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error>;
}
