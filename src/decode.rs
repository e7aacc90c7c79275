//! Reading PHP's JSON by its documented shape. The body is edited: what is as documented stays as it stands, what is
//! not is replaced by JSON of the documented type and reported. The result is for `JSON.parse`.

mod entries;
mod foreign;
mod scalar;

use crate::conversion::{Report, Segment};
use crate::error::Error;
use crate::json::{Document, Tag, Value};
use crate::mask::Secrets;
use crate::user_info::{Field, Object, Shape, USER_INFO};
use entries::{by_number, overridden};
pub(crate) use scalar::{boolean, word};

pub(crate) type Step = Result<(), Error>;

/// An edit under way.
#[derive(Debug)]
pub(crate) struct Decoder<'d, 'r> {
    report: &'r mut Report,
    /// To mask in names that the body has of its own.
    secrets: &'r Secrets,
    point_rules: bool,
    document: &'d Document<'d>,
    /// Up to here the source is written, replaced or left out.
    done: usize,
    out: String,
    /// Where quotes will stand in `out` around numbers. They give way to spaces in the end, which is faster than leaving
    /// them out one by one.
    quotes: Vec<usize>,
}

impl<'d, 'r> Decoder<'d, 'r> {
    pub(crate) fn new(document: &'d Document<'d>, report: &'r mut Report, secrets: &'r Secrets) -> Self {
        report.enter(Segment::Name("data"));
        Self { report, secrets, point_rules: false, document, done: 0, out: String::new(), quotes: Vec::new() }
    }

    /// Reads `data.user_info`; `point_rules` says whether the rules for paying with points were asked for.
    pub(crate) fn user_info(mut self, value: Option<Value<'d>>, point_rules: bool) -> Result<String, Error> {
        self.report.enter(Segment::Name("user_info"));
        match value {
            Some(value) if value.tag() == Tag::Object => {
                self.point_rules = point_rules;
                self.done = value.start();
                self.out.reserve(value.end() - value.start());
                self.fields(&USER_INFO, value)?;
                Ok(self.finish(value.end()))
            }
            _ => Err(self.report.unreadable("", "object", word(value))),
        }
    }

    /// Reads `data` of an action without documented shape.
    pub(crate) fn data(mut self, value: Option<Value<'d>>) -> Result<String, Error> {
        let Some(value) = value else { return Ok("null".into()) };
        self.done = value.start();
        self.foreign(value)?;
        Ok(self.finish(value.end()))
    }

    fn finish(mut self, end: usize) -> String {
        self.copy_to(end);
        if self.quotes.is_empty() {
            return self.out;
        }
        let mut out = self.out.into_bytes();
        for quote in self.quotes {
            if let Some(byte) = out.get_mut(quote) {
                *byte = b' ';
            }
        }
        String::from_utf8(out).unwrap_or_default()
    }

    fn copy_to(&mut self, end: usize) {
        self.out.push_str(self.document.text().get(self.done..end).unwrap_or_default());
        self.done = end;
    }

    fn replace(&mut self, value: Value<'_>, json: &str) {
        self.copy_to(value.start());
        self.out.push_str(json);
        self.done = value.end();
    }

    /// Takes a text for the number that it holds.
    fn unquote(&mut self, value: Value<'_>) {
        let start = self.out.len() + value.start() - self.done;
        self.quotes.extend([start, start + value.raw().len() - 1]);
    }

    fn convert(&mut self, name: &'static str, expected: &'static str, got: &'static str) -> Step {
        self.report.convert(name, expected, got, self.out.len())
    }

    fn unreadable(&self, field: Field, value: Value<'_>) -> Step {
        Err(self.report.unreadable(field.name, field.shape.word(), word(Some(value))))
    }

