//! One attempt: wait for its turn, sign anew, send, and read what comes back.

use wasm_bindgen::prelude::*;

use super::call::{Call, Expect};
use super::client::seconds;
use super::fetch::{self, Head, JsResponse};
use super::host;
use super::stop::{Broken, Ended};
use super::values::{cause_of, from_json};
use crate::body::BadBody;
use crate::clock::Sample;
use crate::error::Error;
use crate::failure::{Cause, HostFeature, Phase, Reason};
use crate::report::{Conversion, Reading};
use crate::request::Request;
use crate::response::{Outcome, Response};

/// What came of an attempt.
pub(super) struct Attempt {
    pub(super) result: Result<JsValue, Error>,
    /// The response, if there was one.
    pub(super) response: Option<ResponseInfo>,
    /// By how much the clock was corrected when the request was signed, in milliseconds.
    pub(super) offset_ms: f64,
}

/// A response, without its content.
#[derive(Debug)]
pub(super) struct ResponseInfo {
    pub(super) http_status: u16,
    pub(super) trace_id: Option<String>,
    pub(super) conversions: Vec<Conversion>,
    /// What is known of the server's clock by it.
    pub(super) offset_ms: Option<f64>,
}

/// An attempt that was not sent.
impl From<Error> for Attempt {
    fn from(error: Error) -> Self {
        Self { result: Err(error), response: None, offset_ms: 0.0 }
    }
}

impl Call {
    pub(super) async fn attempt(&mut self) -> Attempt {
        if let Err(ended) = self.turn().await {
            return self.ended(ended, Phase::Waiting).into();
        }
        let offset_ms = self.client.offset_ms();
        let signed_ms = match self.client.unix_ms() {
            Ok(signed_ms) => signed_ms,
            Err(error) => return error.into(),
        };
        match self.send(signed_ms + offset_ms).await {
            Ok((response, status)) => {
                let (result, response) = self.receive(&response, status, signed_ms).await;
                Attempt { result, response: Some(response), offset_ms }
            }
            Err(error) => Attempt { result: Err(error), response: None, offset_ms },
        }
    }

    /// Waits until the request may begin.
    async fn turn(&self) -> Result<(), Ended> {
        self.js.check()?;
        let Some(limit) = &self.client.limit else { return Ok(()) };
        let mut ticket = None;
        loop {
            let asked = limit.borrow_mut().ask(&self.action, ticket, self.js.now());
            let Err(wait) = asked else { return Ok(()) };
            if let Err(ended) = self.js.sleep(wait.ms.ceil()).await {
                limit.borrow_mut().leave(&self.action, wait.ticket);
                return Err(ended);
            }
            ticket = Some(wait.ticket);
        }
    }

    async fn send(&mut self, unix_ms: f64) -> Result<(JsResponse, u16), Error> {
        if self.client.fetch.is_none() && self.is_mixed_content() {
            return Err(Error::connection(Reason::MixedContent, None));
        }
        let fetch = self.client.fetch.clone().map_or_else(host::fetch, Ok)?;
        let sender = &self.client.options.sender;
        let request = Request { action: &self.action, timestamp: seconds(unix_ms.max(0.0)), nonce: host::nonce()? };
        let token = sender.explain(request).token;
        self.secrets.add(&token);
        let body = sender.body(request, &token, &self.params);
        self.attempts += 1;
        let url = &sender.endpoint.url;
        let mut sent = fetch::send(&fetch, url, &body, self.js.new_signal().as_ref(), &self.js).await;
        if matches!(&sent, Err(Broken::Threw(thrown)) if fetch::refuses_signal(thrown)) {
            sent = fetch::send(&fetch, url, &body, None, &self.js).await;
        }
        let response = sent.map_err(|broken| match broken {
            Broken::Ended(ended) => self.ended(ended, Phase::Headers),
            Broken::Threw(thrown) => self.threw(cause_of(&thrown, &self.secrets), Reason::of),
            Broken::NoBody => Error::environment(HostFeature::Response),
        })?;
        let error = match response.head() {
            Head::Status(status) => return Ok((response, status)),
            Head::Redirect => Error::connection(Reason::Redirect, None),
            Head::Opaque => Error::connection(Reason::Unknown, None),
            Head::Other => Error::environment(HostFeature::Response),
        };
        self.js.abort();
        Err(error)
    }

    async fn receive(
        &self,
        response: &JsResponse,
        http_status: u16,
        signed_ms: f64,
    ) -> (Result<JsValue, Error>, ResponseInfo) {
        let times = response.times();
        let now_ms = self.client.unix_ms().unwrap_or(signed_ms);
        let body = response.read(&self.js).await;
        let Outcome { trace_id, conversions, is_platforms, result } = match &body {
            Ok(Some(body)) => self.read(http_status, Ok(body)),
            Ok(None) => self.read(http_status, Err(BadBody::TooLarge)),
            Err(broken) => {
                let result = Err(self.broken(broken, http_status));
                Outcome { trace_id: None, conversions: Vec::new(), is_platforms: false, result }
            }
        };
        let sample = |server_ms| Sample { sent_ms: signed_ms, arrived_ms: now_ms, server_ms };
        let server_ms = times.server_ms.filter(|_| is_platforms);
        let offset_ms = server_ms.and_then(|server_ms| self.client.learn(sample(server_ms)));
        let result = result.map_err(|mut error| {
            error.0.retry_after_ms = times.retry_after_ms(now_ms);
            error
        });
        (result, ResponseInfo { http_status, trace_id, conversions, offset_ms })
    }

    fn read(&self, http_status: u16, body: Result<&[u8], BadBody>) -> Outcome<JsValue> {
        let response = Response { http_status, body };
        let reading = |point_rules| Reading {
            point_rules,
            strict: self.client.options.strict,
            wants_conversions: self.on_response.is_some(),
            secrets: &self.secrets,
        };
        match self.expect {
            Expect::UserInfo { point_rules } => response.user_info(reading(point_rules)).map(|json| from_json(&json)),
            Expect::Data => response.data(reading(false)).map(|json| from_json(&json)),
        }
    }

    /// Why a body did not arrive. A status other than 2xx takes precedence, unless the caller has lost interest.
    fn broken(&self, broken: &Broken, status: u16) -> Error {
        let cause = match broken {
            Broken::Threw(thrown) => cause_of(thrown, &self.secrets),
            _ => None,
        };
        let mut error = match broken {
            Broken::Ended(Ended::Aborted) => self.ended(Ended::Aborted, Phase::Body),
            _ if !(200..300).contains(&status) => Error::http(status, None, None),
            Broken::Ended(ended) => self.ended(*ended, Phase::Body),
            Broken::NoBody => Error::environment(HostFeature::Response),
            Broken::Threw(_) if cause.as_ref().is_some_and(Cause::is_bad_encoding) => {
                Error::bad_body(BadBody::Encoding)
            }
            Broken::Threw(_) => self.threw(cause.clone(), Reason::of_body),
        };
        error.0.cause = error.0.cause.or(cause);
        error.0.http_status = Some(status);
        error
    }

    fn threw(&self, cause: Option<Cause>, reason_of: fn(&Cause) -> Reason) -> Error {
        if let Some(status) = cause.as_ref().and_then(Cause::answered) {
            return Error::intercepted(status, cause);
        }
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
