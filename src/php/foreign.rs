//! What the vendor's page does not describe: kept as it came, but for numbers that JavaScript would misread.

use std::borrow::Cow;

use serde::de::MapAccess;
use serde_json::value::RawValue;

use super::number::{self, Unfit};
use crate::body::BadBody;
use crate::conversion::Report;
use crate::error::Error;
use crate::json::{Fields, Object, Written, has_room};
use crate::path::Place;

/// As deep as `serde_json` reads.
const MAX_DEPTH: u32 = 128;

/// The fields of an object that are not described.
#[derive(Debug, Default)]
pub(crate) struct Unknown<'a>(pub(crate) Vec<(Cow<'a, str>, Cow<'a, RawValue>)>);

impl<'a> Fields<'a> for Unknown<'a> {
    fn take<A: MapAccess<'a>>(&mut self, name: Cow<'a, str>, map: &mut A) -> Result<(), A::Error> {
        self.0.push((name, Cow::Borrowed(map.next_value()?)));
        has_room::<(Cow<'_, str>, Cow<'_, RawValue>), A::Error>(self.0.len())
    }
}

impl Unknown<'_> {
    /// Makes texts of misread numbers, in the last of each name: that is the one which counts in JavaScript.
    pub(crate) fn tell(&mut self, object: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        if self.0.is_empty() {
            return Ok(());
        }
        keep_last(&mut self.0);
        for (name, value) in &mut self.0 {
            if let Cow::Borrowed(raw) = *value {
                let name = report.shown(name);
                *value = without_misread_numbers(raw, &object.field(&name), report)?;
            }
        }
        Ok(())
    }
}

/// Keeps the last entry of each name, where the first one stood, as `JSON.parse` does.
pub(super) fn keep_last<V>(entries: &mut Vec<(Cow<'_, str>, V)>) {
    let mut places = std::collections::HashMap::new();
    let mut kept: Vec<(Cow<'_, str>, V)> = Vec::with_capacity(entries.len());
    for (name, value) in entries.drain(..) {
        if let Some(earlier) = places.get(&name).and_then(|place: &usize| kept.get_mut(*place)) {
            earlier.1 = value;
        } else {
            places.insert(name.clone(), kept.len());
            kept.push((name, value));
        }
    }
    *entries = kept;
}

/// The same JSON with a text in place of each number that JavaScript would misread, which is reported: of an integer its
/// digits, of anything else what is written.
pub(crate) fn without_misread_numbers<'a>(
    raw: &'a RawValue,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<Cow<'a, RawValue>, Error> {
    if !has_misread_numbers(raw.get())? {
        return Ok(Cow::Borrowed(raw));
    }
    let json = match Written::of(raw.get()) {
        Written::Number(digits) => match number::misread(digits) {
            None => return Ok(Cow::Borrowed(raw)),
            Some(unfit) => {
                let (expected, got) = match unfit {
                    Unfit::Infinite => ("number up to 1.8e308", "number beyond 1.8e308"),
                    _ => ("integer up to 2^53-1", "integer beyond 2^53-1"),
                };
                report.convert(place, expected, got)?;
                format!("\"{}\"", number::whole(digits).unwrap_or(digits))
            }
        },
        Written::List => {
            let items: Vec<&RawValue> =
                serde_json::from_str(raw.get()).map_err(|error| Error::bad_body((&error).into()))?;
            let mut json = String::from("[");
            for (index, item) in items.into_iter().enumerate() {
                json.push_str(if index == 0 { "" } else { "," });
                json.push_str(without_misread_numbers(item, &place.item(index), report)?.get());
            }
            json + "]"
        }
        Written::Object => {
            let Object(mut unknown): Object<Unknown<'_>> =
                serde_json::from_str(raw.get()).map_err(|error| Error::bad_body((&error).into()))?;
            unknown.tell(place, report)?;
            let mut json = String::from("{");
            for (index, (name, value)) in unknown.0.iter().enumerate() {
                json.push_str(if index == 0 { "" } else { "," });
                json.push_str(&serde_json::to_string(name).unwrap_or_default());
                json.push(':');
                json.push_str(value.get());
            }
            json + "}"
        }
        _ => return Ok(Cow::Borrowed(raw)),
    };
    RawValue::from_string(json).map(Cow::Owned).map_err(|_| Error::bad_body(BadBody::NotJson))
}

/// Whether there may be such a number: one has at least sixteen digits in a row, or an exponent. Looks at the nesting, too:
/// what is nested deeper than `serde_json` reads is an error.
fn has_misread_numbers(json: &str) -> Result<bool, Error> {
    let (mut depth, mut digits, mut is_text, mut is_escaped, mut found) = (0, 0, false, false, false);
    for byte in json.bytes() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => is_text = !is_text,
            _ if is_text => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth -= 1,
            b'e' | b'E' => found = true,
            _ => found |= digits >= 16,
        }
        if depth > MAX_DEPTH {
            return Err(Error::bad_body(BadBody::TooDeep));
        }
    }
    Ok(found)
}
