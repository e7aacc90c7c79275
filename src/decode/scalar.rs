//! Reading one value that is neither list nor object.

use super::{Decoder, Step};
use crate::json::{Tag, Value};
use crate::number::{Form, Number, Unfit};

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
        _ if is_blank(value) => "empty text",
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

/// `None` for what stands for no value: nothing, null and the empty text.
pub(crate) fn given(value: Option<Value<'_>>) -> Option<Value<'_>> {
    value.filter(|value| value.tag() != Tag::Null && !is_blank(*value))
}

fn is_blank(value: Value<'_>) -> bool {
    value.text().is_some_and(|text| text.trim_ascii().is_empty())
}

const fn reason(unfit: Unfit, word: &'static str) -> &'static str {
    match unfit {
        Unfit::Fraction => word,
        Unfit::Beyond => "integer beyond 2^53-1",
        Unfit::Infinite => "number beyond 1.8e308",
    }
}

impl Decoder<'_> {
    pub(super) fn id(&mut self, name: &'static str, value: Option<Value<'_>>) -> Step {
        if given(value).is_none() {
            return Err(self.unreadable(name, "int", word(value)));
        }
        self.int(name, value)
    }

    pub(super) fn int(&mut self, name: &'static str, value: Option<Value<'_>>) -> Step {
        if let Some(value) = value
            && value.tag() == Tag::Integer
            && !value.is_lossy()
        {
            self.out.push_str(if value.raw() == "-0" { "0" } else { value.raw() });
            return Ok(());
        }
        self.number(name, Form::Int, value)
    }

    pub(super) fn float(&mut self, name: &'static str, value: Option<Value<'_>>) -> Step {
        if let Some(value) = value
            && matches!(value.tag(), Tag::Integer | Tag::Decimal | Tag::Exponent)
            && let Some(Ok(())) = Number::json(value.raw()).map(|number| number.write(Form::Float, &mut self.out))
        {
            return Ok(());
        }
        self.number(name, Form::Float, value)
    }

    /// A number that is not written as the documented type.
    fn number(&mut self, name: &'static str, form: Form, value: Option<Value<'_>>) -> Step {
        let got = word(value);
        let text = value.and_then(Value::text);
        let number = match value.map(|value| (value.tag(), value.raw())) {
            None | Some((Tag::Null | Tag::False, _)) => Number::plain("0"),
            Some((Tag::True, _)) => Number::plain("1"),
            Some((Tag::Integer | Tag::Decimal | Tag::Exponent, raw)) => Number::json(raw),
            Some(_) => text.as_deref().map(str::trim_ascii).and_then(|text| match text {
                "" => Number::plain("0"),
                text => Number::plain(text),
            }),
        };
        match number.map(|number| number.write(form, &mut self.out)) {
            Some(Ok(())) => self.convert(name, form.word(), got),
            Some(Err(unfit)) => Err(self.unreadable(name, form.word(), reason(unfit, got))),
            None => Err(self.unreadable(name, form.word(), got)),
        }
    }

    pub(super) fn text(&mut self, name: &'static str, value: Option<Value<'_>>) -> Step {
        let Some(value) = value.filter(|value| value.tag() != Tag::Null) else {
            self.out.push_str("\"\"");
            return self.convert(name, "text", word(value));
        };
        match value.tag() {
            Tag::Text | Tag::EscapedText => {
                self.out.push_str(value.raw());
                Ok(())
            }
            Tag::Integer | Tag::Decimal | Tag::Exponent => {
                self.out.extend(["\"", value.raw(), "\""]);
                self.convert(name, "text", word(Some(value)))
            }
            _ => Err(self.unreadable(name, "text", word(Some(value)))),
        }
    }

    /// The page calls it an int and means a bool: either is as documented.
    pub(super) fn flag(&mut self, name: &'static str, value: Option<Value<'_>>) -> Step {
        let Some(given) = given(value) else { return self.absent(name, "bool", value) };
        let Some(flag) = boolean(given) else { return Err(self.unreadable(name, "bool", word(value))) };
        self.out.push_str(if flag { "true" } else { "false" });
        if given.text().is_some() { self.convert(name, "bool", "text") } else { Ok(()) }
    }
}
