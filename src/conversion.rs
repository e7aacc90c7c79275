//! What the tolerant reading had to convert, each with its place.

use crate::error::{BadBody, Error};
use crate::mask::Secrets;
use crate::value::member;

/// A value that was not of the documented type, but could be read as it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversion<'c> {
    /// Where, as JavaScript spells it: `data.user_info.user_coupons[3].amount`.
    pub path: &'c str,
    /// The documented type.
    pub expected: &'static str,
    /// What was there instead; never the value.
    pub got: &'static str,
}

/// All conversions of one answer. A list of 200 coupons can have thousands, so that the paths share one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversions {
    paths: String,
    entries: Vec<(usize, &'static str, &'static str)>,
}

impl Conversions {
    /// Whether everything was of its documented type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The conversions in the order of the body.
    pub fn iter(&self) -> impl Iterator<Item = Conversion<'_>> {
        let mut start = 0;
        self.entries.iter().map(move |&(end, expected, got)| {
            let path = self.paths.get(start..end).unwrap_or_default();
            start = end;
            Conversion { path, expected, got }
        })
    }
}

/// The paths and the results may take this much. A body of 16 MiB that leaves everything out would fill gigabytes.
const MAX_BYTES: usize = 64 << 20;

/// Where the reading is, and what it has found so far.
#[derive(Debug)]
pub(crate) struct Report<'s> {
    pub(crate) conversions: Conversions,
    secrets: &'s Secrets,
    strict: bool,
    /// Of the object or list that is being read.
    path: String,
}

impl<'s> Report<'s> {
    pub(crate) fn new(secrets: &'s Secrets, strict: bool) -> Self {
        Self { conversions: Conversions::default(), secrets, strict, path: String::new() }
    }

    /// Goes into a member; a name from the body may hold a secret. Returns where to [leave](Self::leave) to.
    pub(crate) fn enter(&mut self, name: &str) -> usize {
        let parent = self.path.len();
        self.path = member(&self.path, name);
        parent
    }

    /// Goes into an item of a list, or of the object that PHP makes of one.
    pub(crate) fn enter_item(&mut self, index: &str) -> usize {
        let parent = self.path.len();
        self.path.push('[');
        self.path.push_str(index);
        self.path.push(']');
        parent
    }

    pub(crate) fn leave(&mut self, parent: usize) {
        self.path.truncate(parent);
    }

    /// A name of the body's own, fit to be shown.
    pub(crate) fn mask(&self, name: &str) -> String {
        self.secrets.mask(name)
    }

    /// Notes a conversion at the member `name`, or if that is empty at the place itself; an error under `strict`.
    /// `size` is that of the result so far.
    pub(crate) fn convert(
        &mut self,
        name: &str,
        expected: &'static str,
        got: &'static str,
        size: usize,
    ) -> Result<(), Error> {
        if self.strict {
            return Err(Error::converted(&self.place(name), expected, got));
        }
        let Conversions { paths, entries } = &mut self.conversions;
        paths.push_str(&self.path);
        paths.push_str(if self.path.is_empty() || name.is_empty() { "" } else { "." });
        paths.push_str(name);
        entries.push((paths.len(), expected, got));
        if size + paths.len() > MAX_BYTES { Err(Error::bad_body(BadBody::Overgrown)) } else { Ok(()) }
    }

    /// What cannot be read without inventing a value.
    pub(crate) fn unreadable(&self, name: &str, expected: &str, got: &str) -> Error {
        Error::unreadable(&self.place(name), expected, got)
    }

    fn place(&self, name: &str) -> String {
        if name.is_empty() { self.path.clone() } else { member(&self.path, name) }
    }
}
