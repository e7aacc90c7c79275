//! A response, its envelope and its three outcomes.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::body::{self, BadBody};
use crate::error::{Error, Vendor};
use crate::path::Place;
use crate::read::{ANY_DATA, Field, Reader, Value, as_bool, digits, is_zero, text_of, word};
use crate::redact::Secrets;
use crate::report::{Conversion, Reading, Report};
use crate::user_info;

/// A response as received.
#[derive(Debug, Clone, Copy)]
pub struct Response<'a> {
    pub http_status: u16,
    /// The body; or why there is none.
    pub body: Result<&'a [u8], BadBody>,
}

/// What came of a response.
#[derive(Debug)]
pub struct Outcome<T> {
    /// The server's `traceId`, masked.
    pub trace_id: Option<String>,
    /// What had to be converted, also where there is an error.
    pub conversions: Vec<Conversion>,
    /// Whether the platform itself has answered: there is its envelope. A proxy's page says nothing of its clock.
    pub is_platforms: bool,
    /// The content, or the error.
    pub result: Result<T, Error>,
}

impl<T> Outcome<T> {
    /// The same with the content made something else.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Outcome<U> {
        let Self { trace_id, conversions, is_platforms, result } = self;
        Outcome { trace_id, conversions, is_platforms, result: result.map(make) }
    }
}

impl Response<'_> {
    /// Reads the answer to `communal.user.identity`: the member as JSON, with every documented field in its documented type.
    pub fn user_info(self, reading: Reading<'_>) -> Outcome<String> {
        self.read(reading, &user_info::DATA)
    }

    /// Reads the answer to any other action: `data` as JSON; `null` where it is missing.
    pub fn data(self, reading: Reading<'_>) -> Outcome<String> {
        self.read(reading, &ANY_DATA)
    }

    fn read(self, reading: Reading<'_>, data: &'static Field) -> Outcome<String> {
        let mut reader = Reader::new(reading);
        let visitor = EnvelopeVisitor { reader: &mut reader, data, is_2xx: self.is_2xx() };
        let (mut trace_id, mut is_platforms) = (None, false);
        let result = match self.body.and_then(|body| body::read_object(body, visitor)) {
            Ok(envelope) => {
                trace_id = said(envelope.trace_id).map(|trace_id| reading.secrets.mask(&trace_id));
                is_platforms = as_bool(envelope.status).is_some() && said(envelope.code).is_some();
                self.judge(&envelope, &mut reader, data)
            }
            Err(bad) => Err(self.without_envelope(bad, reading.secrets)),
        };
        let result = result.map_err(|mut error| {
            error.0.http_status = Some(self.http_status);
            error.0.trace_id.clone_from(&trace_id);
            error
        });
        Outcome { trace_id, conversions: reader.report.conversions, is_platforms, result }
    }

    /// The content of a success; if it is none, the error.
    fn judge(self, envelope: &Envelope<'_>, reader: &mut Reader<'_>, data: &'static Field) -> Result<String, Error> {
        let secrets = reader.report.reading.secrets;
        let is_success = as_bool(envelope.status);
        let code = said(envelope.code);
        if !self.is_2xx() {
            let vendor = code.filter(|_| is_success.is_some()).map(|code| envelope.vendor(&code, secrets));
            let snippet = if vendor.is_none() { self.snippet(secrets) } else { None };
            return Err(Error::http(self.http_status, vendor, snippet));
        }
        let (Some(is_success), Some(code)) = (is_success, code) else {
            let mut error = if is_success.is_none() {
                Error::unreadable("status", "boolean", word(envelope.status))
            } else {
                Error::unreadable("code", "int", word(envelope.code))
            };
            error.0.snippet = self.snippet(secrets);
            return Err(error);
        };
        if !envelope.is_read {
            envelope.report(&mut reader.report);
            if envelope.is_success() {
                reader.read(data, envelope.data)?;
            }
        }
        let content = reader.finish()?;
        if envelope.is_success() {
            return Ok(content);
        }
        let vendor = envelope.vendor(&code, secrets);
        Err(if is_success { Error::business(vendor) } else { Error::system(vendor) })
    }

    const fn is_2xx(self) -> bool {
        matches!(self.http_status, 200..300)
    }

    /// A status other than 2xx takes precedence over what is wrong with the body.
    fn without_envelope(self, bad: BadBody, secrets: &Secrets) -> Error {
        let snippet = self.snippet(secrets);
        if !self.is_2xx() {
            return Error::http(self.http_status, None, snippet);
        }
        let mut error = Error::bad_body(bad);
        error.0.snippet = snippet;
        error
    }

    fn snippet(self, secrets: &Secrets) -> Option<String> {
        let text = self.body.ok().and_then(body::showable).filter(|text| !secrets.may_be_garbled_in(text))?;
        Some(secrets.snippet(&text))
    }
}

