//! The entries of an object: which are documented, which count, and in which order.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Entries;
use crate::json::{Entry, Tag, Value};
use crate::user_info::Field;

/// Which documented field an entry is. `next` is the likely one.
pub(super) fn position(fields: &[Field], next: usize, entry: Entry<'_>) -> Option<usize> {
    let name = entry.name();
    if fields.get(next).is_some_and(|field| field.name == name) {
        return Some(next);
    }
    fields.iter().position(|field| field.name == name)
}

/// Without the entries that a later one of the same name overrides.
pub(super) fn last_of_each<'d>(entries: &[Entry<'d>]) -> Entries<'d> {
    let sorted = sorted(entries);
    let mut overridden = vec![false; entries.len()];
    for ((name, index), (later, _)) in sorted.iter().zip(sorted.iter().skip(1)) {
        overridden.iter_mut().skip(*index).take(1).for_each(|overridden| *overridden = name == later);
    }
    entries.iter().zip(overridden).filter(|(_, overridden)| !overridden).map(|(entry, _)| *entry).collect()
}

/// The entries of an object whose names are all decimal, in ascending order; `None` for any other object.
pub(super) fn by_number(object: Value<'_>) -> Option<Entries<'_>> {
    debug_assert_eq!(object.tag(), Tag::Object);
    let entries: Vec<_> = object.entries().collect();
    let is_number = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    if !entries.iter().all(|entry| is_number(&entry.name())) {
        return None;
    }
    let is_ascending = |(one, next): (&Entry<'_>, &Entry<'_>)| compare(&one.name(), &next.name()).is_lt();
    if entries.iter().zip(entries.iter().skip(1)).all(is_ascending) {
        return Some(entries);
    }
    let entries = last_of_each(&entries);
    Some(sorted(&entries).into_iter().filter_map(|(_, index)| entries.get(index).copied()).collect())
}

/// The names with their places, ordered as numbers where they are numbers, those of one name by place.
fn sorted<'d>(entries: &[Entry<'d>]) -> Vec<(Cow<'d, str>, usize)> {
    let mut sorted: Vec<_> = entries.iter().enumerate().map(|(index, entry)| (entry.name(), index)).collect();
    sorted.sort_unstable_by(|(one, at), (other, other_at)| compare(one, other).then(at.cmp(other_at)));
    sorted
}

/// As numbers, were they digits: what is longer without leading zeros is larger.
fn compare(one: &str, other: &str) -> Ordering {
    let digits = |name: &str| name.len() - name.trim_start_matches('0').len();
    let (zeros, other_zeros) = (digits(one), digits(other));
    let significant = (one.len() - zeros).cmp(&(other.len() - other_zeros));
    let value = || one.get(zeros..).cmp(&other.get(other_zeros..));
    significant.then_with(value).then(zeros.cmp(&other_zeros))
}
