//! Ints, floats, texts and flags, each as JSON. Their value is not worked out where it need not be known.

use std::borrow::Cow;

use self::Unread::Unreadable;
use super::number::{
    BEYOND, MAX_SAFE, digits, is_decimal, is_integer, is_short_integer, loss, to_json, value_of, whole,
};

/// PHP's floats carry noise: 1998.9999999999998 for 1999.
const NOISE: f64 = 1e-6;

/// A scalar as JSON of its documented type, and the word for what was converted to it; or why there is none.
pub(super) type Scalar<'a> = Result<(Cow<'a, str>, Option<&'static str>), Unread>;

/// Why there is no value, with the word for what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// None was sent.
    Absent(&'static str),
    /// What was sent cannot be read without inventing a value.
    Unreadable(&'static str),
}

impl Unread {
    fn of(json: &str) -> Self {
        match word(json) {
            got @ ("null" | "empty text") => Self::Absent(got),
            got => Self::Unreadable(got),
        }
    }
}

pub(super) fn int(json: &str) -> Scalar<'_> {
    if is_short_integer(json) {
        return Ok((json.into(), None));
    }
    let (digits, mut got) = number(json)?;
    if got.is_none() && !is_integer(json) {
        got = Some("decimal");
    }
    if let Some(whole) = whole(&digits) {
        return match loss(whole) {
            None if whole.len() == digits.len() => Ok((digits, got)),
            None => Ok((whole.to_owned().into(), got)),
            Some(_) => Err(Unreadable(BEYOND)),
        };
    }
    let value = value_of(&digits).ok_or(Unreadable(BEYOND))?;
    let nearest = value.round();
    if nearest.abs() > MAX_SAFE {
        Err(Unreadable(BEYOND))
    } else if (value - nearest).abs() > NOISE {
        Err(Unreadable(word(json)))
    } else {
        // An i64 has no minus before zero.
        #[expect(clippy::cast_possible_truncation, reason = "a whole number of at most 2^53-1 is an i64")]
        Ok(((nearest as i64).to_string().into(), got))
    }
}

pub(super) fn float(json: &str) -> Scalar<'_> {
    if is_short_integer(json) {
        return Ok((json.into(), None));
    }
    let (digits, got) = number(json)?;
    loss(&digits).map_or(Ok((digits, got)), |got| Err(Unreadable(got)))
}

/// A number in any of the ways in which PHP writes one, as JSON spells it.
fn number(json: &str) -> Scalar<'_> {
    match json.as_bytes() {
        [b'-' | b'0'..=b'9', ..] => Ok((to_json(json), None)),
        b"true" => Ok(("1".into(), Some("boolean"))),
        b"false" => Ok(("0".into(), Some("boolean"))),
        [b'"', ..] => match text_of(json) {
            text if !is_decimal(text.trim_ascii()) => Err(Unread::of(json)),
            Cow::Borrowed(text) => Ok((to_json(text.trim_ascii()), Some("text"))),
            Cow::Owned(text) => Ok((to_json(text.trim_ascii()).into_owned().into(), Some("text"))),
        },
        _ => Err(Unread::of(json)),
    }
}

pub(super) fn text(json: &str) -> Scalar<'_> {
    match json.as_bytes() {
        [b'"', ..] => Ok((json.into(), None)),
        [b'-' | b'0'..=b'9', ..] => Ok((format!("\"{}\"", digits(json)).into(), Some(word(json)))),
        _ => Err(Unread::of(json)),
    }
}

pub(super) fn flag(json: &str) -> Scalar<'_> {
    let value = as_bool(json).ok_or_else(|| Unread::of(json))?;
    let got = json.starts_with('"').then_some("text");
    Ok((if value { "true" } else { "false" }.into(), got))
}

/// What JSON is, in the words of reports and errors.
pub(crate) fn word(json: &str) -> &'static str {
    match json.as_bytes() {
        [] => "nothing",
        [b'"', ..] if text_of(json).trim_ascii().is_empty() => "empty text",
        [b'"', ..] => "text",
        [b'n', ..] => "null",
        [b't' | b'f', ..] => "boolean",
        [b'[', ..] => "list",
        [b'{', ..] => "object",
        _ if is_integer(json) => "int",
        _ => "decimal",
    }
}

/// A bool in any of the ways in which PHP writes one.
pub(crate) fn as_bool(json: &str) -> Option<bool> {
    let value = if json.starts_with('"') { text_of(json) } else { json.into() };
    match &*value {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The text that JSON is, which begins with a quotation mark. Half of a surrogate pair is no text to Rust: such a one stays
/// as it is written.
pub(crate) fn text_of(json: &str) -> Cow<'_, str> {
    let written = json.get(1..json.len().saturating_sub(1)).unwrap_or_default();
    if !written.contains('\\') {
        return written.into();
    }
    serde_json::from_str(json).map_or(written.into(), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noise_of_phps_floats_is_no_fraction() {
        for (digits, value) in [
            ("1998.9999999999998", Ok("1999")),
            ("-0.0000009", Ok("0")),
            ("1.000002", Err(Unreadable("decimal"))),
            ("1.99e1", Err(Unreadable("decimal"))),
            ("9007199254740991", Ok("9007199254740991")),
            ("9007199254740991.0", Ok("9007199254740991")),
            ("9007199254740992", Err(Unreadable(BEYOND))),
            ("-1e400", Err(Unreadable(BEYOND))),
        ] {
            assert_eq!(int(digits).as_ref().map(|(json, _)| &**json), value.as_ref().copied(), "{digits}");
        }
    }
}
