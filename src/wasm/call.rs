//! One call, from checked arguments to the decoded answer.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::cause::cause_of;
use super::client::Client;
use super::fetch::Status;
use super::stop::{Stop, Stopped};
use super::{fetch, host};
use crate::{BadBody, Call, Cause, Error, Expect, Phase, Reading, Reason, Secrets, UnsignedRequest, read_response};

/// A call whose arguments are right.
pub(super) struct Pending {
    pub(super) client: Rc<Client>,
    pub(super) request: UnsignedRequest,
    pub(super) expect: Expect,
    pub(super) secrets: Secrets,
    pub(super) timeout_ms: u32,
    pub(super) signal: JsValue,
    pub(super) on_response: Option<Function>,
    pub(super) attempts: u32,
}

impl Pending {
    /// The answer, or the error with what had been sent.
    pub(super) async fn run(mut self) -> JsValue {
        let result = match Stop::watch(self.timeout_ms, &self.signal) {
            Ok(stop) => self.attempt(&stop).await,
            Err(error) => Err(error),
        };
        super::answer(result, Some(&self.request.action), self.attempts)
    }

    async fn attempt(&mut self, stop: &Stop) -> Result<String, Error> {
        if stop.why().is_some() {
            return Err(self.error_of(&JsValue::UNDEFINED, Phase::Headers, stop));
        }
        let started = host::monotonic_ms();
        if self.client.fetch.is_none() && self.is_mixed_content() {
            return Err(self.connection(Reason::MixedContent, None));
        }
        let fetch = self.client.fetch.clone().map_or_else(host::fetch, Ok)?;
        let body = self.signed_body()?;
        self.attempts += 1;
        let response = fetch::send(&fetch, self.client.sender.endpoint.url(), &body, stop).await;
        let response = response.map_err(|thrown| self.error_of(&thrown, Phase::Headers, stop))?;
        let status = match fetch::status(&response) {
            Status::Is(status) => status,
            Status::None => return Err(self.connection(Reason::Unknown, None)),
            Status::Redirect => {
                stop.abort();
                return Err(self.connection(Reason::Redirect, None));
            }
        };
        let reading = match fetch::read(&response, stop).await {
            Ok(Some(body)) => read_response(status, &body, self.expect, self.client.strict, &self.secrets),
            Ok(None) => Reading::failed(Error::bad_body(BadBody::TooLarge).with_http_status(status)),
            Err(thrown) => Reading::failed(self.error_of(&thrown, Phase::Body, stop)),
        };
        if let Some(on_response) = &self.on_response {
            let elapsed_ms = (host::monotonic_ms() - started).max(0.0) as u32;
            let meta = reading.meta_json(&self.request.action, status, self.attempts, elapsed_ms);
            fetch::tell(on_response, &meta);
        }
        reading.result
    }

    /// The body to send, with a timestamp, nonce and Token of its own, which become secrets of the call.
    fn signed_body(&mut self) -> Result<String, Error> {
        let request = self.client.complete(&self.request)?;
        let stages = self.client.sender.explain(request);
        stages.add_to(&mut self.secrets);
        Ok(self.client.sender.body(request, &stages.token))
    }

    fn call(&self) -> Call<'_> {
        Call { host: self.client.sender.endpoint.host(), action: &self.request.action }
    }

    fn connection(&self, reason: Reason, cause: Option<Cause>) -> Error {
        Error::connection(reason, self.call(), cause)
    }

    fn is_mixed_content(&self) -> bool {
        !self.client.sender.endpoint.is_trustworthy() && host::is_https_page()
    }

    /// The error for a step that gave no value.
    fn error_of(&self, thrown: &JsValue, phase: Phase, stop: &Stop) -> Error {
        match stop.why() {
            Some(Stopped::Deadline) => Error::timeout(phase, self.timeout_ms, self.call()),
            Some(Stopped::Aborted) => Error::aborted(self.call(), cause_of(&stop.abort_reason(), &self.secrets)),
            None => {
                let cause = cause_of(thrown, &self.secrets);
                self.connection(self.reason_of(cause.as_ref(), phase), cause)
            }
        }
    }

    fn reason_of(&self, cause: Option<&Cause>, phase: Phase) -> Reason {
        match cause.map_or(Reason::Unknown, Reason::of) {
            Reason::Unknown if self.is_mixed_content() => Reason::MixedContent,
            Reason::Unknown if host::is_offline() => Reason::Offline,
            Reason::Unknown if phase == Phase::Body => Reason::Reset,
            reason => reason,
        }
    }
}
