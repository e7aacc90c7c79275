//! The envelope of every answer.

use std::borrow::Cow;

use serde::de::{IgnoredAny, MapAccess};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::error::Vendor;
use crate::json::{Fields, Written};
use crate::redact::Secrets;

/// The outermost object of an answer.
#[derive(Default)]
pub(super) struct Envelope<'a, D> {
    pub(super) verdict: Verdict<'a>,
    pub(super) data: D,
}

/// What the envelope says of the outcome.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Verdict<'a> {
    pub(super) status: Raw<'a>,
    pub(super) code: Raw<'a>,
    pub(super) message: Raw<'a>,
    pub(super) trace_id: Raw<'a>,
}

impl<'a, D: Deserialize<'a> + Default> Fields<'a> for Envelope<'a, D> {
    fn take<A: MapAccess<'a>>(&mut self, name: Cow<'a, str>, map: &mut A) -> Result<(), A::Error> {
        match &*name {
            "status" => self.verdict.status = map.next_value()?,
            "code" => self.verdict.code = map.next_value()?,
            "message" => self.verdict.message = map.next_value()?,
            "traceId" => self.verdict.trace_id = map.next_value()?,
            "data" => self.data = map.next_value()?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

impl Verdict<'_> {
    /// The vendor's code and message.
    pub(super) fn vendor(&self, code: &Written<'_>, secrets: &Secrets) -> Vendor {
        let message = match self.message.written() {
            None | Some(Written::Null) => String::new(),
            Some(text @ Written::Text(_)) => shown(&text, secrets),
            Some(_) => secrets.mask(self.message.json()),
        };
        Vendor { code: shown(code, secrets), message }
    }
}

/// A field as it is written, if it is there.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Raw<'a>(pub(super) Option<&'a RawValue>);

impl<'a> Deserialize<'a> for Raw<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(|raw| Self(Some(raw)))
    }
}

impl<'a> Raw<'a> {
    pub(super) fn json(self) -> &'a str {
        self.0.map_or("", RawValue::get)
    }

    pub(super) fn written(self) -> Option<Written<'a>> {
        self.0.map(|raw| Written::of(raw.get()))
    }

    pub(super) fn word(self) -> &'static str {
        self.written().map_or("nothing", |written| written.word())
    }

    /// A number, or a text with something in it.
    pub(super) fn given(self) -> Option<Written<'a>> {
        self.written().filter(|it| matches!(it, Written::Number(_) | Written::Text(_)) && !it.is_absent())
    }
}

/// A text, or anything else as it is written.
pub(super) fn shown(value: &Written<'_>, secrets: &Secrets) -> String {
    match value {
        Written::Text(text) => secrets.mask(text),
        Written::Number(digits) => secrets.mask(digits),
        _ => String::new(),
    }
}
