//! A value as the JSON spells it.

use std::borrow::Cow;

/// A value as the JSON spells it.
#[derive(Debug)]
pub(crate) enum Written<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    /// A text with half of a surrogate pair, which is no text to Rust.
    HalfText,
    List,
    Object,
}

impl<'a> Written<'a> {
    pub(crate) fn of(json: &'a str) -> Self {
        match json.as_bytes() {
            [b'"', inner @ .., b'"'] if !inner.contains(&b'\\') => {
                Self::Text(Cow::Borrowed(json.get(1..json.len() - 1).unwrap_or_default()))
            }
            [b'"', ..] => serde_json::from_str(json).map_or(Self::HalfText, |text| Self::Text(Cow::Owned(text))),
            [b'n', ..] => Self::Null,
            [b't', ..] => Self::Bool(true),
            [b'f', ..] => Self::Bool(false),
            [b'[', ..] => Self::List,
            [b'{', ..] => Self::Object,
            _ => Self::Number(json),
        }
    }

    /// What it is, in the words of reports and errors.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(digits) if is_integer(digits) => "int",
            Self::Number(_) => "decimal",
            Self::Text(text) if text.trim_ascii().is_empty() => "empty text",
            Self::Text(_) => "text",
            Self::HalfText => "text with half of a surrogate pair",
            Self::List => "list",
            Self::Object => "object",
        }
    }

    /// Whether it stands for no value: null, or a text of blanks.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Null) || matches!(self, Self::Text(text) if text.trim_ascii().is_empty())
    }

    /// A bool in any of the ways in which PHP writes one.
    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Number("1") => Some(true),
            Self::Number("0") => Some(false),
            Self::Text(text) if matches!(&**text, "true" | "1") => Some(true),
            Self::Text(text) if matches!(&**text, "false" | "0") => Some(false),
            _ => None,
        }
    }
}

/// Whether a number is zero, whatever its sign, fraction and exponent.
pub(crate) fn is_zero(digits: &str) -> bool {
    let mut mantissa = digits.bytes().take_while(|byte| !matches!(byte, b'e' | b'E'));
    !mantissa.any(|byte| matches!(byte, b'1'..=b'9'))
}

/// Whether a number is written without fraction and exponent.
pub(crate) fn is_integer(digits: &str) -> bool {
    !digits.contains(['.', 'e', 'E'])
}
