//! A call from its first attempt to its outcome: sign anew, send, read, and try again or not.

use std::rc::Rc;

use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::attempt::{Attempt, ResponseInfo};
use super::client::Client;
use super::host;
use super::stop::{Ended, JsCall};
use super::values::{cause_of, to_js};
use crate::error::Error;
use crate::failure::{Destination, Phase};
use crate::redact::Secrets;
use crate::report::Conversion;
use crate::retry::{Failed, RetryState};

/// What a successful response has.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expect {
    UserInfo { point_rules: bool },
    Data,
}

/// A call whose arguments are right.
pub(super) struct Call {
    pub(super) client: Rc<Client>,
    pub(super) action: Zeroizing<String>,
    /// JSON.
    pub(super) params: Zeroizing<String>,
    pub(super) expect: Expect,
    pub(super) timeout_ms: u32,
    pub(super) max_retries: Option<u32>,
    pub(super) signal: JsValue,
    pub(super) on_response: Option<Function>,
    /// How often the request was sent so far.
    pub(super) attempts: u32,
    pub(super) js: JsCall,
    /// What must not be shown.
    pub(super) secrets: Secrets,
}

/// What `onResponse` gets.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Meta<'a> {
    action: &'a str,
    http_status: u16,
    attempts: u32,
    elapsed_ms: u32,
    trace_id: Option<&'a str>,
    server_time_offset_ms: Option<f64>,
    conversions: &'a [Conversion],
}

impl Call {
    pub(super) async fn run(mut self) -> Result<JsValue, JsValue> {
        self.secrets.add(self.client.options.sender.credentials.open_key.expose_secret());
        self.secrets.add_params(&self.params);
        let Attempt { result, response, .. } = self.last_attempt().await;
        if let (Some(response), Some(on_response)) = (response, &self.on_response) {
            host::report(on_response, &self.meta(&response));
        }
        result.map_err(|error| error.of_call(self.destination(), self.attempts).into())
    }

    async fn last_attempt(&mut self) -> Attempt {
        if let Err(error) = self.js.begin(self.timeout_ms, &self.signal) {
            return error.into();
        }
        let (mut before, mut may_correct) = (None, true);
        loop {
            let mut attempt = self.attempt().await;
            let failed = match &attempt.result {
                Err(error) if may_correct && self.is_corrected(error, &attempt) => Failed::Timestamp,
                Err(error) if error.is_transient() => Failed::Transient { retry_after_ms: error.0.retry_after_ms },
                _ => Failed::Permanent,
            };
            may_correct &= failed != Failed::Timestamp;
            let Some(wait_ms) = self.wait_ms(failed, &attempt) else {
                attempt.result = attempt.result.map_err(|error| error.after(before));
                return attempt;
            };
            before = attempt.result.err();
            if let Err(ended) = self.js.sleep(wait_ms.into()).await {
                return self.ended(ended, Phase::Waiting).after(before).into();
            }
        }
    }

    /// Whether the server refused the Timestamp of an attempt, and the next one would have another.
    #[expect(clippy::float_cmp, reason = "as long as nothing is learned, it is the same number")]
    fn is_corrected(&self, error: &Error, attempt: &Attempt) -> bool {
        let codes = &self.client.options.timestamp_error_codes;
        error.vendor_code().is_some_and(|code| codes.iter().any(|known| known == code))
            && self.client.offset_ms() != attempt.offset_ms
    }

    /// How long to wait for the next attempt, if there is to be one. Only what is known to be a read is tried again unasked.
    fn wait_ms(&self, failed: Failed, attempt: &Attempt) -> Option<u32> {
        let mut budget = self.client.budget.get();
        if attempt.result.is_ok() {
            budget.refill();
        }
        let by_default = match self.expect {
            Expect::UserInfo { .. } => self.client.options.max_retries,
            Expect::Data => 0,
        };
        let state = RetryState {
            failed,
            attempts: self.attempts,
            max_retries: self.max_retries.unwrap_or(by_default),
            elapsed_ms: self.js.elapsed_ms(),
            timeout_ms: self.timeout_ms,
            random: js_sys::Math::random(),
        };
        let wait_ms = state.wait_ms(&mut budget);
        self.client.budget.set(budget);
        wait_ms
    }

    fn meta(&self, response: &ResponseInfo) -> JsValue {
        to_js(&Meta {
            action: &self.action,
            http_status: response.http_status,
            attempts: self.attempts,
            elapsed_ms: self.js.elapsed_ms(),
            trace_id: response.trace_id.as_deref(),
            server_time_offset_ms: response.offset_ms,
            conversions: &response.conversions,
        })
    }

    /// What ended the call early. The transfer of its attempt is aborted.
    pub(super) fn ended(&self, ended: Ended, phase: Phase) -> Error {
        self.js.abort();
        match ended {
            Ended::Deadline => Error::timeout(phase, self.timeout_ms),
            Ended::Aborted => Error::aborted(cause_of(&self.js.reason(), &self.secrets)),
        }
    }

    fn destination(&self) -> Destination<'_> {
        Destination { host: &self.client.options.sender.endpoint.host, action: &self.action }
    }
}