    /// The fields of an object; those that are missing are added at its end.
    fn fields(&mut self, fields: &'static Object, object: Value<'d>) -> Step {
        let found = object.look(fields.names);
        let overridden = if found.odd.iter().any(|odd| odd.field.is_none()) { overridden(object) } else { Vec::new() };
        for odd in &found.odd {
            let value = self.document.value(odd.node as usize);
            let place = odd.field.map(usize::from);
            let Some((place, field)) = place.and_then(|place| Some((place, fields.field(place)?))) else {
                if overridden.get(odd.entry as usize) != Some(&true) {
                    self.foreign_member(self.document.value(odd.node as usize - 1), value)?;
                }
                continue;
            };
            if found.nodes.get(place) != Some(&odd.node) {
                // A later one of the same name counts.
            } else if odd.is_number {
                self.unquote(value);
                self.convert(field.name, field.shape.word(), "text")?;
            } else {
                self.field(field, value)?;
            }
        }
        let mut before = if object.is_empty_container() { "\"" } else { ",\"" };
        for (place, node) in found.nodes.iter().enumerate() {
            let Some(field) = fields.field(place) else { break };
            if *node == 0 {
                self.copy_to(object.end() - 1);
                self.out.push_str(before);
                self.out.push_str(field.name);
                self.out.push_str("\":");
                self.out.push_str(field.shape.absent());
                self.report_absent(field, "missing")?;
                before = ",\"";
            }
        }
        Ok(())
    }

    fn report_absent(&mut self, field: Field, got: &'static str) -> Step {
        match field.shape {
            Shape::Id => Err(self.report.unreadable(field.name, field.shape.word(), got)),
            Shape::Flag | Shape::Rule(_) if !self.point_rules => Ok(()),
            shape => self.convert(field.name, shape.word(), got),
        }
    }

    fn field(&mut self, field: Field, value: Value<'d>) -> Step {
        if scalar::is_absent(field.shape, value) {
            self.replace(value, field.shape.absent());
            return self.report_absent(field, word(Some(value)));
        }
        match field.shape {
            Shape::Id | Shape::Int | Shape::Float => self.number(field, value),
            Shape::Text => self.text(field, value),
            Shape::Flag => self.flag(field, value),
            Shape::List(item) => self.list(field, item, value),
            Shape::Balances(fields) | Shape::Rule(fields) if value.tag() == Tag::Object => {
                self.report.enter(Segment::Name(field.name));
                self.fields(fields, value)?;
                self.report.leave();
                Ok(())
            }
            Shape::Balances(_) | Shape::Rule(_) => self.unreadable(field, value),
        }
    }

    /// A list, or the object that PHP makes of one with gaps.
    fn list(&mut self, field: Field, item: &'static Object, value: Value<'d>) -> Step {
        match value.tag() {
            Tag::List => {
                self.report.enter(Segment::Name(field.name));
                for (index, value) in value.items().enumerate() {
                    self.item(Segment::Index(index), item, value)?;
                }
                self.report.leave();
                Ok(())
            }
            Tag::Object => {
                let Some(entries) = by_number(value) else { return self.unreadable(field, value) };
                self.convert(field.name, "list", "object")?;
                self.report.enter(Segment::Name(field.name));
                self.replace(value, "[");
                for (index, entry) in entries.into_iter().enumerate() {
                    self.out.push_str(if index == 0 { "" } else { "," });
                    self.done = entry.value.start();
                    let key = self.secrets.mask(&entry.name());
                    self.item(Segment::Key(key), item, entry.value)?;
                    self.copy_to(entry.value.end());
                }
                self.out.push(']');
                self.done = value.end();
                self.report.leave();
                Ok(())
            }
            _ => self.unreadable(field, value),
        }
    }

    fn item(&mut self, segment: Segment, fields: &'static Object, value: Value<'d>) -> Step {
        self.report.enter(segment);
        if value.tag() == Tag::Object {
            self.fields(fields, value)?;
        } else if value.is_empty_container() {
            self.replace(value, "{");
            self.convert("", "object", "list")?;
            self.done = value.end() - 1;
            self.fields(fields, value)?;
            self.out.push('}');
            self.done = value.end();
        } else {
            return Err(self.report.unreadable("", "object", word(Some(value))));
        }
        self.report.leave();
        Ok(())
    }
}
