//! One pass over the content of an answer: each value is read where it stands in the JSON, and written as JSON of its
//! documented type.

mod lists;
mod number;
mod objects;
mod scalar;
mod unknown;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _};
use serde_json::value::RawValue;

pub(crate) use self::number::{digits, is_zero};
use self::scalar::{Scalar, Unread};
pub(crate) use self::scalar::{as_bool, text_of, word};
use crate::error::Error;
use crate::path::Place;
use crate::report::{Reading, Report};

/// A documented field: a row of the table in `user_info.rs`.
#[derive(Debug)]
pub(crate) struct Field {
    name: &'static str,
    shape: Shape,
    need: Need,
}

/// A row of the table.
pub(crate) const fn field(name: &'static str, shape: Shape, need: Need) -> Field {
    Field { name, shape, need }
}

/// `data` of which nothing is known.
pub(crate) static ANY_DATA: Field = field("data", Shape::Unknown, Need::Reported);

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// From −(2^53−1) to 2^53−1.
    Int,
    Float,
    Text,
    /// The page calls it an int and means a bool, so either is as documented.
    Flag,
    /// An object with these fields. Others are kept, too.
    Object(&'static [Field]),
    /// A list. PHP makes an object of it, whose names are numbers, when it has holes.
    List(&'static Field),
    /// An object of which one field is read, and stands for the whole.
    Only(&'static Field),
    /// What the vendor's page does not describe.
    Unknown,
}

impl Shape {
    /// The documented type, in the words of reports.
    const fn word(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Float => "float",
            Self::Text => "text",
            Self::Flag => "boolean",
            Self::List(_) => "list",
            _ => "object",
        }
    }

    const fn fields(self) -> &'static [Field] {
        if let Self::Object(fields) = self { fields } else { &[] }
    }

    /// What is written where no value was sent.
    const fn nothing(self) -> &'static str {
        match self {
            Self::Text => "\"\"",
            Self::List(_) => "[]",
            _ => "null",
        }
    }
}

/// What it means that a field was left out, or is null or empty; and that it cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Both are errors.
    Required,
    /// Both are errors; but PHP writes an empty object as `[]`.
    Item,
    /// That it is missing is reported; what cannot be read is an error.
    Readable,
    /// Both are reported.
    Reported,
    /// Both are reported, but that it is missing only where the rules for paying with points were asked for. An empty
    /// object is none.
    PointRules,
}

/// What an answer is read into.
#[derive(Debug)]
pub(crate) struct Reader<'r> {
    pub(crate) report: Report<'r>,
    /// JSON.
    out: String,
}

impl<'r> Reader<'r> {
    pub(crate) const fn new(reading: Reading<'r>) -> Self {
        Self { report: Report::new(reading), out: String::new() }
    }

    /// Reads `data` that was passed over before; empty where it is missing.
    pub(crate) fn read(&mut self, data: &'static Field, json: &str) -> Result<(), Error> {
        let value = Value { reader: self, place: &Place::Root.field("data"), field: data };
        let json = if json.is_empty() { "null" } else { json };
        value.deserialize(&mut serde_json::Deserializer::from_str(json)).map_err(|error| Error::bad_body(error.into()))
    }

    /// Forgets the content that was read.
    pub(crate) fn restart(&mut self) {
        self.report.failure = None;
        self.out.clear();
    }

    /// The JSON, or the first error.
    pub(crate) fn finish(&mut self) -> Result<String, Error> {
        self.report.failure.take().map_or_else(|| Ok(std::mem::take(&mut self.out)), Err)
    }

    /// Nothing was sent, as the word says.
    fn absent(&mut self, place: &Place<'_>, field: &Field, got: &'static str) {
        match field.need {
            Need::Required | Need::Item => return self.unreadable(place, field, got),
            Need::PointRules if !self.report.reading.point_rules => {}
            Need::PointRules | Need::Reported | Need::Readable => self.report.convert(place, field.shape.word(), got),
        }
        self.out.push_str(field.shape.nothing());
    }

    /// What was sent cannot be read without inventing a value. A member is not lost for one field.
    fn unreadable(&mut self, place: &Place<'_>, field: &Field, got: &'static str) {
        match field.need {
            Need::Reported | Need::PointRules => self.report.convert(place, field.shape.word(), unreadable(got)),
            _ => self.report.fail(|| Error::unreadable(place, field.shape.word(), got)),
        }
        self.out.push_str(field.shape.nothing());
    }
}

/// In the words of reports.
fn unreadable(got: &'static str) -> &'static str {
    match got {
        "boolean" => "unreadable boolean",
        "int" => "unreadable int",
        "decimal" => "unreadable decimal",
        "text" => "unreadable text",
        "list" => "unreadable list",
        "object" => "unreadable object",
        beyond => beyond,
    }
}

/// A value at its place. An error is kept while the rest is read: the same name may come again, or the JSON be no JSON.
#[derive(Debug)]
pub(crate) struct Value<'v, 'r> {
    pub(crate) reader: &'v mut Reader<'r>,
    pub(crate) place: &'v Place<'v>,
    pub(crate) field: &'static Field,
}

impl<'a> DeserializeSeed<'a> for Value<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.reader.report.is_full() {
            return Err(D::Error::custom("too large"));
        }
        let read: fn(&str) -> Scalar<'_> = match self.field.shape {
            Shape::Int => scalar::int,
            Shape::Float => scalar::float,
            Shape::Text => scalar::text,
            Shape::Flag => scalar::flag,
            Shape::Object(_) | Shape::List(_) | Shape::Only(_) => return deserializer.deserialize_any(self),
            Shape::Unknown => {
                let Self { reader, place, .. } = self;
                if let Some((expected, got)) = reader.keep(<&RawValue>::deserialize(deserializer)?.get()) {
                    reader.report.convert(place, expected, got);
                }
                return Ok(());
            }
        };
        let Self { reader, place, field } = self;
        match read(<&RawValue>::deserialize(deserializer)?.get()) {
            Ok((json, got)) => {
                if let Some(got) = got {
                    reader.report.convert(place, field.shape.word(), got);
                } else if json == "\"\"" {
                    // Nothing is converted, but it may mean that there is no value.
                    reader.report.note(place, "text", "empty text");
                }
                reader.out.push_str(&json);
            }
            Err(Unread::Absent(got)) => reader.absent(place, field, got),
            Err(Unread::Unreadable(got)) => reader.unreadable(place, field, got),
        }
        Ok(())
    }
}
