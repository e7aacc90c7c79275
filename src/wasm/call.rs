//! One call, from checked arguments to the decoded answer, but for the waiting: that is done in JavaScript, between
//! `send` and `end`.

use std::rc::Rc;

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::cause::cause_of;
use super::client::Client;
use super::{Answer, Result, answer, fetch, host};
use crate::{
    Cause, Destination, Error, Expect, Facility, Phase, Reading, Reason, Secrets, UnsignedRequest, read_response,
};

// How the waiting ended, as pkg/src/ended.js has it; any other number says that it threw.
const READ: u8 = 0;
const TOO_LARGE: u8 = 1;
const DEADLINE: u8 = 2;
const ABORTED: u8 = 3;
const REDIRECT: u8 = 4;
const NO_RESPONSE: u8 = 5;
const NO_TIMERS: u8 = 6;

/// A call whose arguments are right.
#[wasm_bindgen]
pub struct Call {
    pub(super) client: Rc<Client>,
    pub(super) request: UnsignedRequest,
    pub(super) expect: Expect,
    pub(super) secrets: Secrets,
    pub(super) timeout_ms: u32,
    pub(super) signal: JsValue,
    pub(super) on_response: Option<Function>,
    pub(super) attempts: u32,
}

impl std::fmt::Debug for Call {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Call(…)")
    }
}

#[wasm_bindgen]
impl Call {
    /// The deadline in milliseconds.
    #[wasm_bindgen(js_name = timeoutMs)]
    #[must_use]
    pub fn timeout_ms(&self) -> u32 {
        self.timeout_ms
    }

    /// The caller's signal, if there is one.
    #[must_use]
    pub fn signal(&self) -> JsValue {
        self.signal.clone()
    }

    /// Signs and sends the request: a promise of a response, or an error. `counts` is 1 for an attempt, and 0 for one more
    /// try where the host had refused the last one itself.
    pub fn send(&mut self, signal: Option<AbortSignal>, counts: u32) -> JsValue {
        let sent = self.try_send(signal.as_ref(), counts);
        drop(signal);
        match sent {
            Ok(response) => response,
            Err(error) => self.answer(Err(error)),
        }
    }

    /// What came of it: the answer, or the error. `ended` says how the waiting ended; `status` is 0 where no response had
    /// arrived, and `value` what was read or thrown.
    #[must_use]
    pub fn end(&self, ended: u8, status: u16, value: &JsValue, elapsed_ms: f64) -> Answer {
        let reading = match ended {
            READ => {
                let body = value.unchecked_ref::<Uint8Array>().to_vec();
                read_response(status, &body, self.expect, self.client.strict, &self.secrets)
            }
            TOO_LARGE => Reading::too_large(status),
            _ => Reading::failed(self.failure(ended, if status == 0 { Phase::Headers } else { Phase::Body }, value)),
        };
        if let (Some(on_response), 1..) = (&self.on_response, status) {
            let meta = reading.meta_json(&self.request.action, status, self.attempts, elapsed_ms.max(0.0) as u32);
            host::tell(on_response, &meta);
        }
        self.answer(reading.result)
    }
}

impl Call {
    fn try_send(&mut self, signal: Option<&AbortSignal>, counts: u32) -> Result<JsValue> {
        if self.client.fetch.is_none() && self.is_mixed_content() {
            return Err(self.connection(Reason::MixedContent, None));
        }
        let fetch = self.client.fetch.clone().map_or_else(host::fetch, Ok)?;
        let request = self.client.complete(&self.request)?;
        let stages = self.client.sender.explain(request);
        // Each attempt has a timestamp, nonce and Token of its own, which become secrets of the call.
        stages.add_to(&mut self.secrets);
        let body = self.client.sender.body(request, &stages.token);
        self.attempts += counts;
        Ok(fetch::send(&fetch, self.client.sender.endpoint.url(), &body, signal).into())
    }

    fn failure(&self, ended: u8, phase: Phase, thrown: &JsValue) -> Error {
        match ended {
            DEADLINE => Error::timeout(phase, self.timeout_ms, self.destination()),
            ABORTED => Error::aborted(self.destination(), cause_of(thrown, &self.secrets)),
            REDIRECT => self.connection(Reason::Redirect, None),
            NO_RESPONSE => self.connection(Reason::Unknown, None),
            NO_TIMERS => Error::environment(Facility::Timers),
            _ => {
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

    fn is_mixed_content(&self) -> bool {
        !self.client.sender.endpoint.is_trustworthy() && host::is_https_page()
    }

    fn connection(&self, reason: Reason, cause: Option<Cause>) -> Error {
        Error::connection(reason, self.destination(), cause)
    }

    fn destination(&self) -> Destination<'_> {
        Destination { host: self.client.sender.endpoint.host(), action: &self.request.action }
    }

    fn answer(&self, result: Result) -> Answer {
        answer(result, Some(&self.request.action), self.attempts)
    }
}
