//! Ints, floats, texts and flags. Each is handed on as JSON: nothing here has to know its value.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::number;
use super::{Field, Sent};
use crate::conversion::Report;
use crate::error::Error;
use crate::json::{Written, is_integer};
use crate::path::Place;

/// A value on its way from JSON to JSON: as it was sent where that is as documented, else what it was converted to.
#[derive(Debug, Default)]
struct Scalar<'a> {
    /// None where no value was sent.
    json: Option<Cow<'a, RawValue>>,
    sent: Sent,
}

impl<'a> Scalar<'a> {
    const fn as_sent(raw: &'a RawValue) -> Self {
        Self { json: Some(Cow::Borrowed(raw)), sent: Sent::AsDocumented }
    }

    const fn without(sent: Sent) -> Self {
        Self { json: None, sent }
    }

    /// `json` is a number, a text or a boolean of ours.
    fn made(json: Cow<'a, str>, sent: Sent) -> Self {
        let json = match json {
            Cow::Borrowed(json) => serde_json::from_str(json).map(Cow::Borrowed),
            Cow::Owned(json) => RawValue::from_string(json).map(Cow::Owned),
        };
        Self { json: json.ok(), sent }
    }
}

/// A field with one value.
macro_rules! scalar {
    ($(#[$doc:meta])* $Name:ident, $absent:expr, $read:path, $tell:path) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub(crate) struct $Name<'a>(Scalar<'a>);

        impl<'a> Deserialize<'a> for $Name<'a> {
            fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
                <&RawValue>::deserialize(deserializer).map(|raw| Self($read(raw)))
            }
        }

        impl Field for $Name<'_> {
            fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
                $tell(&self.0, place, report)
            }
        }

        impl Serialize for $Name<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match &self.0.json {
                    Some(json) => json.serialize(serializer),
                    None => $absent.serialize(serializer),
                }
            }
        }
    };
}

scalar! {
    /// An int, from −(2^53−1) to 2^53−1; `null` where none was sent.
    Int, (), read_int, tell_int
}
scalar! {
    /// A float; `null` where none was sent.
    Float, (), read_float, tell_float
}
scalar! {
    /// A text; `""` where none was sent.
    Text, "", read_text, tell_text
}
scalar! {
    /// A bool that belongs to the rules for paying with points; `null` where none was sent, which is worth a report only
    /// where the rules were asked for.
    Flag, (), read_bool, tell_flag
}

fn tell_int(int: &Scalar<'_>, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
    int.sent.tell(place, "int", report)
}

fn tell_float(float: &Scalar<'_>, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
    float.sent.tell(place, "float", report)
}

fn tell_text(text: &Scalar<'_>, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
    if text.json.as_ref().is_some_and(|json| json.get() == "\"\"") {
        // Nothing is converted, but it may stand for a value that is missing.
        return report.note(place, "text", "empty text");
    }
    text.sent.tell(place, "text", report)
}

fn tell_flag(flag: &Scalar<'_>, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
    match flag.sent {
        Sent::Absent(_) if !report.reading.point_rules => Ok(()),
        sent => sent.tell(place, "boolean", report),
    }
}

fn read_int(raw: &RawValue) -> Scalar<'_> {
    read_number(raw, |number, sent| match number::int(&number) {
        Ok(value) if sent == Sent::AsDocumented && !is_integer(raw.get()) => {
            Scalar::made(value.to_string().into(), Sent::Converted("decimal"))
        }
        Ok(_) if is_integer(&number) => number_of(raw, number, sent),
        Ok(value) => Scalar::made(value.to_string().into(), sent),
        Err(unfit) => Scalar::without(Sent::Unreadable(unfit.word(&Written::of(raw.get())))),
    })
}

fn read_float(raw: &RawValue) -> Scalar<'_> {
    read_number(raw, |number, sent| match number::misread(&number) {
        None => number_of(raw, number, sent),
        Some(unfit) => Scalar::without(Sent::Unreadable(unfit.word(&Written::of(raw.get())))),
    })
}

/// What the type makes of a number. Most need no second look.
fn read_number<'a>(raw: &'a RawValue, read: impl FnOnce(Cow<'a, str>, Sent) -> Scalar<'a>) -> Scalar<'a> {
    if number::is_short_integer(raw.get()) {
        return Scalar::as_sent(raw);
    }
    match number_in(raw) {
        Ok((number, sent)) => read(number, sent),
        Err(without) => without,
    }
}

/// A number in whatever way it was sent, as JSON spells it; or what there is instead.
fn number_in(raw: &RawValue) -> Result<(Cow<'_, str>, Sent), Scalar<'_>> {
    let written = Written::of(raw.get());
    let word = written.word();
    let (digits, sent) = match written {
        Written::Number(digits) => (digits.into(), Sent::AsDocumented),
        Written::Bool(value) => (if value { "1" } else { "0" }.into(), Sent::Converted(word)),
        _ if written.is_absent() => return Err(Scalar::without(Sent::Absent(word))),
        Written::Text(text) => {
            let digits = number::plain(text).ok_or_else(|| Scalar::without(Sent::Unreadable(word)))?;
            (digits, Sent::Converted(word))
        }
        _ => return Err(Scalar::without(Sent::Unreadable(word))),
    };
    Ok((number::json(digits), sent))
}

/// The number, which is the server's own JSON if nothing had to be changed.
fn number_of<'a>(raw: &'a RawValue, number: Cow<'a, str>, sent: Sent) -> Scalar<'a> {
    if *number == *raw.get() { Scalar::as_sent(raw) } else { Scalar::made(number, sent) }
}

fn read_text(raw: &RawValue) -> Scalar<'_> {
    // Nothing has to look into a text.
    if raw.get().starts_with('"') {
        return Scalar::as_sent(raw);
    }
    let written = Written::of(raw.get());
    match written {
        Written::Number(digits) => Scalar::made(format!("\"{digits}\"").into(), Sent::Converted(written.word())),
        Written::Null => Scalar::without(Sent::Absent("null")),
        _ => Scalar::without(Sent::Unreadable(written.word())),
    }
}

/// The page calls it an int and means a bool, so either is as documented.
fn read_bool(raw: &RawValue) -> Scalar<'_> {
    let written = Written::of(raw.get());
    let Some(value) = written.as_bool() else {
        let is_absent = written.is_absent();
        return Scalar::without(if is_absent { Sent::Absent } else { Sent::Unreadable }(written.word()));
    };
    let sent = if matches!(written, Written::Text(_)) { Sent::Converted("text") } else { Sent::AsDocumented };
    Scalar::made(if value { "true" } else { "false" }.into(), sent)
}

/// An int that cannot be left out.
#[derive(Debug, Default)]
pub(crate) struct Id<'a>(Int<'a>);

impl<'a> Deserialize<'a> for Id<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(Self)
    }
}

impl Field for Id<'_> {
    fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        match self.0.0.sent {
            Sent::Absent(got) => Err(Error::unreadable(place, "int", got)),
            _ => self.0.tell(place, report),
        }
    }
}

impl Serialize for Id<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
