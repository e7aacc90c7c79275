//! The envelope of every answer, and its three outcomes.

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

/// The largest body that is read, 16 MiB; a host gives up beyond it.
pub const MAX_BODY: usize = zvcms_tape::MAX_BYTES;

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
    let mut report = Report::new(strict);
    let result = match (http_status, &envelope) {
        (200..300, Ok(envelope)) => envelope.read(expect, &mut report, secrets),
        (200..300, Err(bad)) => Err(Error::bad_body(*bad)),
        (_, Ok(envelope)) => Err(Error::http(http_status, envelope.vendor_of_failure(secrets), None)),
        (_, Err(_)) => Err(Error::http(http_status, None, None)),
    };
    let result = result.map_err(|error| {
        let error = error.with_http_status(http_status).with_trace_id(trace_id.clone());
        let is_telling = matches!(error.kind(), Kind::Decode | Kind::Http) && !body.is_empty();
        match document {
            // Zeros between the characters hide secrets from the mask.
            Err(BadBody::Utf16) => error,
            _ if is_telling => error.with_snippet(secrets.snippet(&body::lossy(body))),
            _ => error,
        }
    });
    Reading { trace_id, conversions: report.conversions, result }
}

/// The fields of the answer's outermost object.
#[derive(Debug, Clone, Copy)]
struct Envelope<'d> {
    document: &'d Document<'d>,
    status: Option<Value<'d>>,
    code: Option<Value<'d>>,
    message: Option<Value<'d>>,
    data: Option<Value<'d>>,
    trace_id: Option<Value<'d>>,
}

impl<'d> Envelope<'d> {
    fn of(document: &'d Document<'d>) -> Result<Self, BadBody> {
        let root = document.root();
        if root.tag() != Tag::Object {
            return Err(BadBody::NotAnObject);
        }
        let mut envelope = Self { document, status: None, code: None, message: None, data: None, trace_id: None };
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

    fn read(&self, expect: Expect, report: &mut Report, secrets: &Secrets) -> Result<String, Error> {
        let status = self.status.and_then(boolean);
        let Some(status) = status else { return Err(report.unreadable("status", "bool", word(self.status))) };
        let Some(vendor) = self.vendor(secrets) else {
            return Err(report.unreadable("code", "int", word(self.code)));
        };
        if !matches!(self.status.map(Value::tag), Some(Tag::True | Tag::False)) {
            report.convert("status", "bool", word(self.status), 0)?;
        }
        if !status {
            return Err(Error::system(vendor));
        }
        if !self.is_code_zero() {
            return Err(Error::business(vendor));
        }
        if self.code.map(Value::tag) != Some(Tag::Integer) {
            report.convert("code", "int", word(self.code), 0)?;
        }
        let decoder = Decoder::new(self.document, report, secrets);
        match expect {
            Expect::UserInfo { point_rules } => {
                let mut user_info = None;
                for entry in self.data.into_iter().flat_map(Value::entries) {
                    user_info = if entry.is_named("user_info") { Some(entry.value) } else { user_info };
                }
                decoder.user_info(user_info, point_rules)
            }
            Expect::Data => decoder.data(self.data),
        }
    }

    fn is_code_zero(&self) -> bool {
        self.code.is_some_and(|code| match code.text() {
            Some(text) => text == "0",
            None => Number::json(code.raw()).is_some_and(|number| number.is_zero()),
        })
    }

    /// The vendor's code and message, if the code can be read.
    fn vendor(&self, secrets: &Secrets) -> Option<Vendor> {
        let code = as_sent(self.code?).filter(|code| !code.is_empty())?;
        let message = self.message.filter(|message| message.tag() != Tag::Null);
        let message = message.map(|message| as_sent(message).unwrap_or_else(|| message.raw().into()));
        Some(Vendor { code: secrets.mask(&code), message: secrets.mask(&message.unwrap_or_default()) })
    }

    /// The same, if the body is an envelope.
    fn vendor_of_failure(&self, secrets: &Secrets) -> Option<Vendor> {
        self.status.and_then(boolean)?;
        self.vendor(secrets)
    }

    fn trace_id(&self, secrets: &Secrets) -> Option<String> {
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
