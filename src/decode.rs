//! Reading PHP's JSON by its documented shape: what comes out is JSON of the documented types, and what had to be
//! converted for that is reported.

mod entries;
mod foreign;
mod scalar;

use crate::conversion::Conversions;
use crate::error::{BadBody, Error};
use crate::json::{Entry, Tag, Value};
use crate::mask::Secrets;
use crate::user_info::{Field, MAX_FIELDS, Shape, USER_INFO};
use crate::value::member;
use entries::{by_number, last_of_each, position};
pub(crate) use scalar::{boolean, word};

/// A body of 16 MiB that leaves everything out would fill gigabytes with zeros and reports of them.
const MAX_BYTES: usize = 64 << 20;

pub(crate) type Step = Result<(), Error>;

/// The state of reading one answer.
#[derive(Debug)]
pub(crate) struct Decoder<'s> {
    secrets: &'s Secrets,
    strict: bool,
    point_rules: bool,
    /// Of the object that is being read.
    path: String,
    out: String,
    conversions: Conversions,
}

impl<'s> Decoder<'s> {
    pub(crate) fn new(secrets: &'s Secrets, strict: bool) -> Self {
        let (path, out, conversions) = Default::default();
        Self { secrets, strict, point_rules: false, path, out, conversions }
    }

    /// Reads `data.user_info`; `point_rules` says whether the rules for paying with points were asked for.
    pub(crate) fn user_info(&mut self, value: Option<Value<'_>>, point_rules: bool) -> Result<String, Error> {
        self.path.push_str("data.user_info");
        self.point_rules = point_rules;
        match value {
            Some(value) if value.tag() == Tag::Object => {
                self.out.reserve(value.raw().len());
                self.fields(USER_INFO, value)?;
                Ok(std::mem::take(&mut self.out))
            }
            _ => Err(self.unreadable("", "object", word(value))),
        }
    }

    /// Reads `data` of an action without documented shape.
    pub(crate) fn data(&mut self, value: Option<Value<'_>>) -> Result<String, Error> {
        let Some(value) = value else { return Ok("null".into()) };
        self.path.push_str("data");
        self.foreign(value)?;
        Ok(std::mem::take(&mut self.out))
    }

    pub(crate) fn into_conversions(self) -> Conversions {
        self.conversions
    }

    /// Reports a conversion at the member `name` of the object that is being read; at the object itself if empty.
    pub(crate) fn convert(&mut self, name: &str, expected: &'static str, got: &'static str) -> Step {
        if self.strict {
            return Err(Error::converted(&self.place(name), expected, got));
        }
        self.conversions.add(&self.path, name, expected, got);
        if self.out.len() + self.conversions.size() > MAX_BYTES {
            return Err(Error::bad_body(BadBody::Overgrown));
        }
        Ok(())
    }

    pub(crate) fn unreadable(&self, name: &str, expected: &str, got: &str) -> Error {
        Error::unreadable(&self.place(name), expected, got)
    }

    fn place(&self, name: &str) -> String {
        if name.is_empty() { self.path.clone() } else { member(&self.path, name) }
    }

    /// An object: the documented fields in documented order, then the others as they came.
    fn fields(&mut self, fields: &'static [Field], object: Value<'_>) -> Step {
        let mut known = [None; MAX_FIELDS];
        let mut others = Vec::new();
        let mut next = 0;
        for entry in object.entries() {
            match position(fields, next, entry) {
                Some(index) => {
                    known.iter_mut().skip(index).take(1).for_each(|slot| *slot = Some(entry.value));
                    next = index + 1;
                }
                None => others.push(entry),
            }
        }
        let mut before = "{\"";
        for (field, value) in fields.iter().zip(known) {
            self.out.push_str(before);
            self.out.push_str(field.name);
            self.out.push_str("\":");
            self.field(field, value)?;
            before = ",\"";
        }
        if others.iter().any(|entry| entry.value.is_lossy()) {
            others = last_of_each(&others);
        }
        for entry in others {
            self.out.push(',');
            self.foreign_entry(entry)?;
        }
        self.out.push('}');
        Ok(())
    }

