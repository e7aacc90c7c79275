//! An argument as it arrived: what JSON can carry, and what it cannot, side by side.

use crate::issue::{Fault, Issues};
use crate::json::write_string;
use crate::mask::Secrets;
use crate::text::{contains, decimal};

/// A value of the caller's, read once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Not given.
    Undefined,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number in JavaScript's own spelling: `1`, `1.5`, `1e+21`, `NaN`.
    Number(String),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object; its entries in the caller's order.
    Object {
        /// Whether it is an object literal or one like it, no instance of a class.
        plain: bool,
        /// Names and values.
        entries: Vec<(String, Value)>,
    },
    /// Anything else, described with its article: `a function`, `a bigint`.
    Other(&'static str),
    /// What could not be read, and why.
    Faulty(Fault<'static>),
}

impl Value {
    /// How deep objects and lists may be nested.
    pub const MAX_DEPTH: usize = 64;

    /// What this is, with its article, for messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(text) if text == "NaN" => "NaN",
            Self::Number(_) => "a number",
            Self::Text(_) | Self::Faulty(Fault::LoneSurrogate) => "a string",
            Self::List(_) => "an array",
            Self::Object { .. } => "an object",
            Self::Other(what) => what,
            Self::Faulty(_) => "something unreadable",
        }
    }

    /// The text that this is; anything else is noted at `path`.
    pub fn as_text(&self, path: &str, issues: &mut Issues) -> Option<&str> {
        let fault = match self {
            Self::Text(text) => return Some(text),
            Self::Undefined => Fault::Required,
            Self::Faulty(fault) => *fault,
            other => Fault::WrongType { expected: "a string", got: other.kind() },
        };
        issues.add(path, fault);
        None
    }

    /// The JSON of a plain object, `{}` where it is not given; anything else is noted at `path`.
    pub fn to_params(&self, path: &str, issues: &mut Issues) -> Option<String> {
        let mut out = String::new();
        match self {
            Self::Undefined => out.push_str("{}"),
            Self::Object { plain: true, .. } => self.write_json(path, &mut out, issues),
            other => {
                issues.add(path, other.no_plain_object());
                return None;
            }
        }
        Some(out)
    }

    /// Why this is no plain object.
    #[must_use]
    pub fn no_plain_object(&self) -> Fault<'static> {
        let got = match self {
            Self::Faulty(fault) => return *fault,
            Self::Object { .. } => "an instance of a class",
            other => other.kind(),
        };
        Fault::WrongType { expected: "a plain object", got }
    }

    /// Adds the texts that must never be shown, wherever they are nested in params.
    pub fn add_secrets(&self, secrets: &mut Secrets) {
        match self {
            Self::List(items) => items.iter().for_each(|item| item.add_secrets(secrets)),
            Self::Object { entries, .. } => {
                for (name, value) in entries {
                    match value {
                        Self::Text(text) | Self::Number(text) if is_secret(name) => secrets.add(text),
                        other => other.add_secrets(secrets),
                    }
                }
            }
            _ => {}
        }
    }

    /// Writes the value as JSON; what JSON cannot carry is noted at its path.
    pub fn write_json(&self, path: &str, out: &mut String, issues: &mut Issues) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Number(text) if text.bytes().last().is_some_and(|last| last.is_ascii_digit()) => out.push_str(text),
            Self::Number(text) if text == "NaN" => issues.add(path, Fault::NotJson { what: "NaN" }),
            Self::Number(_) => issues.add(path, Fault::NotJson { what: "infinite" }),
            Self::Text(text) => write_string(out, text),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write_json(&[path, "[", &decimal(index as u64), "]"].concat(), out, issues);
                }
                out.push(']');
            }
            Self::Object { entries, .. } => {
                out.push('{');
                let mut first = true;
                for (name, value) in entries {
                    if let Self::Undefined = value {
                        continue;
                    }
                    if !std::mem::take(&mut first) {
                        out.push(',');
                    }
                    write_string(out, name);
                    out.push(':');
                    value.write_json(&member(path, name), out, issues);
                }
                out.push('}');
            }
            Self::Undefined | Self::Other(_) => issues.add(path, Fault::NotJson { what: self.kind() }),
            Self::Faulty(fault) => issues.add(path, *fault),
        }
    }
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["password", "passwd", "pwd", "secret", "openkey", "token", "mobile", "phone"]
        .iter()
        .any(|word| contains(&name, word))
}

/// The path of a member as JavaScript spells it: `a.b`, or `a["b c"]` where the name is no identifier.
pub(crate) fn member(path: &str, name: &str) -> String {
    let mut bytes = name.bytes();
    let starts = bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, b'_' | b'$'));
    if starts && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')) {
        return if path.is_empty() { name.into() } else { [path, ".", name].concat() };
    }
    let mut out = [path, "["].concat();
    write_string(&mut out, name);
    out.push(']');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(entries: Vec<(&str, Value)>) -> Value {
        Value::Object { plain: true, entries: entries.into_iter().map(|(name, value)| (name.into(), value)).collect() }
    }

    #[test]
    fn members_keep_their_order_and_absent_ones_are_left_out() {
        let value = object(vec![
            ("b", Value::Number("1e+21".into())),
            ("gone", Value::Undefined),
            ("a", Value::List(vec![Value::Bool(true), Value::Null])),
        ]);
        let (mut out, mut issues) = (String::new(), Issues::new());
        value.write_json("", &mut out, &mut issues);
        assert_eq!(out, r#"{"b":1e+21,"a":[true,null]}"#);
        assert!(issues.is_empty());
    }

    #[test]
    fn what_json_cannot_carry_is_named_by_its_path() {
        let value = object(vec![
            ("list", Value::List(vec![Value::Number("NaN".into()), Value::Undefined])),
            ("odd key", object(vec![("f", Value::Other("a function")), ("g", Value::Number("-Infinity".into()))])),
            ("half", Value::Faulty(Fault::LoneSurrogate)),
        ]);
        let mut issues = Issues::new();
        value.write_json("params", &mut String::new(), &mut issues);
        let found: Vec<_> = issues.as_slice().iter().map(|issue| [&issue.path, " ", &issue.message].concat()).collect();
        assert_eq!(
            found,
            [
                "params.list[0] is NaN, which JSON cannot carry",
                "params.list[1] is undefined, which JSON cannot carry",
                "params[\"odd key\"].f is a function, which JSON cannot carry",
                "params[\"odd key\"].g is infinite, which JSON cannot carry",
                "params.half contains half of a surrogate pair, which JSON cannot carry",
            ]
        );
    }
}
