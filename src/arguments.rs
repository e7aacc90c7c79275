//! The caller's arguments as plain values, and the checks that most rules share. Every broken rule is noted; none stops
//! the checking.

use std::borrow::Cow;

use zeroize::Zeroizing;

use crate::issue::{Fault, Issues};
use crate::path::below;

/// A value of the caller's.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    Undefined,
    /// Which is no way to leave something out.
    Null,
    Boolean(bool),
    /// NaN and the infinite ones included.
    Number(f64),
    /// Decimal digits, with a minus if it is negative.
    BigInt(String),
    Text(Zeroizing<String>),
    /// A text with half of a surrogate pair, which UTF-8 cannot carry.
    HalfText,
    Symbol,
    Function,
    /// At most its first hundred items.
    List(Vec<Self>),
    /// The fields that are given, each with its name, among them the names of fields that are not known.
    Object(Vec<(Cow<'static, str>, Self)>),
    /// An object with a meaning of its own: a Date, a Map.
    BuiltIn,
    /// A list or an object; reading it threw.
    Threw,
}

impl Argument {
    /// What it is, with its article.
    pub(crate) const fn words(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::BigInt(_) => "a bigint",
            Self::Text(_) | Self::HalfText => "a string",
            Self::Symbol => "a symbol",
            Self::Function => "a function",
            Self::List(_) => "an array",
            Self::Object(_) | Self::Threw => "an object",
            Self::BuiltIn => "a built-in object",
        }
    }

    /// The fault of not being the expected thing.
    pub(crate) const fn is_not<'a>(&self, expected: &'a str) -> Fault<'a> {
        match self {
            Self::Undefined => Fault::Required,
            Self::Threw => Fault::Threw,
            _ => Fault::WrongType { expected, got: self.words() },
        }
    }

    /// The text that it is, be it empty.
    pub(crate) fn text(&self) -> Result<&Zeroizing<String>, Fault<'static>> {
        match self {
            Self::Text(text) => Ok(text),
            Self::HalfText => Err(Fault::LoneSurrogate),
            _ => Err(self.is_not("a string")),
        }
    }

    /// A text that must be given, and not be empty.
    pub fn required_text(&self, path: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
        let text = self.text().and_then(|text| if text.is_empty() { Err(Fault::Empty) } else { Ok(text.clone()) });
        text.map_err(|fault| issues.add(path, fault)).ok()
    }

    /// A text that must be given, be it empty.
    pub fn any_text(&self, path: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
        self.text().cloned().map_err(|fault| issues.add(path, fault)).ok()
    }
}

/// The fields of an argument that is an object.
#[derive(Debug, Default)]
pub struct Fields {
    entries: Vec<(Cow<'static, str>, Argument)>,
    /// The path of the object; empty where it is the argument itself.
    path: &'static str,
}

impl Fields {
    /// The fields of the argument with this name, which may be left out; fields with other names are refused.
    pub fn of(value: Argument, argument: &str, names: &[&str], issues: &mut Issues) -> Self {
        Self::open(value, argument, issues).refuse_others(names, issues)
    }

    /// The same for an argument that may have other fields, too.
    pub fn open(value: Argument, argument: &str, issues: &mut Issues) -> Self {
        if value == Argument::Undefined {
            Self::default()
        } else {
            Self::read(value, argument, issues).unwrap_or_default()
        }
    }

    /// The same for an argument that must be given.
    pub fn required(value: Argument, argument: &str, names: &[&str], issues: &mut Issues) -> Option<Self> {
        Some(Self::read(value, argument, issues)?.refuse_others(names, issues))
    }

    fn read(value: Argument, argument: &str, issues: &mut Issues) -> Option<Self> {
        let fault = match value {
            Argument::Object(entries) => return Some(Self { entries, path: "" }),
            Argument::Threw => Fault::Threw,
            other => Fault::WrongType { expected: "a plain object", got: other.words() },
        };
        issues.add_whole(argument, fault);
        None
    }

