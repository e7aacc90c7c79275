//! What the tolerant reading had to convert, each with its place.

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
    /// Notes one at the member `name` of `parent`, either of which may be empty.
    pub(crate) fn add(&mut self, parent: &str, name: &str, expected: &'static str, got: &'static str) {
        self.paths.push_str(parent);
        self.paths.push_str(if parent.is_empty() || name.is_empty() { "" } else { "." });
        self.paths.push_str(name);
        self.entries.push((self.paths.len(), expected, got));
    }

    /// How many bytes all paths have.
    pub(crate) fn size(&self) -> usize {
        self.paths.len()
    }

    /// Whether everything was of its documented type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The conversions in documented order.
    pub fn iter(&self) -> impl Iterator<Item = Conversion<'_>> {
        let mut start = 0;
        self.entries.iter().map(move |&(end, expected, got)| {
            let path = self.paths.get(start..end).unwrap_or_default();
            start = end;
            Conversion { path, expected, got }
        })
    }
}
