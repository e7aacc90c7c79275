//! Reading the fields of an argument: each with its type, every fault noted, none fatal.

use crate::argument::{self, fault, is_number, is_undefined};
use crate::issue::{Fault, Issues};
use crate::json::{Tag, Value};
use crate::path::member;
use crate::text::{parse_decimal, place_of};

/// The fields of one object argument.
#[derive(Debug)]
pub(crate) struct Fields<'a> {
    object: Value<'a>,
    path: &'a str,
}

impl<'a> Fields<'a> {
    /// The fields of `value`, which is at `path`; an argument that is not given has none.
    pub(crate) fn of(value: Value<'a>, path: &'a str, expected: &'static str, issues: &mut Issues) -> Option<Self> {
        if value.tag() != Tag::Object && !is_undefined(value) {
            issues.add(path, fault(value, expected));
            return None;
        }
        Some(Self { object: value, path })
    }

    /// The field's value, if it is given.
    pub(crate) fn get(&self, name: &str) -> Option<Value<'a>> {
        for entry in self.object.entries() {
            if entry.is_named(name) && !is_undefined(entry.value) {
                return Some(entry.value);
            }
        }
        None
    }

    /// The field's path.
    pub(crate) fn path(&self, name: &str) -> String {
        member(self.path, name)
    }

    /// Notes a fault of a field.
    pub(crate) fn add(&self, name: &str, fault: Fault<'_>, issues: &mut Issues) {
        issues.add(&self.path(name), fault);
    }

    /// Notes every field whose name is not in `known`.
    pub(crate) fn refuse_unknown(&self, known: &[&str], issues: &mut Issues) {
        for entry in self.object.entries() {
            let name = entry.name();
            if place_of(&name, known).is_none() {
                self.add(&name, Fault::Unknown { nearest: nearest(&name, known) }, issues);
            }
        }
    }

    /// An optional text, not empty.
    pub(crate) fn text(&self, name: &str, issues: &mut Issues) -> Option<String> {
        let value = self.get(name)?;
        let text = argument::text(value);
        match &text {
            None => self.add(name, fault(value, "a string"), issues),
            Some(text) if text.is_empty() => self.add(name, Fault::Empty, issues),
            Some(_) => return text,
        }
        None
    }

    /// A required text, not empty.
    pub(crate) fn required_text(&self, name: &str, issues: &mut Issues) -> Option<String> {
        if self.get(name).is_none() {
            self.add(name, Fault::Required, issues);
        }
        self.text(name, issues)
    }

    /// An optional integer of `min` to `max`; `range` says so in words.
    pub(crate) fn integer(&self, name: &str, min: u64, max: u64, range: &str, issues: &mut Issues) -> Option<u64> {
        let value = self.get(name)?;
        let number = parse_decimal(value.raw()).filter(|number| (min..=max).contains(number));
        if number.is_none() {
            let fault = if is_number(value) { Fault::OutOfRange { range } } else { fault(value, "a number") };
            self.add(name, fault, issues);
        }
        number
    }

    /// An optional boolean; false where it is not given.
    pub(crate) fn flag(&self, name: &str, issues: &mut Issues) -> bool {
        let Some(value) = self.get(name) else { return false };
        if !matches!(value.tag(), Tag::True | Tag::False) {
            self.add(name, fault(value, "a boolean"), issues);
        }
        value.tag() == Tag::True
    }

    /// An optional function or foreign object, described as the edge describes it.
    pub(crate) fn foreign(&self, name: &str, expected: &str, issues: &mut Issues) {
        let Some(value) = self.get(name) else { return };
        if argument::mark(value) != Some(expected) {
            self.add(name, fault(value, expected), issues);
        }
    }

    /// One of the named `choices`, by its place among them; the first where it is not given.
    pub(crate) fn choice(&self, name: &str, choices: &[&str], words: &str, issues: &mut Issues) -> usize {
        let Some(text) = self.text(name, issues) else { return 0 };
        let place = place_of(&text, choices);
        if place.is_none() {
            self.add(name, Fault::NotOneOf { choices: words }, issues);
        }
        place.unwrap_or_default()
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
