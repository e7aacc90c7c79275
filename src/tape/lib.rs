//! A JSON text as a tape: where each of its values begins and ends, in the order of the text, found in one pass over its
//! bytes. A crate of its own, because it is optimised for speed and everything around it for size.

mod fields;
mod parse;
mod text;

pub use fields::{Fields, MAX_FIELDS, Name, Odd, Tags, look};
use parse::Parser;

/// How a value is written. Numbers are told apart by their notation, because none is ever turned into a float here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tag {
    /// `null`.
    #[default]
    Null,
    /// `false`.
    False,
    /// `true`.
    True,
    /// Digits, perhaps after a minus.
    Integer,
    /// With a fraction.
    Decimal,
    /// With an exponent.
    Exponent,
    /// A text without escapes.
    Text,
    /// A text with at least one escape.
    EscapedText,
    /// A list.
    List,
    /// An object.
    Object,
    /// Where a list or an object ends.
    End,
}

impl Tag {
    /// Whether it is a number, in any notation.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Exponent)
    }
}

/// Why a text is no JSON, or none that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// Nested deeper than is allowed.
    TooDeep,
    /// It ends too early.
    Truncated,
    /// It goes on after the JSON.
    TrailingText,
    /// Anything else.
    NotJson,
}

/// A value's place in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Node {
    /// How it is written.
    pub tag: Tag,
    /// Whether it is, or holds, a number that JavaScript might read as another one: of more than fifteen characters,
    /// with an exponent, or like -0.
    pub doubtful: bool,
    /// Its first byte; of a [`Tag::End`] the end of the list or the object.
    pub start: u32,
    /// The byte after its last one; for a list or an object instead the node after its [`Tag::End`].
    pub tail: u32,
}

impl Node {
    /// Whether it is a text with nothing in it.
    #[must_use]
    pub const fn is_empty_text(&self) -> bool {
        matches!(self.tag, Tag::Text) && self.tail - self.start == 2
    }

    /// Whether it is a list or an object.
    #[must_use]
    pub const fn is_container(self) -> bool {
        matches!(self.tag, Tag::List | Tag::Object)
    }
}

/// The largest text that is read: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;

/// Checks the whole text: RFC 8259, nothing lenient, at most `depth` levels.
///
/// # Errors
/// The first flaw.
pub fn parse(text: &str, depth: usize) -> Result<Vec<Node>, Flaw> {
    if text.len() > MAX_BYTES { Err(Flaw::TooLarge) } else { Parser::new(text.as_bytes()).document(depth) }
}
