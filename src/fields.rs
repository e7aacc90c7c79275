//! Reading the fields of an argument: each with its type, every fault noted, none fatal.

use crate::issue::{Fault, Issues};
use crate::text::{parse_decimal, place_of};
use crate::value::{Value, member};

/// The fields of one object argument.
#[derive(Debug)]
pub struct Fields<'a> {
    entries: &'a [(String, Value)],
    path: &'a str,
}

impl<'a> Fields<'a> {
    /// The fields of `value`, which is at `path`; an argument that is not given has none.
    pub fn of(value: &'a Value, path: &'a str, issues: &mut Issues) -> Option<Self> {
        match value {
            Value::Object { entries, .. } => Some(Self { entries, path }),
            Value::Undefined => Some(Self { entries: &[], path }),
            Value::Faulty(fault) => {
                issues.add(path, *fault);
                None
            }
            other => {
                issues.add(path, Fault::WrongType { expected: "an object", got: other.kind() });
                None
            }
        }
    }

    /// The field's value; `Undefined` where it is not given.
    #[must_use]
    pub fn get(&self, name: &str) -> &'a Value {
        for (own, value) in self.entries {
            if own == name {
                return value;
            }
        }
        &Value::Undefined
    }

    /// The field's path.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        member(self.path, name)
    }

    /// Notes every field whose name is not in `known`.
    pub fn refuse_unknown(&self, known: &[&str], issues: &mut Issues) {
        for (name, _) in self.entries {
            if place_of(name, known).is_none() {
                issues.add(&self.path(name), Fault::Unknown { nearest: nearest(name, known) });
            }
        }
    }

    /// An optional text, not empty.
    pub fn text(&self, name: &str, issues: &mut Issues) -> Option<&'a str> {
        match self.get(name) {
            Value::Undefined => None,
            Value::Text(text) if text.is_empty() => {
                issues.add(&self.path(name), Fault::Empty);
                None
            }
            Value::Text(text) => Some(text),
            other => {
                self.wrong_type(name, "a string", other, issues);
                None
            }
        }
    }

    /// A required text, not empty.
    pub fn required_text(&self, name: &str, issues: &mut Issues) -> Option<&'a str> {
        if let Value::Undefined = self.get(name) {
            issues.add(&self.path(name), Fault::Required);
        }
        self.text(name, issues)
    }

    /// An optional integer of `min` to `max`; `range` says so in words.
    pub fn integer(&self, name: &str, min: u64, max: u64, range: &str, issues: &mut Issues) -> Option<u64> {
        match self.get(name) {
            Value::Undefined => None,
            Value::Number(text) => {
                let number = parse_decimal(text).filter(|number| (min..=max).contains(number));
                if number.is_none() {
                    issues.add(&self.path(name), Fault::OutOfRange { range });
                }
                number
            }
            other => {
                self.wrong_type(name, "a number", other, issues);
                None
            }
        }
    }

    /// An optional boolean; false where it is not given.
    pub fn flag(&self, name: &str, issues: &mut Issues) -> bool {
        match self.get(name) {
            Value::Undefined => false,
            Value::Bool(flag) => *flag,
            other => {
                self.wrong_type(name, "a boolean", other, issues);
                false
            }
        }
    }

    /// An optional function or foreign object, described as the edge describes it.
    pub fn foreign(&self, name: &str, expected: &str, issues: &mut Issues) {
        match self.get(name) {
            Value::Undefined => {}
            Value::Other(what) if *what == expected => {}
            other => self.wrong_type(name, expected, other, issues),
        }
    }

    /// One of the named `choices`, by its place among them; the first where it is not given.
    pub fn choice(&self, name: &str, choices: &[&str], words: &str, issues: &mut Issues) -> usize {
        let Some(text) = self.text(name, issues) else { return 0 };
        let place = place_of(text, choices);
        if place.is_none() {
            issues.add(&self.path(name), Fault::NotOneOf { choices: words });
        }
        place.unwrap_or_default()
    }

    fn wrong_type(&self, name: &str, expected: &str, value: &Value, issues: &mut Issues) {
        let fault = match value {
            Value::Faulty(fault) => *fault,
            other => Fault::WrongType { expected, got: other.kind() },
        };
        issues.add(&self.path(name), fault);
    }
}

/// The known name that was probably meant: at most two edits away, or a third of its length.
pub(crate) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let wanted = plain(name);
    if wanted.len() > 64 {
        return None;
    }
    let mut best = (usize::MAX, "");
    for known in known {
        best = best.min((distance(&wanted, &plain(known)), *known));
    }
    let (edits, best) = best;
    (edits <= 2.max(best.len() / 3) && edits < wanted.len()).then_some(best)
}

fn plain(name: &str) -> Vec<u8> {
    let mut plain = name.to_ascii_lowercase().into_bytes();
    plain.retain(|byte| *byte != b'_');
    plain
}

fn distance(left: &[u8], right: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (start, from) in left.iter().enumerate() {
        let (mut diagonal, mut before) = (start, start + 1);
        for (cell, to) in row.iter_mut().skip(1).zip(right) {
            before = (diagonal + usize::from(from != to)).min(before + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, before);
        }
        if let Some(first) = row.first_mut() {
            *first = start + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_survives_typing_errors_and_another_case_but_not_another_word() {
        let known = ["timeoutMs", "mobile", "card_number", "card_password"];
        assert_eq!(nearest("timeout", &known), Some("timeoutMs"));
        assert_eq!(nearest("moblie", &known), Some("mobile"));
        assert_eq!(nearest("cardNumber", &known), Some("card_number"));
        assert_eq!(nearest("signal", &known), None);
        assert_eq!(nearest("", &known), None);
    }

    #[test]
    fn distance_counts_single_character_edits() {
        for (left, right, edits) in
            [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2)]
        {
            assert_eq!(distance(left.as_bytes(), right.as_bytes()), edits, "{left} {right}");
        }
    }
}
