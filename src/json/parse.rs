//! The one pass that decides whether a text is JSON, and notes where each value begins and ends.

use super::{Tag, text};
use crate::error::BadBody;
use crate::number::Number;
use crate::response::MAX_BODY;

/// Enough for the largest body.
const OFFSET_BITS: u32 = 25;
const LOSSY: usize = 1 << 30;
const TAGS: [Tag; 11] = [
    Tag::Null,
    Tag::False,
    Tag::True,
    Tag::Integer,
    Tag::Decimal,
    Tag::Exponent,
    Tag::Text,
    Tag::EscapedText,
    Tag::List,
    Tag::Object,
    Tag::End,
];

/// A value's place in eight bytes of Wasm: its tag, where it begins, and in `tail` where it ends; for a list or an
/// object `tail` is instead the node after its last one, which is an [`Tag::End`] that says where it ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Node {
    mark: usize,
    tail: usize,
}

impl Node {
    #[inline(always)]
    const fn new(tag: Tag, start: usize, tail: usize) -> Self {
        Self { mark: (tag as usize) << OFFSET_BITS | start, tail }
    }

    #[inline(always)]
    pub(super) fn tag(self) -> Tag {
        TAGS.get((self.mark & !LOSSY) >> OFFSET_BITS).copied().unwrap_or(Tag::Null)
    }

    #[inline(always)]
    pub(super) const fn is_container(self) -> bool {
        let tag = (self.mark & !LOSSY) >> OFFSET_BITS;
        tag == Tag::List as usize || tag == Tag::Object as usize
    }

    #[inline(always)]
    pub(super) const fn is_lossy(self) -> bool {
        self.mark & LOSSY != 0
    }

    #[inline(always)]
    pub(super) const fn start(self) -> usize {
        self.mark & ((1 << OFFSET_BITS) - 1)
    }

    #[inline(always)]
    pub(super) const fn tail(self) -> usize {
        self.tail
    }
}

pub(super) fn parse(text: &str, depth: usize) -> Result<Vec<Node>, BadBody> {
    if text.len() > MAX_BODY {
        return Err(BadBody::TooLarge);
    }
    // The usual body has a value for each ten bytes or more.
    let mut parser = Parser { text, at: 0, nodes: Vec::with_capacity(text.len() / 10), lossy: 0 };
    parser.value(depth)?;
    match parser.token() {
        Ok(_) => Err(BadBody::TrailingText),
        Err(_) => Ok(parser.nodes),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    nodes: Vec<Node>,
    /// How many lossy numbers there were so far.
    lossy: usize,
}

type Step = Result<(), BadBody>;

impl Parser<'_> {
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space. It is not yet taken.
    #[inline(always)]
    fn token(&mut self) -> Result<u8, BadBody> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(byte),
                None => return Err(BadBody::Truncated),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Step {
        match self.token()? {
            b'"' => self.string(),
            b'-' | b'0'..=b'9' => self.number(),
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b't' => self.word(b"true", Tag::True),
            b'f' => self.word(b"false", Tag::False),
            b'n' => self.word(b"null", Tag::Null),
            _ => Err(BadBody::NotJson),
        }
    }

    fn object(&mut self, depth: usize) -> Step {
        let depth = depth.checked_sub(1).ok_or(BadBody::TooDeep)?;
        let (open, lossy) = self.open(Tag::Object);
        if self.token()? != b'}' {
            loop {
                if self.token()? != b'"' {
                    return Err(BadBody::NotJson);
                }
                self.string()?;
                if self.token()? != b':' {
                    return Err(BadBody::NotJson);
                }
                self.at += 1;
                self.value(depth)?;
                match self.token()? {
                    b',' => self.at += 1,
                    b'}' => break,
                    _ => return Err(BadBody::NotJson),
                }
            }
        }
        self.close(open, lossy);
        Ok(())
    }

    fn list(&mut self, depth: usize) -> Step {
        let depth = depth.checked_sub(1).ok_or(BadBody::TooDeep)?;
        let (open, lossy) = self.open(Tag::List);
        if self.token()? != b']' {
            loop {
                self.value(depth)?;
                match self.token()? {
                    b',' => self.at += 1,
                    b']' => break,
                    _ => return Err(BadBody::NotJson),
                }
            }
        }
        self.close(open, lossy);
        Ok(())
    }

    fn open(&mut self, tag: Tag) -> (usize, usize) {
        self.nodes.push(Node::new(tag, self.at, 0));
        self.at += 1;
        (self.nodes.len() - 1, self.lossy)
    }

    fn close(&mut self, open: usize, lossy: usize) {
        self.at += 1;
        self.nodes.push(Node::new(Tag::End, self.at, 0));
        let tail = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(open) {
            node.tail = tail;
            node.mark |= if self.lossy > lossy { LOSSY } else { 0 };
        }
    }

    fn word(&mut self, word: &[u8], tag: Tag) -> Step {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(if word.starts_with(rest) { BadBody::Truncated } else { BadBody::NotJson });
        }
        let start = self.at;
        self.at += word.len();
        self.nodes.push(Node::new(tag, start, self.at));
        Ok(())
    }

    #[inline(always)]
    fn string(&mut self) -> Step {
        let start = self.at;
        let (end, escaped) = text::end_of_string(self.text.as_bytes(), start + 1)?;
        self.at = end;
        let tag = if escaped { Tag::EscapedText } else { Tag::Text };
        self.nodes.push(Node::new(tag, start, end));
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
        let mut node = Node::new(tag, start, self.at);
        // Fifteen digits are exact in any notation without exponent.
        if (self.at - start > 15 || tag == Tag::Exponent) && self.is_lossy(start) {
            node.mark |= LOSSY;
            self.lossy += 1;
        }
        self.nodes.push(node);
        Ok(())
    }

    fn is_lossy(&self, start: usize) -> bool {
        self.text.get(start..self.at).and_then(Number::json).is_some_and(|number| number.is_lossy())
    }

    /// One digit or more.
    fn digits(&mut self) -> Step {
        match self.peek() {
            Some(b'0'..=b'9') => self.at += 1,
            Some(_) => return Err(BadBody::NotJson),
            None => return Err(BadBody::Truncated),
        }
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        Ok(())
    }
}
