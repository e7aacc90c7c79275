//! An argument as it arrived: JSON, in which marks stand for what JSON cannot carry.
//!
//! A mark is a text that begins with half of a surrogate pair, as none does that JSON can carry; the rest of it says what
//! was there: a fault of its own, or a thing with its article (`a function`). The edge writes them.

use zeroize::Zeroizing;

use crate::credentials::OpenKey;
use crate::fields::Fields;
use crate::issue::{Fault, Issues};
use crate::json::{Document, Tag, Value};
use crate::mask::Secrets;
use crate::path::{item, member};
use crate::text::contains;

/// How a mark begins, in JSON.
const MARK: &str = "\"\\ud800";
/// Objects and lists of the caller's are nested 64 deep at most; the arguments around them are no deeper than this.
const MAX_DEPTH: usize = 72;

/// An argument of the caller's, read once.
#[derive(Debug)]
pub struct Argument<'t>(Option<Document<'t>>);

impl<'t> Argument<'t> {
    /// Reads JSON. Text that is none, or more than 16 MiB of it, is refused wherever the argument is used.
    #[must_use]
    pub fn new(json: &'t str) -> Self {
        Self(Document::parse(json, MAX_DEPTH).ok())
    }

    /// The value, or a fault noted at `path`.
    pub(crate) fn value(&self, path: &str, issues: &mut Issues) -> Option<Value<'_>> {
        if self.0.is_none() {
            issues.add(path, Fault::TooLarge);
        }
        self.0.as_ref().map(Document::root)
    }

    /// The text that this is; anything else is noted at `path`.
    pub fn as_text(&self, path: &str, issues: &mut Issues) -> Option<String> {
        let value = self.value(path, issues)?;
        let text = text(value);
        if text.is_none() {
            issues.add(path, fault(value, "a string"));
        }
        text
    }

    /// The same, for a secret.
    pub fn as_secret(&self, path: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
        self.as_text(path, issues).map(Zeroizing::new)
    }

    /// The key that this is, if it keeps the rules for credentials.
    pub fn as_open_key(&self, issues: &mut Issues) -> Option<OpenKey> {
        OpenKey::read(self.value("openKey", issues)?, issues)
    }

    /// The JSON of params, `{}` where they are not given; anything but a plain object is noted at `path`.
    pub fn to_params(&self, path: &str, issues: &mut Issues) -> Option<String> {
        to_params(self.value(path, issues)?, path, issues)
    }

    /// The fields of the `expected` object; none of them where it is not given.
    pub(crate) fn fields(&self, expected: &'static str, issues: &mut Issues) -> Option<Fields<'_>> {
        Fields::of(self.value("", issues)?, "", expected, issues)
    }

    /// Adds the texts that must never be shown, wherever they are nested.
    pub fn add_secrets(&self, secrets: &mut Secrets) {
        if let Some(document) = &self.0 {
            add_secrets(document.root(), false, secrets);
        }
    }
}

/// What a mark says; None for what JSON can carry.
pub(crate) fn mark(value: Value<'_>) -> Option<&str> {
    value.raw().strip_prefix(MARK)?.strip_suffix('"')
}

/// The text that a value is.
pub(crate) fn text(value: Value<'_>) -> Option<String> {
    if mark(value).is_some() { None } else { value.text().map(std::borrow::Cow::into_owned) }
}

/// Whether it is not given.
pub(crate) fn is_undefined(value: Value<'_>) -> bool {
    mark(value) == Some("undefined")
}

/// Whether it is a number, be it one that JSON cannot carry.
pub(crate) fn is_number(value: Value<'_>) -> bool {
    value.tag().is_number() || matches!(mark(value), Some("NaN" | "infinite"))
}

/// Why a value is not the `expected` thing.
pub(crate) fn fault<'v>(value: Value<'v>, expected: &'v str) -> Fault<'v> {
    let got = match (mark(value), value.tag()) {
        (Some("undefined"), _) => return Fault::Required,
        (Some("cycle"), _) => return Fault::Cycle,
        (Some("too_deep"), _) => return Fault::TooDeep,
        (Some("too_large"), _) => return Fault::TooLarge,
        (Some("threw"), _) => return Fault::Threw,
        (Some("lone_surrogate"), _) => return Fault::LoneSurrogate,
        (Some("infinite"), _) | (_, Tag::Integer | Tag::Decimal | Tag::Exponent) => "a number",
        (Some(thing), _) => thing,
        (_, Tag::True | Tag::False) => "a boolean",
        (_, Tag::Text | Tag::EscapedText) => "a string",
        (_, Tag::List) => "an array",
        (_, Tag::Object) => "an object",
        (_, Tag::Null | Tag::End) => "null",
    };
    Fault::WrongType { expected, got }
}

