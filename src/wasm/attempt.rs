//! One attempt: sign anew, send, and read what comes back.

use wasm_bindgen::prelude::*;

use super::call::{Call, Expect};
use super::cause::cause_of;
use super::client::seconds;
use super::fetch::{self, Broken, Foreign, Head};
use super::host;
use super::stop::{Ended, Stop};
use super::values::from_json;
use crate::body::BadBody;
use crate::clock::Sample;
use crate::error::Error;
use crate::failure::{Cause, Facility, Phase, Reason};
use crate::redact::Secrets;
use crate::report::{Conversion, Reading};
use crate::request::{Explanation, Request};
use crate::response::{Outcome, Response};

/// What came of an attempt.
pub(super) struct Attempt {
    pub(super) result: Result<JsValue, Error>,
    /// What is to be told of the answer, if there was one.
    pub(super) answer: Option<Answer>,
    /// By how much the clock was corrected when the request was signed, in milliseconds.
    pub(super) offset_ms: f64,
}

/// An answer, but for its content.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) http_status: u16,
    pub(super) trace_id: Option<String>,
    pub(super) conversions: Vec<Conversion>,
    /// What it told of the server's clock.
    pub(super) offset_ms: Option<f64>,
}

/// An attempt that was not sent.
impl From<Error> for Attempt {
    fn from(error: Error) -> Self {
        Self { result: Err(error), answer: None, offset_ms: 0.0 }
    }
}

/// When a request was signed, in milliseconds.
#[derive(Debug, Clone, Copy)]
struct Signed {
    /// By our own clock.
    at_ms: f64,
    /// By how much that was corrected.
    offset_ms: f64,
}

impl Call {
    pub(super) async fn attempt(&mut self, stop: &Stop, secrets: &mut Secrets) -> Attempt {
        let signed = match self.wait_for_turn(stop, secrets).await.and_then(|()| self.signed_now()) {
            Ok(signed) => signed,
            Err(error) => return error.into(),
        };
        let Signed { offset_ms, .. } = signed;
        match self.send(signed, stop, secrets).await {
            Ok((response, status)) => {
                let (result, answer) = self.receive(&response, status, signed, stop, secrets).await;
                Attempt { result, answer: Some(answer), offset_ms }
            }
            Err(error) => Attempt { result: Err(error), answer: None, offset_ms },
        }
    }

    async fn wait_for_turn(&self, stop: &Stop, secrets: &Secrets) -> Result<(), Error> {
        let turn = async {
            match &self.client.limit {
                Some(limit) => limit.turn(self.unsigned.action()).await,
                None => Ok(()),
            }
        };
        stop.or(turn).await.unwrap_or_else(|ended| Err(self.ended(ended, Phase::Waiting, stop, secrets)))
    }

    fn signed_now(&self) -> Result<Signed, Error> {
        Ok(Signed { at_ms: self.client.unix_ms()?, offset_ms: self.client.offset_ms() })
    }

    async fn send(&mut self, signed: Signed, stop: &Stop, secrets: &mut Secrets) -> Result<(Foreign, u16), Error> {
        if self.client.fetch.is_none() && self.is_mixed_content() {
            return Err(Error::connection(Reason::MixedContent, None));
        }
        let fetch = self.client.fetch.clone().map_or_else(host::fetch, Ok)?;
        let sender = &self.client.options.sender;
        let timestamp = seconds((signed.at_ms + signed.offset_ms).max(0.0));
        let request = Request { action: self.unsigned.action(), timestamp, nonce: host::nonce()? };
        let Explanation { token, signature, .. } = sender.explain(request);
        secrets.add(&token);
        secrets.add(&signature);
        let body = sender.body(request, &token, &self.params);
        self.attempts += 1;
        let url = sender.endpoint.url();
        let mut sent = fetch::send(&fetch, url, &body, stop.new_signal().as_ref(), stop).await;
        if matches!(&sent, Err(Broken::Threw(thrown)) if fetch::refuses_signal(thrown)) {
            sent = fetch::send(&fetch, url, &body, None, stop).await;
        }
        let response = sent.map_err(|broken| match broken {
            Broken::Ended(ended) => self.ended(ended, Phase::Headers, stop, secrets),
            Broken::Threw(thrown) => self.threw(cause_of(&thrown, secrets), Reason::of),
            Broken::NoBody => Error::environment(Facility::Response),
        })?;
        let error = match response.head() {
            Head::Status(status) => return Ok((response, status)),
            Head::Redirect => Error::connection(Reason::Redirect, None),
            Head::Opaque => Error::connection(Reason::Unknown, None),
            Head::Other => Error::environment(Facility::Response),
        };
        stop.abort();
        Err(error)
    }

