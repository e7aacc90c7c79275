//! What the vendor's page does not describe: kept as it came, but for numbers that JavaScript would misread.

use super::{Decoder, Step, last_of_each, member};
use crate::json::{Entry, Tag, Value};
use crate::number::Number;

impl Decoder<'_> {
    pub(super) fn foreign(&mut self, value: Value<'_>) -> Step {
        if !value.is_lossy() {
            self.out.push_str(value.raw());
            return Ok(());
        }
        match value.tag() {
            Tag::List => {
                self.out.push('[');
                for (index, item) in value.items().enumerate() {
                    self.out.push_str(if index == 0 { "" } else { "," });
                    let parent = self.path.len();
                    self.path.extend(["[", &index.to_string(), "]"]);
                    self.foreign(item)?;
                    self.path.truncate(parent);
                }
                self.out.push(']');
                Ok(())
            }
            Tag::Object => {
                self.out.push('{');
                let entries: Vec<_> = value.entries().collect();
                for (index, entry) in last_of_each(&entries).into_iter().enumerate() {
                    self.out.push_str(if index == 0 { "" } else { "," });
                    self.foreign_entry(entry)?;
                }
                self.out.push('}');
                Ok(())
            }
            _ => self.misread_number(value.raw()),
        }
    }

    pub(super) fn foreign_entry(&mut self, entry: Entry<'_>) -> Step {
        self.out.push_str(entry.key.raw());
        self.out.push(':');
        if !entry.value.is_lossy() {
            self.out.push_str(entry.value.raw());
            return Ok(());
        }
        let name = self.secrets.mask(&entry.name());
        let path = member(&self.path, &name);
        let parent = std::mem::replace(&mut self.path, path);
        self.foreign(entry.value)?;
        self.path = parent;
        Ok(())
    }

    /// Writes a number as a text: an integer as its digits, anything else as it is written.
    fn misread_number(&mut self, raw: &str) -> Step {
        self.out.push('"');
        let integer = Number::plain(raw).filter(Number::is_integer);
        match integer {
            Some(number) => number.write_whole(&mut self.out),
            None => self.out.push_str(raw),
        }
        self.out.push('"');
        if integer.is_some() {
            self.convert("", "integer up to 2^53-1", "integer beyond 2^53-1")
        } else {
            self.convert("", "number up to 1.8e308", "number beyond 1.8e308")
        }
    }
}
