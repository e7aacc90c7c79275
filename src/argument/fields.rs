//! The fields of an argument that is an object.

use std::borrow::Cow;

use zeroize::Zeroizing;

use super::{Kind, Value, nearest, quoted, required_text, wrong_type};
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