    /// The fields of an object inside an argument.
    pub(crate) fn at(
        path: &'static str,
        entries: &[(Cow<'static, str>, Argument)],
        names: &[&str],
        issues: &mut Issues,
    ) -> Self {
        Self { entries: entries.to_vec(), path }.refuse_others(names, issues)
    }

    fn refuse_others(mut self, names: &[&str], issues: &mut Issues) -> Self {
        for (name, _) in &self.entries {
            if !names.contains(&&**name) {
                self.add(name, Fault::Unknown { nearest: nearest(name, names) }, issues);
            }
        }
        self.entries.retain(|(name, _)| names.contains(&&**name));
        self
    }

    /// A field's value, if it is given.
    pub fn get(&self, name: &str) -> Option<&Argument> {
        self.entries.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    fn path(&self, name: &str) -> String {
        below(self.path, name)
    }

    /// Notes a fault of a field.
    pub(crate) fn add(&self, name: &str, fault: Fault<'_>, issues: &mut Issues) {
        issues.add(&self.path(name), fault);
    }

    /// A text that must be given, and not be empty.
    pub(crate) fn required_text(&self, name: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
        self.get(name).unwrap_or(&Argument::Undefined).required_text(&self.path(name), issues)
    }

    /// A text that may be left out, but not be empty.
    pub(crate) fn optional_text(&self, name: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
        self.get(name)?.required_text(&self.path(name), issues)
    }

    /// An integer that may be left out, from `min` to `max`; `range` says so in words.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "JavaScript has no integers; the number is checked to be one, in a range that floats hold exactly"
    )]
    pub(crate) fn integer(&self, name: &str, (min, max): (u64, u64), range: &str, issues: &mut Issues) -> Option<u64> {
        let fault = match self.get(name)? {
            Argument::Number(number) if number.fract() == 0.0 && (min as f64..=max as f64).contains(number) => {
                return Some(*number as u64);
            }
            Argument::Number(_) => Fault::OutOfRange { range },
            other => other.is_not("a number"),
        };
        self.add(name, fault, issues);
        None
    }

    /// A boolean that may be left out, and is false then.
    pub(crate) fn flag(&self, name: &str, issues: &mut Issues) -> bool {
        match self.get(name) {
            None => false,
            Some(Argument::Boolean(value)) => *value,
            Some(other) => {
                self.add(name, other.is_not("a boolean"), issues);
                false
            }
        }
    }

    /// A function that may be left out.
    pub(crate) fn function(&self, name: &str, issues: &mut Issues) {
        if let Some(other) = self.get(name).filter(|value| **value != Argument::Function) {
            self.add(name, other.is_not("a function"), issues);
        }
    }

    /// One of the named choices, by its place among them; the first where none is given.
    pub(crate) fn choice(&self, name: &str, choices: &[&str], issues: &mut Issues) -> usize {
        let Some(text) = self.optional_text(name, issues) else { return 0 };
        choices.iter().position(|known| *known == *text).unwrap_or_else(|| {
            self.add(name, Fault::NotOneOf { choices: &quoted(choices) }, issues);
            0
        })
    }
}

/// Refuses what scanners and pasting leave: white space at either end, and control characters.
pub(crate) fn refuse_stray_characters(text: &str, path: &str, issues: &mut Issues) {
    if text.trim().len() < text.len() {
        issues.add(path, Fault::SurroundingSpace);
    }
    if text.chars().any(char::is_control) {
        issues.add(path, Fault::ControlCharacter);
    }
}

/// `"a", "b" or "c"`.
pub(crate) fn quoted(choices: &[&str]) -> String {
    match choices {
        [] => String::new(),
        [only] => format!("\"{only}\""),
        [first @ .., last] => format!("\"{}\" or \"{last}\"", first.join("\", \"")),
    }
}

/// The known name that was probably meant: at most two edits away, or a third of its length.
pub(crate) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |name: &str| name.to_ascii_lowercase().replace('_', "");
    let wanted = plain(name);
    if wanted.len() > 64 {
        return None;
    }
    let (edits, best) = known.iter().map(|known| (strsim::levenshtein(&wanted, &plain(known)), *known)).min()?;
    (edits <= 2.max(best.len() / 3) && edits < wanted.len()).then_some(best)
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::Value as Json;

    use super::*;

    /// JSON as an argument.
    impl From<&Json> for Argument {
        fn from(json: &Json) -> Self {
            match json {
                Json::Null => Self::Null,
                Json::Bool(value) => Self::Boolean(*value),
                Json::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
                Json::String(text) => Self::Text(text.clone().into()),
                Json::Array(items) => Self::List(items.iter().map(Self::from).collect()),
                Json::Object(fields) => {
                    Self::Object(fields.iter().map(|(name, value)| (name.clone().into(), value.into())).collect())
                }
            }
        }
    }

    /// What a check gives, and the issues that it noted, each as its path and its message.
    pub(crate) fn checked<T>(check: impl FnOnce(&mut Issues) -> T) -> (T, Vec<String>) {
        let mut issues = Issues::new();
        let value = check(&mut issues);
        (value, issues.as_slice().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn choices_are_listed_in_words() {
        assert_eq!(quoted(&["a"]), r#""a""#);
        assert_eq!(quoted(&["a", "b"]), r#""a" or "b""#);
        assert_eq!(quoted(&["a", "b", "c"]), r#""a", "b" or "c""#);
    }

    #[test]
    fn the_nearest_name_survives_typing_errors_and_another_case_but_not_another_word() {
        let known = ["timeoutMs", "mobile", "card_number", "card_password"];
        assert_eq!(nearest("timeout", &known), Some("timeoutMs"));
        assert_eq!(nearest("moblie", &known), Some("mobile"));
        assert_eq!(nearest("cardNumber", &known), Some("card_number"));
        assert_eq!(nearest("signal", &known), None);
        assert_eq!(nearest("", &known), None);
    }
}
