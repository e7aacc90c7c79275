//! The envelope of every answer, and its three outcomes.

use std::borrow::Cow;

use crate::body;
use crate::conversion::{Conversions, Report};
use crate::decode::{Decoder, boolean, word};
use crate::error::{BadBody, Error, Kind, Vendor};
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
}

/// Reads an answer. `strict` makes the first conversion an error; `secrets` are masked in everything but the result.
#[must_use]
pub fn read_response(http_status: u16, body: &[u8], expect: Expect, strict: bool, secrets: &Secrets) -> Reading {
    let document = body::document(body);
    let mut report = Report::new(strict);
    let mut trace_id = None;
    let is_success = (200..300).contains(&http_status);
    let result = match &document {
        Ok(document) => {
            let envelope = Envelope { document, secrets };
            trace_id = envelope.text("traceId").filter(|trace_id| !trace_id.is_empty());
            if is_success {
                envelope.read(expect, &mut report)
            } else {
                let is_envelope = envelope.field("status").and_then(boolean).is_some();
                Err(Error::http(http_status, envelope.vendor().filter(|_| is_envelope)))
            }
        }
        Err(bad) if is_success => Err(Error::bad_body(*bad)),
        Err(_) => Err(Error::http(http_status, None)),
    };
    let result = result.map_err(|error| {
        let is_telling = matches!(error.kind(), Kind::Decode | Kind::Http) && !body.is_empty();
        // Zeros between the characters hide secrets from the mask.
        let is_readable = !matches!(document, Err(BadBody::Utf16));
        let snippet = if is_telling && is_readable { Some(secrets.snippet(&body::lossy(body))) } else { None };
        error.of_response(http_status, trace_id.clone(), snippet)
    });
    Reading { trace_id, conversions: report.conversions, result }
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

    /// A field that is a text, or a number as it is written.
    fn text(&self, name: &str) -> Option<String> {
        let value = self.field(name)?;
        let text = if value.tag().is_number() { Cow::Borrowed(value.raw()) } else { value.text()? };
        Some(self.secrets.mask(&text))
    }

    fn read(&self, expect: Expect, report: &mut Report) -> Result<String, Error> {
        let (status, code, data) = (self.field("status"), self.field("code"), self.field("data"));
        let Some(is_success) = status.and_then(boolean) else {
            return Err(report.unreadable("status", "bool", word(status)));
        };
        let Some(vendor) = self.vendor() else { return Err(report.unreadable("code", "int", word(code))) };
        if !matches!(status.map(Value::tag), Some(Tag::True | Tag::False)) {
            report.convert("status", "bool", word(status), 0)?;
        }
        if !is_success {
            return Err(Error::system(vendor));
        }
        let is_zero = code.is_some_and(|code| match code.text() {
            Some(text) => text == "0",
            None => Number::json(code.raw()).is_some_and(|number| number.is_zero()),
        });
        if !is_zero {
            return Err(Error::business(vendor));
        }
        if code.map(Value::tag) != Some(Tag::Integer) {
            report.convert("code", "int", word(code), 0)?;
        }
        let decoder = Decoder::new(self.document, report, self.secrets);
        match expect {
            Expect::UserInfo { point_rules } => {
                decoder.user_info(data.and_then(|data| data.member("user_info")), point_rules)
            }
            Expect::Data => decoder.data(data),
        }
    }

    /// The vendor's code and message, if the code can be read.
    fn vendor(&self) -> Option<Vendor> {
        let code = self.text("code").filter(|code| !code.is_empty())?;
        let message = self.field("message").filter(|message| message.tag() != Tag::Null);
        let raw = || message.map_or_else(String::new, |message| self.secrets.mask(message.raw()));
        Some(Vendor { code, message: self.text("message").unwrap_or_else(raw) })
    }
}
