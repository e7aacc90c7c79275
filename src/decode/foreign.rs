//! What the vendor's page does not describe: kept as it came, but for numbers that JavaScript would misread.

use super::scalar::{BEYOND, INFINITE};
use super::{Decoder, Step, overridden};
use crate::conversion::Segment;
use crate::json::{Tag, Value};
use crate::number::Number;

impl Decoder<'_, '_> {
    pub(super) fn foreign(&mut self, value: Value<'_>) -> Step {
        if !value.is_lossy() {
            return Ok(());
        }
        match value.tag() {
            Tag::List => {
                for (index, item) in value.items().enumerate().filter(|(_, item)| item.is_lossy()) {
                    self.report.enter(Segment::Index(index));
                    self.foreign(item)?;
                    self.report.leave();
                }
                Ok(())
            }
            Tag::Object => {
                for (entry, overridden) in value.entries().zip(overridden(value)) {
                    if !overridden {
                        self.foreign_member(entry.key, entry.value)?;
                    }
                }
                Ok(())
            }
            _ => self.misread_number(value),
        }
    }

    pub(super) fn foreign_member(&mut self, key: Value<'_>, value: Value<'_>) -> Step {
        if value.is_lossy() {
            self.report.enter(Segment::Foreign(self.secrets.mask(&key.text().unwrap_or_default())));
            self.foreign(value)?;
            self.report.leave();
        }
        Ok(())
    }

    /// Makes a text of a number: of an integer its digits, of anything else what is written.
    fn misread_number(&mut self, value: Value<'_>) -> Step {
        let whole = Number::plain(value.raw()).and_then(|number| number.whole_text());
        let text = ["\"", whole.as_deref().unwrap_or(value.raw()), "\""].concat();
        self.replace(value, &text);
        if whole.is_some() {
            self.convert("", "integer up to 2^53-1", BEYOND)
        } else {
            self.convert("", "number up to 1.8e308", INFINITE)
        }
    }
}