/// The JSON of a plain object, `{}` where it is not given; what JSON cannot carry is noted at its path below `path`.
pub(crate) fn to_params(value: Value<'_>, path: &str, issues: &mut Issues) -> Option<String> {
    if is_undefined(value) {
        return Some("{}".into());
    }
    if value.tag() != Tag::Object {
        issues.add(path, fault(value, "a plain object"));
        return None;
    }
    refuse_marks(value, path, issues);
    Some(value.raw().into())
}

fn refuse_marks(value: Value<'_>, path: &str, issues: &mut Issues) {
    if let Some(thing) = mark(value) {
        let fault = match fault(value, "") {
            Fault::WrongType { .. } | Fault::Required => Fault::NotJson { what: thing },
            fault => fault,
        };
        return issues.add(path, fault);
    }
    if !contains(value.raw(), MARK) {
        return;
    }
    if value.tag() == Tag::List {
        for (index, one) in value.items().enumerate() {
            refuse_marks(one, &item(path, index), issues);
        }
    }
    for entry in value.entries() {
        refuse_marks(entry.value, &member(path, &entry.name()), issues);
    }
}

/// `hidden` says whether it is inside something secret.
fn add_secrets(value: Value<'_>, hidden: bool, secrets: &mut Secrets) {
    match value.text() {
        Some(text) if hidden => secrets.add(&text),
        None if hidden && is_number(value) => secrets.add(value.raw()),
        _ => {}
    }
    for entry in value.entries() {
        add_secrets(entry.value, hidden || is_secret(&entry.name()), secrets);
    }
    if value.tag() == Tag::List {
        value.items().for_each(|one| add_secrets(one, hidden, secrets));
    }
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["pass", "pwd", "secret", "openkey", "token", "mobile", "phone"].iter().any(|word| contains(&name, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(json: &str) -> (Option<String>, Vec<String>) {
        let mut issues = Issues::new();
        let params = Argument::new(json).to_params("params", &mut issues);
        (params, issues.as_slice().iter().map(|issue| [&issue.path, " ", &issue.message].concat()).collect())
    }

    #[test]
    fn params_stand_as_they_were_written() {
        let json = r#"{"b":1e+21,"a":[true,null,"\"\\ud800"],"\ud83d":{}}"#;
        assert_eq!(params(json), (Some(json.into()), vec![]));
        assert_eq!(params(r#""\ud800undefined""#), (Some("{}".into()), vec![]));
    }

    #[test]
    fn what_json_cannot_carry_is_named_by_its_path() {
        let json = r#"{"list":["\ud800NaN","\ud800undefined"],"odd key":{"f":"\ud800a function","g":"\ud800infinite"},
            "half":"\ud800lone_surrogate","deep":["\ud800too_deep"],"cycle":"\ud800cycle","boom":"\ud800threw"}"#;
        assert_eq!(
            params(json).1,
            [
                "params.list[0] is NaN, which JSON cannot carry",
                "params.list[1] is undefined, which JSON cannot carry",
                "params[\"odd key\"].f is a function, which JSON cannot carry",
                "params[\"odd key\"].g is infinite, which JSON cannot carry",
                "params.half contains half of a surrogate pair, which JSON cannot carry",
                "params.deep[0] is nested deeper than 64 levels",
                "params.cycle contains itself, which JSON cannot carry",
                "params.boom could not be read: it threw",
            ]
        );
    }

    #[test]
    fn params_that_are_no_plain_object_are_refused_as_a_whole() {
        for (json, message) in [
            ("null", "params must be a plain object, not null"),
            ("[]", "params must be a plain object, not an array"),
            (r#""""#, "params must be a plain object, not a string"),
            (r#""\ud800an instance of a class""#, "params must be a plain object, not an instance of a class"),
            ("", "params is more than 16 MiB of JSON"),
        ] {
            assert_eq!(params(json), (None, vec![message.into()]), "{json}");
        }
    }
}
