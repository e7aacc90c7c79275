//! Lists, of which PHP makes objects when they have holes; and empty objects, of which it makes lists.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde::de::{IgnoredAny, MapAccess};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::foreign::keep_last;
use super::{Field, Sent};
use crate::conversion::Report;
use crate::error::Error;
use crate::json::{Content, Fields, Skipped, for_each, has_room};
use crate::path::Place;

/// An item of a list: an object, which PHP writes as `[]` when it is empty.
#[derive(Debug, Default)]
struct Item<T> {
    value: T,
    sent: Sent,
}

impl<'a, T: Fields<'a>> Deserialize<'a> for Item<T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        let (value, sent) = match Content::<T, Skipped>::deserialize(deserializer)? {
            Content::Object(value) => (value, Sent::AsDocumented),
            Content::List(Skipped(false)) => (T::default(), Sent::Converted("list")),
            Content::List(Skipped(true)) => (T::default(), Sent::Unreadable("list")),
            Content::Scalar(word) => (T::default(), Sent::Unreadable(word)),
        };
        Ok(Self { value, sent })
    }
}

impl<T: Field> Field for Item<T> {
    fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        self.sent.tell(place, "object", report)?;
        self.value.tell(place, report)
    }
}

/// A list of objects; empty where none was sent. PHP makes an object of it whose names are numbers when it has holes.
#[derive(Debug)]
pub(crate) struct List<'a, T> {
    items: Vec<Item<T>>,
    /// The items' names, where it was an object.
    keys: Vec<Cow<'a, str>>,
    sent: Sent,
}

impl<T> Default for List<'_, T> {
    fn default() -> Self {
        Self { items: Vec::new(), keys: Vec::new(), sent: Sent::default() }
    }
}

impl<'a, T: Fields<'a>> Deserialize<'a> for List<'a, T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        let list = |items, keys, sent| Self { items, keys, sent };
        Ok(match Content::<Keyed<'a, T>, Items<T>>::deserialize(deserializer)? {
            Content::List(Items(items)) => list(items, Vec::new(), Sent::AsDocumented),
            Content::Object(Keyed { mut entries, is_list: true }) => {
                sort_by_number(&mut entries);
                let (keys, items) = entries.into_iter().unzip();
                list(items, keys, Sent::Converted("object"))
            }
            Content::Object(_) => list(Vec::new(), Vec::new(), Sent::Unreadable("object")),
            Content::Scalar(word @ ("null" | "empty text")) => list(Vec::new(), Vec::new(), Sent::Absent(word)),
            Content::Scalar(word) => list(Vec::new(), Vec::new(), Sent::Unreadable(word)),
        })
    }
}

impl<T: Field> Field for List<'_, T> {
    fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        self.sent.tell(place, "list", report)?;
        for (index, item) in self.items.iter_mut().enumerate() {
            let key = self.keys.get(index).map(|key| report.shown(key));
            item.tell(&key.as_ref().map_or_else(|| place.item(index), |key| place.key(key)), report)?;
        }
        Ok(())
    }
}

impl<T: Serialize> Serialize for List<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.items.len()))?;
        for item in &self.items {
            list.serialize_element(&item.value)?;
        }
        list.end()
    }
}

struct Items<T>(Vec<Item<T>>);

impl<'a, T: Fields<'a>> Deserialize<'a> for Items<T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        let mut items = Vec::new();
        for_each(deserializer, |item| {
            items.push(item);
            has_room::<Item<T>, D::Error>(items.len())
        })?;
        Ok(Self(items))
    }
}

/// The entries of an object, as long as their names are numbers.
#[derive(Debug)]
struct Keyed<'a, T> {
    entries: Vec<(Cow<'a, str>, Item<T>)>,
    is_list: bool,
}

impl<T> Default for Keyed<'_, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), is_list: true }
    }
}

impl<'a, T: Fields<'a>> Fields<'a> for Keyed<'a, T> {
    fn take<A: MapAccess<'a>>(&mut self, name: Cow<'a, str>, map: &mut A) -> Result<(), A::Error> {
        self.is_list &= !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        if !self.is_list {
            return map.next_value::<IgnoredAny>().map(drop);
        }
        self.entries.push((name, map.next_value()?));
        has_room::<(Cow<'_, str>, Item<T>), A::Error>(self.entries.len())
    }
}

/// In ascending order, the last of each name.
fn sort_by_number<T>(entries: &mut Vec<(Cow<'_, str>, T)>) {
    keep_last(entries);
    entries.sort_unstable_by(|(one, _), (other, _)| compare_numbers(one, other));
}

/// Of two numbers without leading zeros the longer one is larger.
fn compare_numbers(one: &str, other: &str) -> Ordering {
    let (digits, others) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
    digits.len().cmp(&others.len()).then_with(|| digits.cmp(others)).then(one.len().cmp(&other.len()))
}
