//! Places in arguments and answers, as JavaScript spells them.

use std::fmt;

/// A place, as the way to it from the outermost value. It is written out only where it is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'p> {
    Root,
    Field(&'p Self, &'p str),
    Item(&'p Self, usize),
    /// An item where PHP made an object of a list: its name is a number.
    Key(&'p Self, &'p str),
}

impl<'p> Place<'p> {
    pub(crate) const fn field(&'p self, name: &'p str) -> Self {
        Self::Field(self, name)
    }

    pub(crate) const fn item(&'p self, index: usize) -> Self {
        Self::Item(self, index)
    }

    pub(crate) const fn key(&'p self, key: &'p str) -> Self {
        Self::Key(self, key)
    }
}

/// `a.b[2]`, or `a["b c"]` where a name is no identifier.
impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Root => Ok(()),
            Self::Item(list, index) => write!(formatter, "{list}[{index}]"),
            Self::Key(list, key) => write!(formatter, "{list}[{key}]"),
            Self::Field(object, name) if is_identifier(name) => {
                let dot = if matches!(object, Self::Root) { "" } else { "." };
                write!(formatter, "{object}{dot}{name}")
            }
            Self::Field(object, name) => {
                write!(formatter, "{object}[{}]", serde_json::to_string(name).unwrap_or_default())
            }
        }
    }
}

/// The path of a field below a path that is written out already.
pub(crate) fn below(path: &str, name: &str) -> String {
    let field = Place::Root.field(name).to_string();
    if path.is_empty() || field.starts_with('[') { format!("{path}{field}") } else { format!("{path}.{field}") }
}

fn is_identifier(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$');
    name.bytes().next().is_some_and(is_letter) && name.bytes().all(|byte| is_letter(byte) || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_spelt_as_javascript_spells_them() {
        let params = Place::Root.field("params");
        let list = params.field("list");
        let item = list.item(2);
        for (place, text) in [
            (Place::Root, ""),
            (Place::Root.field("a b"), r#"["a b"]"#),
            (params, "params"),
            (item.field("name"), "params.list[2].name"),
            (item.field("1st"), r#"params.list[2]["1st"]"#),
            (item.field(""), r#"params.list[2][""]"#),
            (item.field("店"), r#"params.list[2]["店"]"#),
            (list.key("07").field("_$1"), "params.list[07]._$1"),
        ] {
            assert_eq!(place.to_string(), text);
        }
    }
}