/// The outermost object of an answer. Each field is JSON, and empty where it is missing.
#[derive(Debug, Default)]
struct Envelope<'a> {
    status: &'a str,
    code: &'a str,
    message: &'a str,
    trace_id: &'a str,
    /// `data` that came before it was clear that the answer is a success.
    data: &'a str,
    /// Whether `data` was read where it stood.
    is_read: bool,
}

impl Envelope<'_> {
    /// Whether `status` is true and `code` 0, in any spelling.
    fn is_success(&self) -> bool {
        let is_zero = match word(self.code) {
            "text" => text_of(self.code) == "0",
            "int" | "decimal" => is_zero(self.code),
            _ => false,
        };
        is_zero && as_bool(self.status) == Some(true)
    }

    /// Reports how `status` and the `code` of a success are spelt.
    fn report(&self, report: &mut Report<'_>) {
        let (status, code) = (word(self.status), word(self.code));
        if status != "boolean" {
            report.convert(&Place::Root.field("status"), "boolean", status);
        }
        if code != "int" && self.is_success() {
            report.convert(&Place::Root.field("code"), "int", code);
        }
    }

    /// The vendor's code and message.
    fn vendor(&self, code: &str, secrets: &Secrets) -> Vendor {
        let message = match word(self.message) {
            "nothing" | "null" => Cow::Borrowed(""),
            "text" | "empty text" => text_of(self.message),
            _ => self.message.into(),
        };
        Vendor { code: secrets.mask(code), message: secrets.mask(&message) }
    }
}

/// A number as a documented text is read, or a text with something in it.
fn said(json: &str) -> Option<Cow<'_, str>> {
    match word(json) {
        "text" => Some(text_of(json)),
        "int" | "decimal" => Some(digits(json).into()),
        _ => None,
    }
}

/// Reads the envelope, and `data` with it as soon as the answer is a success.
struct EnvelopeVisitor<'v, 'r> {
    reader: &'v mut Reader<'r>,
    data: &'static Field,
    is_2xx: bool,
}

impl<'a> Visitor<'a> for EnvelopeVisitor<'_, '_> {
    type Value = Envelope<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Envelope<'a>, A::Error> {
        let Self { reader, data, is_2xx } = self;
        let mut envelope = Envelope::default();
        while let Some(name) = map.next_key::<&RawValue>()? {
            let name = text_of(name.get());
            if name == "data" && is_2xx && envelope.is_success() {
                reader.restart();
                envelope.report(&mut reader.report);
                envelope.is_read = true;
                map.next_value_seed(Value { reader, place: &Place::Root.field("data"), field: data })?;
                continue;
            }
            let json = map.next_value::<&RawValue>()?.get();
            match &*name {
                "status" => envelope.status = json,
                "code" => envelope.code = json,
                "message" => envelope.message = json,
                "traceId" => envelope.trace_id = json,
                "data" => envelope.data = json,
                _ => {}
            }
        }
        Ok(envelope)
    }
}
