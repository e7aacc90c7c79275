//! The envelope of every answer, and its three outcomes.

use crate::body;
use crate::conversion::Conversions;
use crate::decode::{Decoder, Step, boolean, word};
use crate::error::{BadBody, Error, Vendor};
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
    let envelope = document.as_ref().map_err(|bad| *bad).and_then(Envelope::of);
    let trace_id = envelope.as_ref().ok().and_then(|envelope| envelope.trace_id(secrets));
    let mut decoder = Decoder::new(secrets, strict);
    let result = match envelope {
        Err(_) if !is_success(http_status) => Err(Error::http(http_status, None, None)),
        Ok(envelope) if !is_success(http_status) => {
            Err(Error::http(http_status, envelope.vendor_if_any(secrets), None))
        }
        Err(bad) => Err(Error::bad_body(bad)),
        Ok(envelope) => envelope.read(expect, &mut decoder, secrets),
    };
    let is_utf16 = matches!(document, Err(BadBody::Utf16));
    let result = result.map_err(|error| {
        let error = error.with_http_status(http_status).with_trace_id(trace_id.clone());
        let has_snippet = matches!(error.kind(), crate::error::Kind::Decode | crate::error::Kind::Http);
        if !has_snippet || is_utf16 || body.is_empty() {
            return error;
        }
        error.with_snippet(secrets.snippet(&String::from_utf8_lossy(body)))
    });
    Reading { trace_id, conversions: decoder.into_conversions(), result }
}

const fn is_success(http_status: u16) -> bool {
    matches!(http_status, 200..300)
}

/// The fields of the answer's outermost object.
#[derive(Debug, Clone, Copy, Default)]
struct Envelope<'d> {
    status: Option<Value<'d>>,
    code: Option<Value<'d>>,
    message: Option<Value<'d>>,
    data: Option<Value<'d>>,
    trace_id: Option<Value<'d>>,
}

impl<'d> Envelope<'d> {
    fn of(document: &'d Document<'_>) -> Result<Self, BadBody> {
        let root = document.root();
        if root.tag() != Tag::Object {
            return Err(BadBody::NotAnObject);
        }
        let mut envelope = Self::default();
        for entry in root.entries() {
            let field = match &*entry.name() {
                "status" => &mut envelope.status,
                "code" => &mut envelope.code,
                "message" => &mut envelope.message,
                "data" => &mut envelope.data,
                "traceId" => &mut envelope.trace_id,
                _ => continue,
            };
            *field = Some(entry.value);
        }
        Ok(envelope)
    }

    fn read(self, expect: Expect, decoder: &mut Decoder<'_>, secrets: &Secrets) -> Result<String, Error> {
        let status = self.status.and_then(boolean);
        let Some(status) = status else { return Err(decoder.unreadable("status", "bool", word(self.status))) };
        let Some(vendor) = self.vendor(secrets) else {
            return Err(decoder.unreadable("code", "int", word(self.code)));
        };
        self.report_status(decoder)?;
        if !status {
            return Err(Error::system(vendor));
        }
        if !self.is_code_zero() {
            return Err(Error::business(vendor));
        }
        self.report_code(decoder)?;
        match expect {
            Expect::UserInfo { point_rules } => {
                let member = |data: Value<'d>| data.entries().filter(|entry| entry.name() == "user_info").last();
                decoder.user_info(self.data.and_then(member).map(|entry| entry.value), point_rules)
            }
            Expect::Data => decoder.data(self.data),
        }
    }

    fn report_status(self, decoder: &mut Decoder<'_>) -> Step {
        match self.status.map(Value::tag) {
            Some(Tag::True | Tag::False) => Ok(()),
            _ => decoder.convert("status", "bool", word(self.status)),
        }
    }

    fn report_code(self, decoder: &mut Decoder<'_>) -> Step {
        match self.code.map(Value::tag) {
            Some(Tag::Integer) => Ok(()),
            _ => decoder.convert("code", "int", word(self.code)),
        }
    }

    fn is_code_zero(self) -> bool {
        self.code.is_some_and(|code| match code.text() {
            Some(text) => text == "0",
            None => Number::json(code.raw()).is_some_and(|number| number.is_zero()),
        })
    }

    /// The vendor's code and message, if the code can be read.
    fn vendor(self, secrets: &Secrets) -> Option<Vendor> {
        let code = as_sent(self.code?).filter(|code| !code.is_empty())?;
        let message = self.message.filter(|message| message.tag() != Tag::Null);
        let message = message.map(|message| as_sent(message).unwrap_or_else(|| message.raw().into()));
        Some(Vendor { code: secrets.mask(&code), message: secrets.mask(&message.unwrap_or_default()) })
    }

    fn vendor_if_any(self, secrets: &Secrets) -> Option<Vendor> {
        self.status.and_then(boolean)?;
        self.vendor(secrets)
    }

    fn trace_id(self, secrets: &Secrets) -> Option<String> {
        let trace_id = as_sent(self.trace_id?).filter(|trace_id| !trace_id.is_empty())?;
        Some(secrets.mask(&trace_id))
    }
}

/// A text, or a number as it is written.
fn as_sent(value: Value<'_>) -> Option<String> {
    match value.tag() {
        Tag::Integer | Tag::Decimal | Tag::Exponent => Some(value.raw().into()),
        _ => value.text().map(std::borrow::Cow::into_owned),
    }
}
