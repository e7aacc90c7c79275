//! Reading JSON whatever it is: no type here fails at a value of another type.

mod written;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

pub(crate) use self::written::{Written, is_integer, is_zero};
use crate::body::BadBody;

/// What is read may take this much: the fields that 16 MiB of `{},{},…` leave out would fill gigabytes.
const MAX_BYTES: usize = 64 << 20;

/// Stops the reading before `count` values of a type fill the memory.
pub(crate) fn has_room<T, E: serde::de::Error>(count: usize) -> Result<(), E> {
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
pub(crate) struct Skipped(pub(crate) bool);

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
pub(crate) fn for_each<'a, D: Deserializer<'a>, T: Deserialize<'a>>(
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
