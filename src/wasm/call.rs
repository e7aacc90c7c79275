//! One call, from checked arguments to the decoded answer.

use std::rc::Rc;

use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::cause::cause_of;
use super::client::Client;
use super::fetch::{self, Broken, Foreign, Head};
use super::host;
use super::stop::{Ended, Stop};
use super::values::{from_json, to_js};
use crate::body::BadBody;
use crate::conversion::{Conversion, Reading};
use crate::error::Error;
use crate::failure::{Cause, Destination, Facility, Phase, Reason};
use crate::redact::Secrets;
use crate::request::{Explanation, UnsignedRequest};
use crate::response::{Outcome, Response};
use crate::retry;

/// What a successful answer holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expect {
    UserInfo { point_rules: bool },
    Data,
}

/// A call whose arguments are right.
pub(super) struct Call {
    pub(super) client: Rc<Client>,
    pub(super) unsigned: UnsignedRequest,
    /// JSON.
    pub(super) params: Zeroizing<String>,
    pub(super) expect: Expect,
    pub(super) timeout_ms: u32,
    pub(super) signal: Option<JsValue>,
    pub(super) on_response: Option<Function>,
    pub(super) attempts: u32,
    pub(super) started: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Meta<'a> {
    action: &'a str,
    http_status: u16,
    attempts: u32,
    elapsed_ms: u32,
    trace_id: Option<&'a str>,
    server_time_offset_ms: Option<i32>,
    conversions: &'a [Conversion],
}

impl Call {
    pub(super) async fn run(mut self) -> Result<JsValue, JsValue> {
        let result = self.outcome().await;
        result.map_err(|error| error.of_call(self.unsigned.action(), self.attempts).into())
    }

    async fn outcome(&mut self) -> Result<JsValue, Error> {
        let stop = Stop::watch(self.timeout_ms, self.signal.as_ref())?;
        loop {
            let result = self.attempt(&stop).await;
            match &result {
                Err(error) if retry::is_due(error.is_retryable(), self.attempts) => {}
                _ => return result,
            }
        }
    }

    /// Signs anew, sends, and reads what comes back.
    async fn attempt(&mut self, stop: &Stop) -> Result<JsValue, Error> {
        let mut secrets = Secrets::new();
        secrets.add(self.client.sender.credentials.open_key.expose_secret());
        secrets.add_params(&self.params);
        if let Some(ended) = stop.ended() {
            return Err(self.ended(ended, Phase::Headers, stop, &secrets));
        }
        let response = self.send(stop, &mut secrets).await?;
        let status = match response.head() {
            Head::Status(status) => status,
            head => {
                stop.abort();
                return Err(match head {
                    Head::Redirect => self.connection(Reason::Redirect, None),
                    Head::Opaque => self.connection(Reason::Unknown, None),
                    _ => Error::environment(Facility::Response),
                });
            }
        };
        let body = response.read(stop).await;
        let outcome = match &body {
            Ok(Some(body)) => self.read(status, Ok(body), &secrets),
            Ok(None) => self.read(status, Err(BadBody::TooLarge), &secrets),
            Err(broken) => {
                let result = Err(self.broken(broken, status, stop, &secrets));
                Outcome { trace_id: None, conversions: Vec::new(), result }
            }
        };
        if let Some(on_response) = &self.on_response {
            host::tell(on_response, &self.meta(status, &outcome));
        }
        outcome.result
    }

    async fn send(&mut self, stop: &Stop, secrets: &mut Secrets) -> Result<Foreign, Error> {
        if self.client.fetch.is_none() && self.is_mixed_content() {
            return Err(self.connection(Reason::MixedContent, None));
        }
        let fetch = self.client.fetch.clone().map_or_else(host::fetch, Ok)?;
        let request = self.client.complete(&self.unsigned)?;
        let Explanation { token, signature, .. } = self.client.sender.explain(request);
        secrets.add(&token);
        secrets.add(&signature);
        let body = self.client.sender.body(request, &token, &self.params);
        self.attempts += 1;
        let url = self.client.sender.endpoint.url();
        let mut sent = fetch::send(&fetch, url, &body, stop.signal().as_ref(), stop).await;
        if matches!(&sent, Err(Broken::Threw(thrown)) if fetch::refuses_signal(thrown)) {
            sent = fetch::send(&fetch, url, &body, None, stop).await;
        }
        sent.map_err(|broken| match broken {
            Broken::Ended(ended) => self.ended(ended, Phase::Headers, stop, secrets),
            Broken::Threw(thrown) => self.threw(cause_of(&thrown, secrets), Reason::of),
            Broken::NoBody => Error::environment(Facility::Response),
        })
    }

    fn read(&self, http_status: u16, body: Result<&[u8], BadBody>, secrets: &Secrets) -> Outcome<JsValue> {
        let response = Response { from: self.destination(), http_status, body };
        let reading = |point_rules| Reading {
            point_rules,
            strict: self.client.strict,
            wants_conversions: self.on_response.is_some(),
            secrets,
        };
        match self.expect {
            Expect::UserInfo { point_rules } => {
                response.user_info(reading(point_rules)).map(|user| from_json(&user.to_json()))
            }
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
            _ if !(200..300).contains(&status) => Error::http(status, self.destination(), None, None).caused_by(cause),
            Broken::Ended(ended) => self.ended(*ended, Phase::Body, stop, secrets),
            Broken::NoBody => Error::environment(Facility::Response),
            Broken::Threw(_) if cause.as_ref().is_some_and(Cause::is_bad_encoding) => {
                Error::bad_body(BadBody::Encoding).caused_by(cause)
            }
            Broken::Threw(_) => self.threw(cause, Reason::of_body),
        };
        error.of_response(status, None)
    }

    fn ended(&self, ended: Ended, phase: Phase, stop: &Stop, secrets: &Secrets) -> Error {
        match ended {
            Ended::Deadline => Error::timeout(phase, self.timeout_ms, self.destination()),
            Ended::Aborted => Error::aborted(self.destination(), cause_of(&stop.reason(), secrets)),
        }
    }

    fn threw(&self, cause: Option<Cause>, reason_of: fn(&Cause) -> Reason) -> Error {
        let reason = match cause.as_ref().map_or(Reason::Unknown, reason_of) {
            Reason::Unknown if self.is_mixed_content() => Reason::MixedContent,
            Reason::Unknown if host::is_offline() => Reason::Offline,
            reason => reason,
        };
        self.connection(reason, cause)
    }

    fn connection(&self, reason: Reason, cause: Option<Cause>) -> Error {
        Error::connection(reason, self.destination(), cause)
    }

    fn is_mixed_content(&self) -> bool {
        !self.client.sender.endpoint.is_trustworthy() && host::is_https_page()
    }

    fn destination(&self) -> Destination<'_> {
        Destination { host: self.client.sender.endpoint.host(), action: self.unsigned.action() }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a call takes at most 2^31 milliseconds"
    )]
    fn meta(&self, http_status: u16, outcome: &Outcome<JsValue>) -> JsValue {
        to_js(&Meta {
            action: self.unsigned.action(),
            http_status,
            attempts: self.attempts,
            elapsed_ms: (host::clock() - self.started).max(0.0) as u32,
            trace_id: outcome.trace_id.as_deref(),
            server_time_offset_ms: None,
            conversions: &outcome.conversions,
        })
    }
}