    async fn receive(
        &self,
        response: &Foreign,
        http_status: u16,
        signed: Signed,
        stop: &Stop,
        secrets: &Secrets,
    ) -> (Result<JsValue, Error>, Answer) {
        let headers = response.told_headers();
        let now_ms = self.client.unix_ms().unwrap_or(signed.at_ms);
        let sample = |server_ms| Sample { sent_ms: signed.at_ms, arrived_ms: now_ms, server_ms };
        let offset_ms = headers.server_ms().and_then(|server_ms| self.client.learn(sample(server_ms)));
        let body = response.read(stop).await;
        let Outcome { trace_id, conversions, result } = match &body {
            Ok(Some(body)) => self.read(http_status, Ok(body), secrets),
            Ok(None) => self.read(http_status, Err(BadBody::TooLarge), secrets),
            Err(broken) => {
                let result = Err(self.broken(broken, http_status, stop, secrets));
                Outcome { trace_id: None, conversions: Vec::new(), result }
            }
        };
        let result = result.map_err(|error| error.asking_to_wait(headers.retry_after_ms(now_ms)));
        (result, Answer { http_status, trace_id, conversions, offset_ms })
    }

    fn read(&self, http_status: u16, body: Result<&[u8], BadBody>, secrets: &Secrets) -> Outcome<JsValue> {
        let response = Response { http_status, body };
        let reading = |point_rules| Reading {
            point_rules,
            strict: self.client.options.strict,
            wants_conversions: self.on_response.is_some(),
            secrets,
        };
        match self.expect {
            Expect::UserInfo { point_rules } => response.user_info(reading(point_rules)).map(|json| from_json(&json)),
            Expect::Data => response.data(reading(false)).map(|json| from_json(&json)),
        }
    }

    /// Why a body did not arrive. Another status than 2xx counts for more, unless the caller has lost interest.
    fn broken(&self, broken: &Broken, status: u16, stop: &Stop, secrets: &Secrets) -> Error {
        let cause = match broken {
            Broken::Threw(thrown) => cause_of(thrown, secrets),
            Broken::Ended(_) | Broken::NoBody => None,
        };
        let error = match broken {
            Broken::Ended(Ended::Aborted) => self.ended(Ended::Aborted, Phase::Body, stop, secrets),
            _ if !(200..300).contains(&status) => Error::http(status, None, None).caused_by(cause),
            Broken::Ended(ended) => self.ended(*ended, Phase::Body, stop, secrets),
            Broken::NoBody => Error::environment(Facility::Response),
            Broken::Threw(_) if cause.as_ref().is_some_and(Cause::is_bad_encoding) => {
                Error::bad_body(BadBody::Encoding).caused_by(cause)
            }
            Broken::Threw(_) => self.threw(cause, Reason::of_body),
        };
        error.of_response(status, None)
    }

    fn threw(&self, cause: Option<Cause>, reason_of: fn(&Cause) -> Reason) -> Error {
        let reason = match cause.as_ref().map_or(Reason::Unknown, reason_of) {
            Reason::Unknown if self.is_mixed_content() => Reason::MixedContent,
            Reason::Unknown if host::is_offline() => Reason::Offline,
            reason => reason,
        };
        Error::connection(reason, cause)
    }

    fn is_mixed_content(&self) -> bool {
        !self.client.options.sender.endpoint.is_trustworthy() && host::is_https_page()
    }
}
