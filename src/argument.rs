//! The caller's arguments: what rules ask of a value, and the checks that most of them share. Every broken rule is noted;
//! none stops the checking.

mod value;

use std::borrow::Cow;

use zeroize::Zeroizing;

pub use self::value::{Kind, Value};
use crate::issue::{Fault, Issues};
use crate::path::below;

/// The fields of an argument that is an object.
#[derive(Debug)]
pub struct Fields<V> {
    entries: Vec<(Cow<'static, str>, V)>,
    /// The path of the object; empty where it is the argument itself.
    path: &'static str,
}

impl<V: Value> Fields<V> {
    /// The fields of the argument with this name, which may be left out; fields with other names are refused.
    pub fn of(value: &V, argument: &str, names: &'static [&'static str], issues: &mut Issues) -> Self {
        Self::open(value, argument, names, issues).refuse_others(names, issues)
    }

    /// The same for an argument that may have other fields, too.
    pub fn open(value: &V, argument: &str, names: &'static [&'static str], issues: &mut Issues) -> Self {
        let given = if value.kind() == Kind::Undefined { None } else { Self::read(value, argument, names, issues) };
        given.unwrap_or(Self { entries: Vec::new(), path: "" })
    }

    /// The same for an argument that must be given.
    pub fn required(value: &V, argument: &str, names: &'static [&'static str], issues: &mut Issues) -> Option<Self> {
        Some(Self::read(value, argument, names, issues)?.refuse_others(names, issues))
    }

    fn read(value: &V, argument: &str, names: &'static [&'static str], issues: &mut Issues) -> Option<Self> {
        let fault = match value.kind() {
            Kind::Object => match value.entries(names) {
                Some(entries) => return Some(Self { entries, path: "" }),
                None => Fault::Threw,
            },
            kind => Fault::WrongType { expected: "a plain object", got: kind.words() },
        };
        issues.add_whole(argument, fault);
        None
    }

    /// The fields of an object inside an argument.
    pub(crate) fn at(
        path: &'static str,
        value: &V,
        names: &'static [&'static str],
        issues: &mut Issues,
    ) -> Option<Self> {
        let Some(entries) = value.entries(names) else {
            issues.add(path, Fault::Threw);
            return None;
        };
        Some(Self { entries, path }.refuse_others(names, issues))
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
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.entries.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The path of a field.
    pub(crate) fn path(&self, name: &str) -> String {
        below(self.path, name)
    }

    /// Notes a fault of a field.
    pub(crate) fn add(&self, name: &str, fault: Fault<'_>, issues: &mut Issues) {
        issues.add(&self.path(name), fault);
    }

    /// A text that must be given, and not be empty.
    pub(crate) fn required_text(&self, name: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
        required_text(self.get(name), &self.path(name), issues)
    }

    /// A text that may be left out, but not be empty.
    pub(crate) fn optional_text(&self, name: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
        self.get(name).and_then(|value| required_text(Some(value), &self.path(name), issues))
    }

    /// An integer that may be left out, from `min` to `max`; `range` says so in words.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "JavaScript has no integers; the number is checked to be one, in a range that floats hold exactly"
    )]
    pub(crate) fn integer(&self, name: &str, (min, max): (u64, u64), range: &str, issues: &mut Issues) -> Option<u64> {
        let value = self.get(name)?;
        let fault = match value.number() {
            Some(number) if number.fract() == 0.0 && (min as f64..=max as f64).contains(&number) => {
                return Some(number as u64);
            }
            Some(_) => Fault::OutOfRange { range },
            None => wrong_type(Some(value), "a number"),
        };
        self.add(name, fault, issues);
        None
    }

    /// A boolean that may be left out, and is false then.
    pub(crate) fn flag(&self, name: &str, issues: &mut Issues) -> bool {
        let Some(value) = self.get(name) else { return false };
        value.boolean().unwrap_or_else(|| {
            self.add(name, wrong_type(Some(value), "a boolean"), issues);
            false
        })
    }

    /// A function that may be left out.
    pub(crate) fn function(&self, name: &str, issues: &mut Issues) {
        if let Some(value) = self.get(name).filter(|value| value.kind() != Kind::Function) {
            self.add(name, wrong_type(Some(value), "a function"), issues);
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

/// Why a value, if there is one, is not the expected thing.
pub(crate) fn wrong_type<'a, V: Value>(value: Option<&V>, expected: &'a str) -> Fault<'a> {
    match value.map_or(Kind::Undefined, V::kind) {
        Kind::Undefined => Fault::Required,
        kind => Fault::WrongType { expected, got: kind.words() },
    }
}

/// The text that a value is, or why it is none that can be used.
pub(crate) fn text<V: Value>(value: Option<&V>) -> Result<Zeroizing<String>, Fault<'static>> {
    match value {
        Some(value) if value.kind() == Kind::Text => value.text().ok_or(Fault::LoneSurrogate),
        _ => Err(wrong_type(value, "a string")),
    }
}

/// A text that must be given, be it empty.
pub fn any_text<V: Value>(value: &V, path: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
    text(Some(value)).map_err(|fault| issues.add(path, fault)).ok()
}

/// A text that must be given, and not be empty.
pub fn required_text<V: Value>(value: Option<&V>, path: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
    let fault = match text(value) {
        Ok(text) if text.is_empty() => Fault::Empty,
        Ok(text) => return Some(text),
        Err(fault) => fault,
    };
    issues.add(path, fault);
    None
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

    /// JSON in the place of JavaScript's values; what it lacks is missing here, too.
    impl Value for Json {
        fn kind(&self) -> Kind {
            match self {
                Self::Null => Kind::Null,
                Self::Bool(_) => Kind::Boolean,
                Self::Number(_) => Kind::Number,
                Self::String(_) => Kind::Text,
                Self::Array(_) => Kind::List,
                Self::Object(_) => Kind::Object,
            }
        }

        fn text(&self) -> Option<Zeroizing<String>> {
            self.as_str().map(|text| Zeroizing::new(text.into()))
        }

        fn number(&self) -> Option<f64> {
            self.as_f64()
        }

        fn digits(&self) -> Option<String> {
            None
        }

        fn boolean(&self) -> Option<bool> {
            self.as_bool()
        }

        fn items(&self) -> Option<Vec<Self>> {
            self.as_array().cloned()
        }

        fn entries(&self, _: &'static [&'static str]) -> Option<Vec<(Cow<'static, str>, Self)>> {
            Some(self.as_object()?.iter().map(|(name, value)| (name.clone().into(), value.clone())).collect())
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
