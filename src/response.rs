//! The envelope of every answer, and its three outcomes.

use std::borrow::Cow;

use crate::body::{self, BadBody};
use crate::conversion::{Conversions, Report};
use crate::decode::{Decoder, boolean, word};
use crate::error::{Error, Kind, Vendor};
use crate::json::{Document, Tag, Value};
use crate::mask::Secrets;
use crate::number::Number;

/// What a successful answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// `data.user_info` of `communal.user.identity`.
    UserInfo {
        /// Whether the rules for paying with points were asked for.
        point_rules: bool,
    },
    /// Any `data`.
    Data,
}

/// An answer that was read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The server's `traceId`, masked.
    pub trace_id: Option<String>,
    /// What had to be converted, also before an error.
    pub conversions: Conversions,
    /// JSON for `JSON.parse`: of the member with every documented field in its documented type, or of `data`.
    pub result: Result<String, Error>,
}

impl Reading {
    /// Of an answer that could not be read at all.
    #[must_use]
    pub fn failed(error: Error) -> Self {
        Self { trace_id: None, conversions: Conversions::default(), result: Err(error) }
    }

    /// Of a body that was given up because it is too large.
    #[must_use]
    pub fn too_large(http_status: u16) -> Self {
        Self::failed(without_envelope(http_status, BadBody::TooLarge).of_response(http_status, None, None))
    }
}

/// Reads an answer. `strict` makes the first conversion an error; `secrets` are masked in everything but the result.
#[must_use]
pub fn read_response(http_status: u16, body: &[u8], expect: Expect, strict: bool, secrets: &Secrets) -> Reading {
    let document = body::document(body);
    let mut report = Report::new(strict);
    let mut trace_id = None;
    let result = match &document {
        Ok(document) => {
            let envelope = Envelope { document, secrets };
            trace_id = envelope.given("traceId").map(|trace_id| envelope.shown(trace_id));
            if is_success(http_status) {
                envelope.read(expect, &mut report)
            } else {
                let is_envelope = envelope.field("status").and_then(boolean).is_some();
                let code = envelope.given("code").filter(|_| is_envelope);
                Err(Error::http(http_status, code.map(|code| envelope.vendor(code))))
            }
        }
        Err(bad) => Err(without_envelope(http_status, *bad)),
    };
    let result = result.map_err(|error| {
        let is_telling = matches!(error.kind(), Kind::Decode | Kind::Http) && !body.is_empty();
        // Zeros between the characters, as UTF-16 has them, hide secrets from the mask.
        let is_readable = || !body.contains(&0);
        let snippet = if is_telling && is_readable() { Some(secrets.snippet(&body::lossy(body))) } else { None };
        error.of_response(http_status, trace_id.clone(), snippet)
    });
    Reading { trace_id, conversions: report.conversions, result }
}

const fn is_success(http_status: u16) -> bool {
    matches!(http_status, 200..300)
}

/// Whatever is wrong with a body, another status than 2xx counts for more.
fn without_envelope(http_status: u16, bad: BadBody) -> Error {
    if is_success(http_status) { Error::bad_body(bad) } else { Error::http(http_status, None) }
}

/// The answer's outermost object.
struct Envelope<'d> {
    document: &'d Document<'d>,
    secrets: &'d Secrets,
}

impl<'d> Envelope<'d> {
    fn field(&self, name: &str) -> Option<Value<'d>> {
        self.document.root().member(name)
    }

    /// A text, or anything else as it is written.
    fn shown(&self, value: Value<'_>) -> String {
        self.secrets.mask(&value.text().unwrap_or_else(|| Cow::Borrowed(value.raw())))
    }

    fn read(&self, expect: Expect, report: &mut Report) -> Result<String, Error> {
        let (status, code, data) = (self.field("status"), self.field("code"), self.field("data"));
        let Some(is_success) = status.and_then(boolean) else {
            return Err(report.unreadable("status", "bool", word(status)));
        };
        let Some(code) = self.given("code") else { return Err(report.unreadable("code", "int", word(code))) };
        if !matches!(status.map(Value::tag), Some(Tag::True | Tag::False)) {
            report.convert("status", "bool", word(status), 0)?;
        }
        if !is_success {
            return Err(Error::system(self.vendor(code)));
        }
        let is_zero = match code.text() {
            Some(text) => text == "0",
            None => Number::json(code.raw()).is_some_and(|number| number.is_zero()),
        };
        if !is_zero {
            return Err(Error::business(self.vendor(code)));
        }
        if code.tag() != Tag::Integer {
            report.convert("code", "int", word(Some(code)), 0)?;
        }
        let decoder = Decoder::new(self.document, report, self.secrets);
        match expect {
            Expect::UserInfo { point_rules } => {
                decoder.user_info(data.and_then(|data| data.member("user_info")), point_rules)
            }
            Expect::Data => decoder.data(data),
        }
    }

    /// A field that is a number, or a text with something in it.
    fn given(&self, name: &str) -> Option<Value<'d>> {
        self.field(name).filter(|value| match value.tag() {
            Tag::Text | Tag::EscapedText => !value.is_blank(),
            tag => tag.is_number(),
        })
    }

    /// The vendor's code and message.
    fn vendor(&self, code: Value<'_>) -> Vendor {
        let message = self.field("message").filter(|message| message.tag() != Tag::Null);
        Vendor { code: self.shown(code), message: message.map_or_else(String::new, |message| self.shown(message)) }
    }
}
