//! The entries of an object: which count, and in which order.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::json::{Entry, Value};
use crate::number::without_leading_zeros;
use crate::text::is_decimal;

/// For each entry of an object whether a later one of the same name overrides it. That matters only where a number
/// would be reported; elsewhere `JSON.parse` sees to it, and the list is empty.
pub(super) fn overridden(object: Value<'_>) -> Vec<bool> {
    let mut flags = Vec::new();
    if object.is_lossy() {
        let names = sorted(object);
        flags.resize(names.len(), false);
        for (name, later) in names.iter().zip(names.iter().skip(1)) {
            if let Some(flag) = flags.get_mut(name.place) {
                *flag = name.text == later.text;
            }
        }
    }
    flags
}

/// The entries of an object whose names are all decimal, in ascending order, the last of each name; `None` for any
/// other object.
pub(super) fn by_number(object: Value<'_>) -> Option<Vec<Entry<'_>>> {
    let mut entries: Vec<_> = object.entries().collect();
    if !entries.iter().all(|entry| is_decimal(&entry.name())) {
        return None;
    }
    let is_ascending = |(one, next): (&Entry<'_>, &Entry<'_>)| compare(&one.name(), &next.name()).is_lt();
    if !entries.iter().zip(entries.iter().skip(1)).all(is_ascending) {
        let mut names = sorted(object);
        names.dedup_by(|later, name| {
            let is_same = later.text == name.text;
            name.place = if is_same { later.place } else { name.place };
            is_same
        });
        entries = names.iter().filter_map(|name| entries.get(name.place).copied()).collect();
    }
    Some(entries)
}

/// A name of an object and the place of its entry.
#[derive(PartialEq, Eq)]
struct Name<'d> {
    text: Cow<'d, str>,
    place: usize,
}

impl Ord for Name<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        compare(&self.text, &other.text).then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Name<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The names in the order of [`compare`], equal ones by place. A heap sorts any number of them in little code.
fn sorted(object: Value<'_>) -> Vec<Name<'_>> {
    let names = object.entries().enumerate().map(|(place, entry)| Name { text: entry.name(), place });
    names.collect::<BinaryHeap<_>>().into_sorted_vec()
}

/// Decimal names as numbers, any others in some order: what is longer without leading zeros is larger.
fn compare(one: &str, other: &str) -> Ordering {
    let (significant, other_significant) = (without_leading_zeros(one), without_leading_zeros(other));
    let length = significant.len().cmp(&other_significant.len());
    length.then_with(|| significant.cmp(other_significant)).then(one.len().cmp(&other.len()))
}
