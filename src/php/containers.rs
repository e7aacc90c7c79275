//! Lists and objects, which PHP does not tell apart when they are empty or have holes.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Field, Sent, Written};
use crate::body::BadBody;
use crate::conversion::Report;
use crate::error::Error;
use crate::path::Place;

/// What is read may take this much: the fields that 16 MiB of `{},{},…` leave out would fill gigabytes.
const MAX_BYTES: usize = 64 << 20;

/// Stops the reading before `count` values of a type fill the memory.
pub(super) fn has_room<T, E: serde::de::Error>(count: usize) -> Result<(), E> {
    if count.saturating_mul(size_of::<T>()) > MAX_BYTES { Err(E::custom(BadBody::Overgrown.words().1)) } else { Ok(()) }
}

/// An object that takes its fields one after the other, so that of a name that comes twice the last one counts.
pub(crate) trait Fields<'a>: Default {
    /// Takes the field that comes next, and has this name.
    fn take<A: MapAccess<'a>>(&mut self, name: Cow<'a, str>, map: &mut A) -> Result<(), A::Error>;

    /// Takes all fields.
    fn of<A: MapAccess<'a>>(mut map: A) -> Result<Self, A::Error> {
        /// Borrowed unless it has escapes.
        #[derive(Deserialize)]
        #[serde(transparent)]
        struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

        let mut object = Self::default();
        while let Some(Name(name)) = map.next_key()? {
            object.take(name, &mut map)?;
        }
        Ok(object)
    }
}

/// Reads JSON that is an object.
#[derive(Debug)]
pub(crate) struct Object<T>(pub(crate) T);

impl<'a, T: Fields<'a>> Deserialize<'a> for Object<T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct All<T>(PhantomData<T>);

        impl<'a, T: Fields<'a>> Visitor<'a> for All<T> {
            type Value = T;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<T, A::Error> {
                T::of(map)
            }
        }

        deserializer.deserialize_map(All(PhantomData)).map(Self)
    }
}

/// Any JSON, by what it is: an object and a list are read further, of a scalar only the word for it is kept.
#[derive(Debug)]
pub(crate) enum Content<M, S> {
    Object(M),
    List(S),
    Scalar(&'static str),
}

impl<M, S> Default for Content<M, S> {
    fn default() -> Self {
        Self::Scalar("nothing")
    }
}

impl<'a, M: Fields<'a>, S: Deserialize<'a>> Deserialize<'a> for Content<M, S> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<M, S>(PhantomData<(M, S)>);

        impl<'a, M: Fields<'a>, S: Deserialize<'a>> Visitor<'a> for Any<M, S> {
            type Value = Content<M, S>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("any JSON")
            }

            fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<Self::Value, A::Error> {
                M::of(map).map(Content::Object)
            }

            fn visit_seq<A: SeqAccess<'a>>(self, list: A) -> Result<Self::Value, A::Error> {
                S::deserialize(SeqAccessDeserializer::new(list)).map(Content::List)
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Content::Scalar("null"))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Content::Scalar("boolean"))
            }

            fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
                Ok(Content::Scalar("int"))
            }

            fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
                Ok(Content::Scalar("int"))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Content::Scalar("decimal"))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Content::Scalar(if text.trim_ascii().is_empty() { "empty text" } else { "text" }))
            }
        }

        deserializer.deserialize_any(Any(PhantomData))
    }
}

/// A list that is skipped: has it items?
#[derive(Debug)]
pub(crate) struct Skipped(bool);

impl<'a> Deserialize<'a> for Skipped {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        let mut has_items = false;
        for_each(deserializer, |_: IgnoredAny| {
            has_items = true;
            Ok(())
        })?;
        Ok(Self(has_items))
    }
}

/// Hands each item of a list on as soon as it is read.
fn for_each<'a, D: Deserializer<'a>, T: Deserialize<'a>>(
    deserializer: D,
    take: impl FnMut(T) -> Result<(), D::Error>,
) -> Result<(), D::Error> {
    struct Each<T, E, F>(F, PhantomData<(T, E)>);

    impl<'a, T: Deserialize<'a>, E: serde::de::Error, F: FnMut(T) -> Result<(), E>> Visitor<'a> for Each<T, E, F> {
        type Value = ();

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'a>>(mut self, mut list: A) -> Result<(), A::Error> {
            while let Some(item) = list.next_element()? {
                (self.0)(item).map_err(A::Error::custom)?;
            }
            Ok(())
        }
    }

    deserializer.deserialize_seq(Each::<T, D::Error, _>(take, PhantomData))
}

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
    entries.sort_by(|(one, _), (other, _)| compare_numbers(one, other));
    entries.dedup_by(|later, earlier| {
        let is_same = later.0 == earlier.0;
        if is_same {
            std::mem::swap(later, earlier);
        }
        is_same
    });
}

/// Of two numbers without leading zeros the longer one is larger.
fn compare_numbers(one: &str, other: &str) -> Ordering {
    let (digits, others) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
    digits.len().cmp(&others.len()).then_with(|| digits.cmp(others)).then(one.len().cmp(&other.len()))
}

/// The balances; `null` where none were sent, which PHP writes as `[]`, too.
#[derive(Debug)]
pub(crate) struct Balances<T> {
    value: Option<T>,
    sent: Sent,
}

/// How orders are paid with points; `null` where no rule was sent, be it as `[]` or `{}`. That is worth a report only
/// where the rules were asked for.
#[derive(Debug)]
pub(crate) struct Rule<T>(Balances<T>);

/// An object without content is none where `is_empty_absent` says so.
fn nested<'a, T: Fields<'a>, E: serde::de::Error>(raw: &'a RawValue, is_empty_absent: bool) -> Result<Balances<T>, E> {
    let json = raw.get();
    let written = Written::of(json);
    let is_empty = json.get(1..json.len() - 1).is_some_and(|inner| inner.trim_ascii().is_empty());
    let (value, sent) = match written {
        Written::Object if !(is_empty && is_empty_absent) => {
            let Object(value) = serde_json::from_str(json).map_err(E::custom)?;
            (Some(value), Sent::AsDocumented)
        }
        Written::Object => (None, Sent::Absent("object")),
        Written::List if is_empty => (None, Sent::Absent("list")),
        _ if written.is_absent() => (None, Sent::Absent(written.word())),
        _ => (None, Sent::Unreadable(written.word())),
    };
    Ok(Balances { value, sent })
}

impl<T> Default for Balances<T> {
    fn default() -> Self {
        Self { value: None, sent: Sent::default() }
    }
}

impl<T> Default for Rule<T> {
    fn default() -> Self {
        Self(Balances::default())
    }
}

impl<'a, T: Fields<'a>> Deserialize<'a> for Balances<T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        nested(Deserialize::deserialize(deserializer)?, false)
    }
}

impl<'a, T: Fields<'a>> Deserialize<'a> for Rule<T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        nested(Deserialize::deserialize(deserializer)?, true).map(Self)
    }
}

impl<T: Field> Field for Balances<T> {
    fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        self.sent.tell(place, "object", report)?;
        self.value.as_mut().map_or(Ok(()), |value| value.tell(place, report))
    }
}

impl<T: Field> Field for Rule<T> {
    fn tell(&mut self, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        if matches!(self.0.sent, Sent::Absent(_)) && !report.reading.point_rules {
            return Ok(());
        }
        self.0.tell(place, report)
    }
}

impl<T: Serialize> Serialize for Balances<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: Serialize> Serialize for Rule<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
