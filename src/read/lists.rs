//! Lists, of which PHP makes objects when they have holes.

use std::collections::BTreeMap;

use serde::de::{IgnoredAny, MapAccess, SeqAccess};
use serde_json::value::RawValue;

use super::{Field, Value, text_of};

impl Value<'_, '_> {
    pub(super) fn list<'a, A: SeqAccess<'a>>(self, item: &'static Field, mut list: A) -> Result<(), A::Error> {
        let Self { reader, place, .. } = self;
        reader.out.push('[');
        let mut index = 0;
        while list.next_element_seed(Value { reader, place: &place.item(index), field: item })?.is_some() {
            reader.out.push(',');
            index += 1;
        }
        reader.close(']');
        Ok(())
    }

    /// In ascending order of the names, which are numbers; of two equal ones the last counts.
    pub(super) fn list_with_holes<'a, A: MapAccess<'a>>(
        self,
        item: &'static Field,
        mut map: A,
    ) -> Result<(), A::Error> {
        let Self { reader, place, field } = self;
        reader.report.convert(place, "list", "object");
        let start = reader.out.len();
        let mut items = BTreeMap::new();
        while let Some(name) = map.next_key::<&RawValue>()? {
            let name = text_of(name.get());
            let Ok(number) = name.parse::<u128>() else {
                reader.unreadable(place, field, "object");
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let from = reader.out.len() - start;
            let shown = reader.report.shown(&name);
            map.next_value_seed(Value { reader, place: &place.key(&shown), field: item })?;
            items.insert(number, from..reader.out.len() - start);
        }
        let written = reader.out.split_off(start);
        reader.out.push('[');
        for range in items.into_values() {
            reader.out.push_str(written.get(range).unwrap_or_default());
            reader.out.push(',');
        }
        reader.close(']');
        Ok(())
    }
}
