//! Objects inside a member.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Field, Sent};
use crate::conversion::Report;
use crate::error::Error;
use crate::json::{Fields, Object, Written};
use crate::path::Place;

/// The balances; `null` where none were sent, which PHP writes as `[]`, too.
#[derive(Debug)]
pub(crate) struct Balances<T> {
    value: Option<T>,
    sent: Sent,
}

/// How orders are paid with points; `null` where no rule was sent, be it as `[]` or `{}`. That is worth a report only
/// where the rules were asked for.
#[derive(Debug)]
pub(crate) struct Rule<T>(Balances<T>);

/// An object without content is none where `is_empty_absent` says so.
fn nested<'a, T: Fields<'a>, E: serde::de::Error>(raw: &'a RawValue, is_empty_absent: bool) -> Result<Balances<T>, E> {
    let json = raw.get();
    let written = Written::of(json);
    let is_empty = json.get(1..json.len() - 1).is_some_and(|inner| inner.trim_ascii().is_empty());
    let (value, sent) = match written {
        Written::Object if !(is_empty && is_empty_absent) => {
            let Object(value) = serde_json::from_str(json).map_err(E::custom)?;
            (Some(value), Sent::AsDocumented)
        }
        Written::Object => (None, Sent::Absent("object")),
        Written::List if is_empty => (None, Sent::Absent("list")),
        _ if written.is_absent() => (None, Sent::Absent(written.word())),
        _ => (None, Sent::Unreadable(written.word())),
    };
    Ok(Balances { value, sent })
}

impl<T> Default for Balances<T> {
    fn default() -> Self {
        Self { value: None, sent: Sent::default() }
    }
}

impl<T> Default for Rule<T> {
    fn default() -> Self {
        Self(Balances::default())
    }
}

impl<'a, T: Fields<'a>> Deserialize<'a> for Balances<T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        nested(Deserialize::deserialize(deserializer)?, false)
    }
}

impl<'a, T: Fields<'a>> Deserialize<'a> for Rule<T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        nested(Deserialize::deserialize(deserializer)?, true).map(Self)
    }
}

impl<T: Field> Field for Balances<T> {
    fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        self.sent.tell(place, "object", report)?;
        self.value.as_mut().map_or(Ok(()), |value| value.tell(place, report))
    }
}

impl<T: Field> Field for Rule<T> {
    fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        if matches!(self.0.sent, Sent::Absent(_)) && !report.reading.point_rules {
            return Ok(());
        }
        self.0.tell(place, report)
    }
}

impl<T: Serialize> Serialize for Balances<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: Serialize> Serialize for Rule<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
