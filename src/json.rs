//! JSON as the vendor's server sends it: validated in one pass, then read in place, numbers and texts as they stand.
#![expect(clippy::inline_always, reason = "optimised for size, these calls would take more time than all the rest")]

mod parse;
mod text;

use std::borrow::Cow;

use crate::error::BadBody;
use parse::Node;
pub(crate) use text::write_string;

/// How a value is written. Numbers are told apart by their notation, because none is ever turned into a float here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Null,
    False,
    True,
    /// Digits, perhaps after a minus.
    Integer,
    /// With a fraction.
    Decimal,
    /// With an exponent.
    Exponent,
    Text,
    /// A text with at least one escape.
    EscapedText,
    List,
    Object,
    /// Where a list or an object ends; never seen outside.
    End,
}

/// A text known to be JSON, and where each value stands in it.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    text: &'t str,
    nodes: Vec<Node>,
}

impl<'t> Document<'t> {
    /// Checks the whole text: RFC 8259, nothing lenient, at most `depth` levels and 16 MiB.
    pub(crate) fn parse(text: &'t str, depth: usize) -> Result<Self, BadBody> {
        Ok(Self { text, nodes: parse::parse(text, depth)? })
    }

    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn root(&self) -> Value<'_> {
        Value { document: self, index: 0 }
    }

    #[inline(always)]
    fn node(&self, index: usize) -> Node {
        self.nodes.get(index).copied().unwrap_or_default()
    }
}

/// One value of a [`Document`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'d> {
    document: &'d Document<'d>,
    index: usize,
}

impl<'d> Value<'d> {
    #[inline(always)]
    fn node(self) -> Node {
        self.document.node(self.index)
    }

    #[inline(always)]
    pub(crate) fn tag(self) -> Tag {
        self.node().tag()
    }

    /// Whether it or anything in it is a number that JavaScript would read as another one.
    #[inline(always)]
    pub(crate) fn is_lossy(self) -> bool {
        self.node().is_lossy()
    }

    /// Where it begins in the text.
    #[inline(always)]
    pub(crate) fn start(self) -> usize {
        self.node().start()
    }

    /// Where it ends in the text.
    #[inline(always)]
    pub(crate) fn end(self) -> usize {
        let node = self.node();
        if node.is_container() { self.document.node(node.tail() - 1).start() } else { node.tail() }
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
    #[inline(always)]
    fn inner(self) -> &'d str {
        let node = self.node();
        self.document.text.get(node.start() + 1..node.tail() - 1).unwrap_or_default()
    }

    /// Which value of the document it is; no two have the same number, and only the root has 0.
    #[inline(always)]
    pub(crate) fn number(self) -> usize {
        self.index
    }

    /// Whether it is a text of nothing but white space.
    pub(crate) fn is_blank(self) -> bool {
        let is_blank = |text: &str| text.bytes().all(|byte| byte.is_ascii_whitespace());
        match self.tag() {
            Tag::Text => is_blank(self.inner()),
            Tag::EscapedText => is_blank(&text::unescape(self.inner())),
            _ => false,
        }
    }

    /// Whether it is a list or an object without anything in it.
    pub(crate) fn is_empty_container(self) -> bool {
        let node = self.node();
        node.is_container() && node.tail() == self.index + 2
    }

    /// The items of a list; of an object its names and values in turn; of anything else nothing.
    pub(crate) fn items(self) -> Items<'d> {
        let node = self.node();
        let end = if node.is_container() { node.tail() - 1 } else { 0 };
        Items { document: self.document, index: self.index + 1, end }
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
    #[inline(always)]
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

    #[inline(always)]
    fn next(&mut self) -> Option<Value<'d>> {
        if self.index >= self.end {
            return None;
        }
        let value = Value { document: self.document, index: self.index };
        let node = value.node();
        self.index = if node.is_container() { node.tail() } else { self.index + 1 };
        Some(value)
    }
}

/// See [`Value::entries`].
#[derive(Debug)]
pub(crate) struct Entries<'d>(Items<'d>);

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;

    #[inline(always)]
    fn next(&mut self) -> Option<Entry<'d>> {
        Some(Entry { key: self.0.next()?, value: self.0.next()? })
    }
}
