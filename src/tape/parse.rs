//! RFC 8259, nothing lenient.

use crate::text::end_of_text;
use crate::{Flaw, Node, Tag};

/// Where in the bytes the reading is, and what was found.
pub(crate) struct Parser<'t> {
    bytes: &'t [u8],
    at: usize,
    nodes: Vec<Node>,
    /// How many doubtful numbers there were so far.
    doubtful: usize,
}

type Step = Result<(), Flaw>;

impl<'t> Parser<'t> {
    pub(crate) fn new(bytes: &'t [u8]) -> Self {
        // The usual answer has a value for each ten bytes or more.
        Self { bytes, at: 0, nodes: Vec::with_capacity(bytes.len() / 10), doubtful: 0 }
    }

    pub(crate) fn document(mut self, depth: usize) -> Result<Vec<Node>, Flaw> {
        self.value(depth)?;
        if self.token().is_ok() { Err(Flaw::TrailingText) } else { Ok(self.nodes) }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is not white space. It is not yet taken.
    fn token(&mut self) -> Result<u8, Flaw> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(byte),
                None => return Err(Flaw::Truncated),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Step {
        match self.token()? {
            b'"' => self.text(),
            b'-' | b'0'..=b'9' => self.number(),
            b'{' => self.container(Tag::Object, b'}', depth),
            b'[' => self.container(Tag::List, b']', depth),
            b't' => self.word(b"true", Tag::True),
            b'f' => self.word(b"false", Tag::False),
            b'n' => self.word(b"null", Tag::Null),
            _ => Err(Flaw::NotJson),
        }
    }

    fn container(&mut self, tag: Tag, close: u8, depth: usize) -> Step {
        let depth = depth.checked_sub(1).ok_or(Flaw::TooDeep)?;
        let (open, doubtful) = (self.nodes.len(), self.doubtful);
        self.push(tag, self.at);
        self.at += 1;
        if self.token()? != close {
            loop {
                if tag == Tag::Object {
                    self.name()?;
                }
                self.value(depth)?;
                match self.token()? {
                    b',' => self.at += 1,
                    byte if byte == close => break,
                    _ => return Err(Flaw::NotJson),
                }
            }
        }
        self.at += 1;
        self.push(Tag::End, self.at);
        let tail = offset(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(open) {
            node.tail = tail;
            node.doubtful = self.doubtful > doubtful;
        }
        Ok(())
    }

    fn name(&mut self) -> Step {
        if self.token()? != b'"' {
            return Err(Flaw::NotJson);
        }
        self.text()?;
        if self.token()? != b':' {
            return Err(Flaw::NotJson);
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &[u8], tag: Tag) -> Step {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(if word.starts_with(rest) { Flaw::Truncated } else { Flaw::NotJson });
        }
        let start = self.at;
        self.at += word.len();
        self.push(tag, start);
        Ok(())
    }

    fn text(&mut self) -> Step {
        let start = self.at;
        let (end, is_escaped) = end_of_text(self.bytes, start + 1)?;
        self.at = end;
        self.push(if is_escaped { Tag::EscapedText } else { Tag::Text }, start);
        Ok(())
    }

    fn number(&mut self) -> Step {
        let start = self.at;
        let mut tag = Tag::Integer;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            tag = Tag::Decimal;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            tag = Tag::Exponent;
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        self.push(tag, start);
        Ok(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Step {
        match self.peek() {
            Some(b'0'..=b'9') => self.at += 1,
            Some(_) => return Err(Flaw::NotJson),
            None => return Err(Flaw::Truncated),
        }
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        Ok(())
    }

    fn is_like_minus_zero(&self, start: usize) -> bool {
        matches!(self.bytes.get(start..), Some([b'-', b'0', ..]))
    }

    /// Notes a value that ends here.
    fn push(&mut self, tag: Tag, start: usize) {
        // Fifteen digits are exact in any notation without exponent.
        let doubtful =
            tag.is_number() && (self.at - start > 15 || tag == Tag::Exponent || self.is_like_minus_zero(start));
        self.doubtful += usize::from(doubtful);
        self.nodes.push(Node { tag, doubtful, start: offset(start), tail: offset(self.at) });
    }
}

/// Texts are far shorter, and have far fewer values.
fn offset(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
