//! Reading one value that is neither list nor object.

use super::{Decoder, Step};
use crate::json::{Tag, Value};
use crate::number::{Number, Unfit};
use crate::user_info::{Field, Shape};

/// The words for numbers that JavaScript would misread.
pub(super) const BEYOND: &str = "integer beyond 2^53-1";
pub(super) const INFINITE: &str = "number beyond 1.8e308";

/// What a value is, in the fixed words of the reports.
pub(crate) fn word(value: Option<Value<'_>>) -> &'static str {
    let Some(value) = value else { return "missing" };
    match value.tag() {
        Tag::Null => "null",
        Tag::True | Tag::False => "bool",
        Tag::Integer => "int",
        Tag::Decimal | Tag::Exponent => "decimal",
        Tag::List => "list",
        Tag::Object => "object",
        _ if value.is_blank() => "empty text",
        _ => "text",
    }
}

/// A bool in any of the ways in which PHP writes one.
pub(crate) fn boolean(value: Value<'_>) -> Option<bool> {
    match (value.tag(), value.raw(), value.text().as_deref()) {
        (Tag::True, ..) | (Tag::Integer, "1", _) | (_, _, Some("true" | "1")) => Some(true),
        (Tag::False, ..) | (Tag::Integer, "0", _) | (_, _, Some("false" | "0")) => Some(false),
        _ => None,
    }
}

/// Whether a value stands for none: null, for most types the empty text, for objects PHP's empty list.
pub(super) fn is_absent(shape: Shape, value: Value<'_>) -> bool {
    match value.tag() {
        Tag::Null => true,
        Tag::Text | Tag::EscapedText => !matches!(shape, Shape::Text) && value.is_blank(),
        Tag::List => matches!(shape, Shape::Balances(_) | Shape::Rule(_)) && value.is_empty_container(),
        Tag::Object => matches!(shape, Shape::Rule(_)) && value.is_empty_container(),
        _ => false,
    }
}

impl Decoder<'_, '_> {
    pub(super) fn number(&mut self, field: Field, value: Value<'_>) -> Step {
        let is_float = matches!(field.shape, Shape::Float);
        let (tag, raw) = (value.tag(), value.raw());
        let is_documented = tag == Tag::Integer || is_float && matches!(tag, Tag::Decimal | Tag::Exponent);
        if is_documented && !value.is_lossy() {
            if raw.starts_with("-0") && Number::json(raw).is_some_and(|number| number.is_zero()) {
                self.replace(value, "0");
            }
            return Ok(());
        }
        let text = value.text();
        let number = match tag {
            Tag::Integer | Tag::Decimal | Tag::Exponent => Number::json(raw),
            Tag::True => Number::plain("1"),
            Tag::False => Number::plain("0"),
            _ => text.as_deref().map(str::trim_ascii).and_then(Number::plain),
        };
        self.copy_to(value.start());
        let got = match number.ok_or(Unfit::Type).and_then(|number| number.write(is_float, &mut self.out)) {
            Ok(()) => {
                self.done = value.end();
                return self.convert(field.name, field.shape.word(), word(Some(value)));
            }
            Err(Unfit::Type) => word(Some(value)),
            Err(Unfit::Beyond) => BEYOND,
            Err(Unfit::Infinite) => INFINITE,
        };
        Err(self.report.unreadable(field.name, field.shape.word(), got))
    }

    pub(super) fn text(&mut self, field: Field, value: Value<'_>) -> Step {
        match value.tag() {
            // Nothing is converted, but it may stand for a value that is missing.
            Tag::Text if value.inner().is_empty() => {
                self.report.note(field.name, field.shape.word(), word(Some(value)), self.out.len())
            }
            Tag::Text | Tag::EscapedText => Ok(()),
            Tag::Integer | Tag::Decimal | Tag::Exponent => {
                self.replace(value, &["\"", value.raw(), "\""].concat());
                self.convert(field.name, field.shape.word(), word(Some(value)))
            }
            _ => self.unreadable(field, value),
        }
    }

    /// The page calls it an int and means a bool: either is as documented.
    pub(super) fn flag(&mut self, field: Field, value: Value<'_>) -> Step {
        let Some(flag) = boolean(value) else { return self.unreadable(field, value) };
        self.replace(value, if flag { "true" } else { "false" });
        match value.tag() {
            Tag::Text | Tag::EscapedText => self.convert(field.name, field.shape.word(), "text"),
            _ => Ok(()),
        }
    }
}
