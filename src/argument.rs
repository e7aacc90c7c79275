//! The caller's arguments: what rules ask of a value, and the checks that most of them share. Every broken rule is noted;
//! none stops the checking.

mod fields;
mod value;

use zeroize::Zeroizing;

pub use self::fields::Fields;
pub use self::value::{Kind, Value};
use crate::issue::{Fault, Issues};

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
    use std::borrow::Cow;

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
