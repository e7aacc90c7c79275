//! Objects, of which PHP makes lists when they are empty; and whatever else stands where an object or a list belongs.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Field, Need, Reader, Shape, Value, text_of};
use crate::path::Place;

impl<'a> Visitor<'a> for Value<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON")
    }

    fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<(), A::Error> {
        match self.field.shape {
            Shape::List(item) => self.list_with_holes(item, map),
            Shape::Only(field) => self.only(field, map),
            shape => self.object(shape.fields(), map),
        }
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        if let Shape::List(item) = self.field.shape {
            return self.list(item, list);
        }
        let is_empty = list.next_element::<IgnoredAny>()?.is_none();
        while !is_empty && list.next_element::<IgnoredAny>()?.is_some() {}
        self.list_for_object(is_empty);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.scalar("null")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.scalar("boolean")
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.scalar("int")
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.scalar("int")
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.scalar("decimal")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.scalar(if text.trim_ascii().is_empty() { "empty text" } else { "text" })
    }
}

impl Value<'_, '_> {
    /// Copies each field's name as it is written. Of two equal names both are written: `JSON.parse` keeps the last, as we
    /// do of their errors.
    fn object<'a, A: MapAccess<'a>>(self, fields: &'static [Field], mut map: A) -> Result<(), A::Error> {
        let Self { reader, place, field } = self;
        let start = reader.out.len();
        reader.out.push('{');
        let (mut seen, mut next) = (0, 0);
        let mut failures = Vec::new();
        while let Some(name) = map.next_key::<&RawValue>()? {
            reader.out.push_str(name.get());
            reader.out.push(':');
            if let Some((at, field)) = find(fields, name.get(), next) {
                (seen, next) = (seen | 1 << at, at + 1);
                let failure = reader.report.failure.take();
                map.next_value_seed(Value { reader, place: &place.field(field.name), field })?;
                failures.retain(|(earlier, _)| *earlier != at);
                failures.extend(reader.report.failure.take().map(|error| (at, error)));
                reader.report.failure = failure;
            } else {
                let json: &RawValue = map.next_value()?;
                if let Some((expected, got)) = reader.keep(json.get()) {
                    let name = reader.report.shown(&text_of(name.get()));
                    reader.report.convert(&place.field(&name), expected, got);
                }
            }
            reader.out.push(',');
        }
        for (_, error) in failures {
            reader.report.fail(|| error);
        }
        if reader.out.len() == start + 1 && field.need == Need::PointRules {
            reader.out.truncate(start);
            reader.absent(place, field, "object");
        } else {
            reader.fill_in(place, fields, seen);
            reader.close('}');
        }
        Ok(())
    }

    fn only<'a, A: MapAccess<'a>>(self, field: &'static Field, mut map: A) -> Result<(), A::Error> {
        let Self { reader, place, .. } = self;
        let place = &place.field(field.name);
        let (failure, mut is_there) = (reader.report.failure.take(), false);
        while let Some(name) = map.next_key::<&RawValue>()? {
            if text_of(name.get()) == field.name {
                is_there = true;
                reader.restart();
                map.next_value_seed(Value { reader, place, field })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if !is_there {
            reader.absent(place, field, "nothing");
        }
        reader.report.failure = failure.or(reader.report.failure.take());
        Ok(())
    }

    /// A list stands where an object belongs.
    fn list_for_object(self, is_empty: bool) {
        let Self { reader, place, field } = self;
        match (field.shape, field.need) {
            (Shape::Only(inner), _) => reader.absent(&place.field(inner.name), inner, "nothing"),
            (shape, Need::Item) if is_empty => {
                reader.report.convert(place, "object", "list");
                reader.out.push('{');
                reader.fill_in(place, shape.fields(), 0);
                reader.close('}');
            }
            _ if is_empty => reader.absent(place, field, "list"),
            _ => reader.unreadable(place, field, "list"),
        }
    }

    /// A scalar stands where an object or a list belongs.
    #[expect(clippy::unnecessary_wraps, reason = "so that it can be the whole of a visitor's method")]
    fn scalar<E>(self, got: &'static str) -> Result<(), E> {
        let Self { reader, place, field } = self;
        match (field.shape, got) {
            (Shape::Only(inner), _) => reader.absent(&place.field(inner.name), inner, "nothing"),
            (_, "null" | "empty text") => reader.absent(place, field, got),
            _ => reader.unreadable(place, field, got),
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Writes the fields that were not sent.
    fn fill_in(&mut self, place: &Place<'_>, fields: &'static [Field], seen: u32) {
        for (at, field) in fields.iter().enumerate() {
            if seen & 1 << at == 0 {
                self.out.extend(["\"", field.name, "\":"]);
                self.absent(&place.field(field.name), field, "nothing");
                self.out.push(',');
            }
        }
    }

    /// Ends an object or a list, whose parts each have a comma behind them.
    pub(super) fn close(&mut self, bracket: char) {
        if self.out.ends_with(',') {
            self.out.pop();
        }
        self.out.push(bracket);
    }
}

/// The field that has this name, which is JSON: mostly the one at `next`.
fn find<'f>(fields: &'f [Field], name: &str, next: usize) -> Option<(usize, &'f Field)> {
    match fields.get(next) {
        Some(field) if name.get(1..name.len() - 1) == Some(field.name) => Some((next, field)),
        _ => {
            let name = text_of(name);
            fields.iter().enumerate().find(|(_, field)| field.name == name)
        }
    }
}
