//! JSON as the vendor's server sends it: checked in one pass, then read in place, numbers and texts as they stand.

mod text;

use std::borrow::Cow;

use crate::number::Number;
use crate::text::every;
pub(crate) use text::write_string;
use zvcms_tape::{Fields, Name, Node, look, parse};
pub(crate) use zvcms_tape::{Flaw, Tag};

/// A text known to be JSON, and where each value stands in it.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    text: &'t str,
    nodes: Vec<Node>,
}

impl<'t> Document<'t> {
    /// Checks the whole text: RFC 8259, nothing lenient, at most `depth` levels and 16 MiB.
    pub(crate) fn parse(text: &'t str, depth: usize) -> Result<Self, Flaw> {
        Ok(Self { text, nodes: parse(text, depth)? })
    }

    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn root(&self) -> Value<'_> {
        self.value(0)
    }

    /// The value at a node of the tape.
    pub(crate) fn value(&self, index: usize) -> Value<'_> {
        Value { document: self, index }
    }
}

/// One value of a [`Document`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'d> {
    document: &'d Document<'d>,
    index: usize,
}

impl<'d> Value<'d> {
    #[inline(never)]
    fn node(self) -> &'d Node {
        const NONE: &Node = &Node { tag: Tag::Null, doubtful: false, start: 0, tail: 0 };
        self.document.nodes.get(self.index).unwrap_or(NONE)
    }

    pub(crate) fn tag(self) -> Tag {
        self.node().tag
    }

    /// Whether it is a number that JavaScript would read as another one, or may hold such.
    pub(crate) fn is_lossy(self) -> bool {
        self.node().doubtful
            && (self.node().is_container() || Number::json(self.raw()).is_some_and(|number| number.is_lossy()))
    }

    /// Where it begins in the text.
    pub(crate) fn start(self) -> usize {
        self.node().start as usize
    }

    /// Where it ends in the text.
    pub(crate) fn end(self) -> usize {
        if self.node().is_container() { self.document.value(self.tail() - 1).start() } else { self.tail() }
    }

    fn tail(self) -> usize {
        self.node().tail as usize
    }

    /// The value as it is written.
    pub(crate) fn raw(self) -> &'d str {
        self.document.text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// The text, its escapes resolved; `None` for any other type.
    pub(crate) fn text(self) -> Option<Cow<'d, str>> {
        match self.tag() {
            Tag::Text => Some(Cow::Borrowed(self.inner())),
            Tag::EscapedText => Some(Cow::Owned(text::unescape(self.inner()))),
            _ => None,
        }
    }

    /// A text without its quotes, its escapes as they are.
    pub(crate) fn inner(self) -> &'d str {
        self.document.text.get(self.start() + 1..self.tail() - 1).unwrap_or_default()
    }

    /// What an object holds of the fields with these names.
    pub(crate) fn look(self, names: &[Name]) -> Fields {
        let object = u32::try_from(self.index).unwrap_or(u32::MAX);
        look(self.document.text, &self.document.nodes, object, names, text::unescape)
    }

    /// Whether it is a text of nothing but white space.
    pub(crate) fn is_blank(self) -> bool {
        self.text().is_some_and(|text| every(&text, |byte| byte.is_ascii_whitespace()))
    }

    /// Whether it is a list or an object without anything in it.
    pub(crate) fn is_empty_container(self) -> bool {
        self.node().is_container() && self.tail() == self.index + 2
    }

    /// The items of a list; of an object its names and values in turn; of anything else nothing.
    pub(crate) fn items(self) -> Items<'d> {
        let end = if self.node().is_container() { self.tail() - 1 } else { 0 };
        Items { document: self.document, index: self.index + 1, end }
    }

    /// The value of an object's member, of several with the name the last one's.
    pub(crate) fn member(self, name: &str) -> Option<Self> {
        let mut found = None;
        for entry in self.entries() {
            if entry.is_named(name) {
                found = Some(entry.value);
            }
        }
        found
    }

    /// The entries of an object in the order of the text, duplicates too; of anything else nothing.
    pub(crate) fn entries(self) -> Entries<'d> {
        let mut items = self.items();
        if self.tag() != Tag::Object {
            items.end = 0;
        }
        Entries(items)
    }
}

/// A name and its value in an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'d> {
    pub(crate) key: Value<'d>,
    pub(crate) value: Value<'d>,
}

impl<'d> Entry<'d> {
    pub(crate) fn is_named(self, name: &str) -> bool {
        if self.key.tag() == Tag::Text { self.key.inner() == name } else { self.name() == name }
    }

    /// The name, its escapes resolved.
    pub(crate) fn name(self) -> Cow<'d, str> {
        self.key.text().unwrap_or_default()
    }
}

/// See [`Value::items`].
#[derive(Debug)]
pub(crate) struct Items<'d> {
    document: &'d Document<'d>,
    index: usize,
    end: usize,
}

impl<'d> Iterator for Items<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        if self.index >= self.end {
            return None;
        }
        let value = self.document.value(self.index);
        self.index = if value.node().is_container() { value.tail() } else { self.index + 1 };
        Some(value)
    }
}

/// See [`Value::entries`].
#[derive(Debug)]
pub(crate) struct Entries<'d>(Items<'d>);

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;

    fn next(&mut self) -> Option<Entry<'d>> {
        Some(Entry { key: self.0.next()?, value: self.0.next()? })
    }
}