    fn field(&mut self, field: &'static Field, value: Option<Value<'_>>) -> Step {
        match field.shape {
            Shape::Id => self.id(field.name, value),
            Shape::Int => self.int(field.name, value),
            Shape::Float => self.float(field.name, value),
            Shape::Text => self.text(field.name, value),
            Shape::Flag => self.flag(field.name, value),
            Shape::List(item) => self.list(field.name, item, value),
            Shape::Balances(fields) => self.balances(field.name, fields, value),
            Shape::Rule(fields) => self.rule(field.name, fields, value),
        }
    }

    /// A list, or the object that PHP makes of one with gaps.
    fn list(&mut self, name: &'static str, item: &'static [Field], value: Option<Value<'_>>) -> Step {
        let Some(value) = scalar::given(value) else {
            self.out.push_str("[]");
            return self.convert(name, "list", word(value));
        };
        let entries = match value.tag() {
            Tag::List => None,
            Tag::Object => match by_number(value) {
                Some(entries) => Some(entries),
                None => return Err(self.unreadable(name, "list", "object")),
            },
            _ => return Err(self.unreadable(name, "list", word(Some(value)))),
        };
        if entries.is_some() {
            self.convert(name, "list", "object")?;
        }
        let parent = self.descend(name);
        self.out.push('[');
        match entries {
            None => {
                for (index, value) in value.items().enumerate() {
                    self.item(&index.to_string(), item, value)?;
                }
            }
            Some(entries) => {
                for entry in entries {
                    let key = self.secrets.mask(&entry.name());
                    self.item(&key, item, entry.value)?;
                }
            }
        }
        self.out.push(']');
        self.path.truncate(parent);
        Ok(())
    }

    fn item(&mut self, key: &str, fields: &'static [Field], value: Value<'_>) -> Step {
        if !self.out.ends_with('[') {
            self.out.push(',');
        }
        let parent = self.path.len();
        self.path.extend(["[", key, "]"]);
        if value.tag() != Tag::Object {
            if !value.is_empty_container() {
                return Err(self.unreadable("", "object", word(Some(value))));
            }
            self.convert("", "object", "list")?;
        }
        self.fields(fields, value)?;
        self.path.truncate(parent);
        Ok(())
    }

    fn balances(&mut self, name: &'static str, fields: &'static [Field], value: Option<Value<'_>>) -> Step {
        match scalar::given(value) {
            Some(value) if value.tag() == Tag::Object => self.member(name, fields, value),
            Some(value) if !value.is_empty_container() => Err(self.unreadable(name, "object", word(Some(value)))),
            _ => {
                let mut before = "{\"";
                for field in fields {
                    self.out.extend([before, field.name, "\":0"]);
                    before = ",\"";
                }
                self.out.push('}');
                self.convert(name, "object", word(value))
            }
        }
    }

    fn rule(&mut self, name: &'static str, fields: &'static [Field], value: Option<Value<'_>>) -> Step {
        match scalar::given(value).filter(|value| !value.is_empty_container()) {
            Some(value) if value.tag() == Tag::Object => self.member(name, fields, value),
            Some(value) => Err(self.unreadable(name, "object", word(Some(value)))),
            None => self.absent(name, "object", value),
        }
    }

    /// Null for what comes only with the rules for paying with points.
    fn absent(&mut self, name: &'static str, expected: &'static str, value: Option<Value<'_>>) -> Step {
        self.out.push_str("null");
        if self.point_rules { self.convert(name, expected, word(value)) } else { Ok(()) }
    }

    fn member(&mut self, name: &'static str, fields: &'static [Field], value: Value<'_>) -> Step {
        let parent = self.descend(name);
        self.fields(fields, value)?;
        self.path.truncate(parent);
        Ok(())
    }

    /// Adds a documented name to the path; the answer is where to cut it again.
    fn descend(&mut self, name: &'static str) -> usize {
        let parent = self.path.len();
        self.path.extend([".", name]);
        parent
    }
}

/// An object's entries.
type Entries<'d> = Vec<Entry<'d>>;
