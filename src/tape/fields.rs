//! Which values of an object need a look: usually none or few, however many objects there are.

use crate::{Node, Tag};

/// The most documented fields that one object has.
pub const MAX_FIELDS: usize = 12;

/// A documented field of an object.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    /// How it is spelled.
    pub text: &'static str,
    /// How its value may be written to stand as it is.
    pub tags: Tags,
}

/// A set of tags.
#[derive(Debug, Clone, Copy)]
pub struct Tags(u16);

impl Tags {
    /// No tag.
    pub const NONE: Self = Self(0);

    /// The set and one more.
    #[must_use]
    pub const fn and(self, tag: Tag) -> Self {
        Self(self.0 | 1 << tag as u16)
    }

    const fn has(self, tag: Tag) -> bool {
        self.0 & 1 << tag as u16 != 0
    }
}

/// What an object holds of its documented fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// For each field the node of its value, of several the last one's; 0 where there is none.
    pub nodes: [u32; MAX_FIELDS],
    /// What cannot stand as it is, or may not be able to, in the order of the text.
    pub odd: Vec<Odd>,
}

/// A value to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd {
    /// Its node; that of its name is the one before.
    pub node: u32,
    /// Which entry of the object it is.
    pub entry: u32,
    /// Which documented field it is, if any.
    pub field: Option<u8>,
    /// Whether it is a text of nothing but a number that is documented, and can stand without its quotes.
    pub is_number: bool,
}

/// Looks through the object at a node of a text; `unescape` resolves the escapes of a name.
#[must_use]
pub fn look(text: &str, nodes: &[Node], object: u32, names: &[Name], unescape: fn(&str) -> String) -> Fields {
    let mut fields = Fields::default();
    let (mut node, mut entry, mut next) = (object + 1, 0, 0);
    while let Some([key, value, ..]) = nodes.get(node as usize..)
        && key.tag != Tag::End
    {
        node += 1;
        let field = place(inner(text, *key), key.tag, names, next, unescape);
        let documented = field.and_then(|place| names.get(place));
        if let Some(place) = field {
            next = place + 1;
            if let Some(last) = fields.nodes.get_mut(place) {
                *last = node;
            }
        }
        if value.doubtful || documented.is_some_and(|name| !name.tags.has(value.tag) || value.is_empty_text()) {
            let is_number =
                value.tag == Tag::Text && documented.is_some_and(|name| is_number(inner(text, *value), name.tags));
            let field = field.and_then(|place| place.try_into().ok());
            if fields.odd.is_empty() {
                fields.odd.reserve(names.len());
            }
            fields.odd.push(Odd { node, entry, field, is_number });
        }
        entry += 1;
        node = if value.is_container() { value.tail } else { node + 1 };
    }
    fields
}

/// Which of the names it is; usually the next one.
fn place(name: &[u8], tag: Tag, names: &[Name], next: usize, unescape: fn(&str) -> String) -> Option<usize> {
    if tag == Tag::EscapedText {
        let name = unescape(std::str::from_utf8(name).unwrap_or_default());
        return names.iter().position(|known| known.text == name);
    }
    let is_named = |known: &Name| known.text.as_bytes() == name;
    if names.get(next).is_some_and(is_named) { Some(next) } else { names.iter().position(is_named) }
}

/// A text without its quotes.
fn inner(text: &str, node: Node) -> &[u8] {
    text.as_bytes().get(node.start as usize + 1..node.tail as usize - 1).unwrap_or_default()
}

/// Whether a text is a number with one of these tags, of at most fifteen characters and not below zero: as nearly all.
fn is_number(text: &[u8], tags: Tags) -> bool {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = matches!(text, [b'1'..=b'9', ..]) || digits == 1;
    let (tag, is_right) = match text.get(digits..) {
        Some([]) => (Tag::Integer, whole),
        Some([b'.', fraction @ ..]) => {
            (Tag::Decimal, whole && !fraction.is_empty() && fraction.iter().all(u8::is_ascii_digit))
        }
        _ => return false,
    };
    is_right && text.len() < 16 && tags.has(tag)
}
