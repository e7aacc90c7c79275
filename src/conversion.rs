//! What the tolerant reading had to convert, each with its place.

use crate::body::BadBody;
use crate::error::Error;
use crate::path::{member, push_item};
use crate::text::decimal;

/// A value that was not of the documented type, but could be read as it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// Where, as JavaScript spells it: `data.user_info.user_coupons[3].amount`.
    pub path: String,
    /// The documented type.
    pub expected: &'static str,
    /// What was there instead; never the value.
    pub got: &'static str,
}

/// All conversions of one answer. A list of 200 coupons can have thousands, so their paths are put together on demand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversions {
    parents: Vec<String>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    parent: usize,
    name: &'static str,
    expected: &'static str,
    got: &'static str,
}

impl Conversions {
    /// Whether everything was of its documented type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The conversions in the order of the body.
    pub fn iter(&self) -> impl Iterator<Item = Conversion> {
        self.entries.iter().map(|&Entry { parent, name, expected, got }| {
            let parent = self.parents.get(parent).map_or("", String::as_str);
            Conversion { path: place(parent, name), expected, got }
        })
    }
}

/// The results and reports may take this much. A body of 16 MiB that leaves everything out would fill gigabytes.
const MAX_BYTES: usize = 64 << 20;

/// One step of a path.
#[derive(Debug)]
pub(crate) enum Segment {
    /// A documented name.
    Name(&'static str),
    /// A name of the body's own, fit to be shown.
    Foreign(String),
    /// The place in a list.
    Index(usize),
    /// The name of an item, where PHP made an object of a list; fit to be shown.
    Key(String),
}

/// Where the reading is, and what it has found so far.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) conversions: Conversions,
    strict: bool,
    /// From the root to the object or list that is being read, each with its number among the parents if it has one.
    path: Vec<(Segment, Option<usize>)>,
    size: usize,
}

impl Report {
    pub(crate) fn new(strict: bool) -> Self {
        Self { conversions: Conversions::default(), strict, path: Vec::new(), size: 0 }
    }

    pub(crate) fn enter(&mut self, segment: Segment) {
        self.path.push((segment, None));
    }

    pub(crate) fn leave(&mut self) {
        self.path.pop();
    }

    /// Notes a conversion at the member `name`, or if that is empty at the place itself; an error under `strict`.
    /// `written` is the size of the result so far.
    pub(crate) fn convert(
        &mut self,
        name: &'static str,
        expected: &'static str,
        got: &'static str,
        written: usize,
    ) -> Result<(), Error> {
        if self.strict {
            return Err(Error::converted(&place(&self.path(), name), expected, got));
        }
        self.note(name, expected, got, written)
    }

    /// The same for what is as documented and yet worth telling: no error under `strict`.
    pub(crate) fn note(
        &mut self,
        name: &'static str,
        expected: &'static str,
        got: &'static str,
        written: usize,
    ) -> Result<(), Error> {
        let parent = match self.path.last() {
            Some(&(_, Some(parent))) => parent,
            _ => self.add_parent(),
        };
        self.size += size_of::<Entry>();
        self.conversions.entries.push(Entry { parent, name, expected, got });
        if written + self.size > MAX_BYTES { Err(Error::bad_body(BadBody::Overgrown)) } else { Ok(()) }
    }

    fn add_parent(&mut self) -> usize {
        let number = self.conversions.parents.len();
        let path = self.path();
        self.size += size_of::<String>() + path.len();
        self.conversions.parents.push(path);
        if let Some((_, parent)) = self.path.last_mut() {
            *parent = Some(number);
        }
        number
    }

    /// What cannot be read without inventing a value.
    pub(crate) fn unreadable(&self, name: &str, expected: &str, got: &str) -> Error {
        Error::unreadable(&place(&self.path(), name), expected, got)
    }

    fn path(&self) -> String {
        let mut path = String::with_capacity(48);
        for (segment, _) in &self.path {
            match segment {
                Segment::Foreign(name) => path = member(&path, name),
                Segment::Name(name) => {
                    path.push_str(if path.is_empty() { "" } else { "." });
                    path.push_str(name);
                }
                Segment::Index(index) => push_item(&mut path, &decimal(*index as u64)),
                Segment::Key(key) => push_item(&mut path, key),
            }
        }
        path
    }
}

fn place(parent: &str, name: &str) -> String {
    if name.is_empty() { parent.into() } else { member(parent, name) }
}
