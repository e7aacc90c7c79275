//! One call, from checked arguments to the decoded answer.

use std::rc::Rc;

use js_sys::{Function, JSON};
use wasm_bindgen::prelude::*;

use super::client::Client;
use super::error::cause_of;
use super::stop::{Broken, Stop, Stopped};
use super::{fetch, host};
use crate::{BadBody, Call, Cause, Error, Expect, Phase, Reading, Reason, Secrets, UnsignedRequest, read_response};

/// A call whose arguments are right.
pub(super) struct Pending {
    pub(super) client: Rc<Client>,
    pub(super) request: UnsignedRequest,
    pub(super) expect: Expect,
    pub(super) secrets: Secrets,
    pub(super) timeout_ms: u32,
    pub(super) signal: Option<JsValue>,
    pub(super) on_response: Option<Function>,
    pub(super) attempts: u32,
}

impl Pending {
    /// JSON of the answer; the JSON of an error where there is none.
    pub(super) async fn run(mut self) -> Result<JsValue, JsValue> {
        let result = match Stop::watch(self.timeout_ms, self.signal.take()) {
            Ok(stop) => self.attempt(&stop).await,
            Err(error) => Err(error),
        };
        match result {
            Ok(json) => Ok(json.into()),
            Err(error) => Err(error.to_json(Some(&self.request.action), self.attempts).into()),
        }
    }

    async fn attempt(&mut self, stop: &Stop) -> Result<String, Error> {
        if let Some(why) = stop.why() {
            return Err(self.error_of(&Broken::Stopped(why), Phase::Headers, stop));
        }
        let started = host::monotonic_ms();
        let client = Rc::clone(&self.client);
        if client.fetch.is_none() && self.is_mixed_content() {
            return Err(Error::connection(Reason::MixedContent, self.call(), None));
        }
        let fetch = client.fetch.clone().map_or_else(host::fetch, Ok)?;
        let body = self.signed_body()?;
        self.attempts += 1;
        let url = client.sender.endpoint.url();
        let response = fetch::send(&fetch, url, &body, stop).await;
        let response = response.map_err(|broken| self.error_of(&broken, Phase::Headers, stop))?;
        if fetch::is_redirect(&response) {
            stop.abort();
            return Err(Error::connection(Reason::Redirect, self.call(), None));
        }
        let Some(status) = fetch::status(&response) else {
            return Err(Error::connection(Reason::Unknown, self.call(), None));
        };
        let read = fetch::read(&response, stop).await;
        let reading = match &read {
            Ok(Some(body)) => read_response(status, body, self.expect, client.strict, &self.secrets),
            Ok(None) => Reading::failed(Error::bad_body(BadBody::TooLarge).with_http_status(status)),
            Err(broken) => Reading::failed(self.error_of(broken, Phase::Body, stop)),
        };
        self.tell(status, host::monotonic_ms() - started, &reading);
        reading.result
    }

    /// The body to send, with a timestamp, nonce and Token of its own, which become secrets of the call.
    fn signed_body(&mut self) -> Result<String, Error> {
        let client = Rc::clone(&self.client);
        let request = self.request.complete(&|| host::unix_seconds(client.now.as_ref()), &|| client.nonce())?;
        let stages = client.sender.explain(request);
        stages.add_to(&mut self.secrets);
        Ok(client.sender.body(request, &stages.token))
    }

    /// Tells the caller about a response, whatever it was.
    fn tell(&self, status: u16, elapsed_ms: f64, reading: &Reading) {
        let Some(on_response) = &self.on_response else { return };
        let meta = reading.meta_json(&self.request.action, status, self.attempts, elapsed_ms.max(0.0) as u32);
        if let Ok(result) = JSON::parse(&meta).and_then(|meta| on_response.call1(&JsValue::UNDEFINED, &meta)) {
            fetch::ignore(&result);
        }
    }

    fn call(&self) -> Call<'_> {
        Call { host: self.client.sender.endpoint.host(), action: &self.request.action }
    }

    fn is_mixed_content(&self) -> bool {
        !self.client.sender.endpoint.is_trustworthy() && host::is_https_page()
    }

    fn error_of(&self, broken: &Broken, phase: Phase, stop: &Stop) -> Error {
        match broken {
            Broken::Stopped(Stopped::Deadline) => Error::timeout(phase, self.timeout_ms, self.call()),
            Broken::Stopped(Stopped::Aborted) => {
                Error::aborted(self.call(), cause_of(&stop.abort_reason(), &self.secrets))
            }
            Broken::Failed(thrown) => {
                let cause = cause_of(thrown, &self.secrets);
                Error::connection(self.reason_of(cause.as_ref(), phase), self.call(), cause)
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
