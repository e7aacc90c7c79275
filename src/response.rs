//! A response and its three outcomes.

mod envelope;

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess};

use self::envelope::{Envelope, Raw, Verdict, shown};
use crate::body::{self, BadBody};
use crate::conversion::{Conversion, Reading, Report};
use crate::error::Error;
use crate::json::{Content, Fields, Object, Skipped, Written, is_zero};
use crate::path::Place;
use crate::php::{Field, without_misread_numbers};
use crate::redact::Secrets;
use crate::user_info::UserInfo;

/// A response as it came.
#[derive(Debug, Clone, Copy)]
pub struct Response<'a> {
    /// The HTTP status.
    pub http_status: u16,
    /// The body; or why there is none.
    pub body: Result<&'a [u8], BadBody>,
}

/// What came of a response.
#[derive(Debug)]
pub struct Outcome<T> {
    /// The server's `traceId`, masked.
    pub trace_id: Option<String>,
    /// What had to be converted, also before an error.
    pub conversions: Vec<Conversion>,
    /// The content, or the error.
    pub result: Result<T, Error>,
}

impl<T> Outcome<T> {
    /// The same with the content made something else.
    #[must_use]
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Outcome<U> {
        let Self { trace_id, conversions, result } = self;
        Outcome { trace_id, conversions, result: result.map(make) }
    }
}

impl<'a> Response<'a> {
    /// Reads the answer to `communal.user.identity`.
    #[must_use]
    pub fn user_info(self, reading: Reading<'_>) -> Outcome<UserInfo<'a>> {
        self.read(reading, |data: Content<Data<'a>, Skipped>, report| {
            let data_place = Place::Root.field("data");
            let place = data_place.field("user_info");
            let user_info = match data {
                Content::Object(Data { user_info }) => user_info,
                Content::List(_) | Content::Scalar(_) => Content::default(),
            };
            match user_info {
                Content::Object(mut user) => user.tell(&place, report).map(|()| user),
                Content::List(_) => Err(Error::unreadable(place, "object", "list")),
                Content::Scalar(word) => Err(Error::unreadable(place, "object", word)),
            }
        })
    }

    /// Reads the answer to any other action: `data` as it came, as JSON; `null` where it is missing.
    #[must_use]
    pub fn data(self, reading: Reading<'_>) -> Outcome<Cow<'a, str>> {
        self.read(reading, |data: Raw<'a>, report| {
            let Some(raw) = data.0 else { return Ok("null".into()) };
            Ok(match without_misread_numbers(raw, &Place::Root.field("data"), report)? {
                Cow::Borrowed(raw) => Cow::Borrowed(raw.get()),
                Cow::Owned(raw) => Cow::Owned(String::from(Box::<str>::from(raw))),
            })
        })
    }

    fn read<D: Deserialize<'a> + Default, T>(
        self,
        reading: Reading<'_>,
        content: impl FnOnce(D, &mut Report<'_>) -> Result<T, Error>,
    ) -> Outcome<T> {
        let mut report = Report::new(reading);
        let mut trace_id = None;
        let result = match self.body.and_then(body::read_object::<Object<Envelope<'a, D>>>) {
            Ok(Object(Envelope { verdict, data })) => {
                trace_id = verdict.trace_id.given().map(|trace_id| shown(&trace_id, reading.secrets));
                self.judge(verdict, &mut report).and_then(|()| content(data, &mut report))
            }
            Err(bad) => Err(self.without_envelope(bad, reading.secrets)),
        };
        let result = result.map_err(|error| error.of_response(self.http_status, trace_id.clone()));
        Outcome { trace_id, conversions: report.conversions, result }
    }

    /// Whether it is a success; if not, the error.
    fn judge(self, verdict: Verdict<'_>, report: &mut Report<'_>) -> Result<(), Error> {
        let secrets = report.reading.secrets;
        let status = verdict.status.written();
        let is_success = status.as_ref().and_then(Written::as_bool);
        let code = verdict.code.given();
        if !self.is_success() {
            let vendor = code.filter(|_| is_success.is_some()).map(|code| verdict.vendor(&code, secrets));
            let snippet = if vendor.is_none() { self.snippet(secrets) } else { None };
            return Err(Error::http(self.http_status, vendor, snippet));
        }
        let (Some(is_success), Some(code)) = (is_success, code) else {
            let error = if is_success.is_none() {
                Error::unreadable("status", "boolean", verdict.status.word())
            } else {
                Error::unreadable("code", "int", verdict.code.word())
            };
            return Err(error.showing(self.snippet(secrets)));
        };
        if !matches!(status, Some(Written::Bool(_))) {
            report.convert(&Place::Root.field("status"), "boolean", verdict.status.word())?;
        }
        if !is_success {
            return Err(Error::system(verdict.vendor(&code, secrets)));
        }
        let is_zero = match &code {
            Written::Text(text) => text == "0",
            Written::Number(digits) => is_zero(digits),
            _ => false,
        };
        if !is_zero {
            return Err(Error::business(verdict.vendor(&code, secrets)));
        }
        if verdict.code.word() != "int" {
            report.convert(&Place::Root.field("code"), "int", verdict.code.word())?;
        }
        Ok(())
    }

    const fn is_success(self) -> bool {
        matches!(self.http_status, 200..300)
    }

    /// Whatever is wrong with a body, another status than 2xx counts for more.
    fn without_envelope(self, bad: BadBody, secrets: &Secrets) -> Error {
        let snippet = self.snippet(secrets);
        if self.is_success() {
            Error::bad_body(bad).showing(snippet)
        } else {
            Error::http(self.http_status, None, snippet)
        }
    }

    fn snippet(self, secrets: &Secrets) -> Option<String> {
        let text = self.body.ok().and_then(body::showable).filter(|text| !secrets.may_be_garbled_in(text))?;
        Some(secrets.snippet(&text))
    }
}

/// `data` of an answer to `communal.user.identity`.
#[derive(Debug, Default)]
struct Data<'a> {
    user_info: Content<UserInfo<'a>, Skipped>,
}

impl<'a> Fields<'a> for Data<'a> {
    fn take<A: MapAccess<'a>>(&mut self, name: Cow<'a, str>, map: &mut A) -> Result<(), A::Error> {
        match &*name {
            "user_info" => self.user_info = map.next_value()?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}
