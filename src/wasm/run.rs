//! A call from its first attempt to its outcome: attempts, until one is the last.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::attempt::{Answer, Attempt};
use super::call::{Call, Expect};
use super::host;
use super::stop::Stop;
use super::values::to_js;
use crate::error::Error;
use crate::failure::Phase;
use crate::redact::Secrets;
use crate::report::Conversion;
use crate::retry::{Failed, Standing};

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
        let Attempt { result, answer, .. } = self.last_attempt().await;
        if let (Some(answer), Some(on_response)) = (answer, &self.on_response) {
            host::tell(on_response, &self.meta(&answer));
        }
        result.map_err(|error| error.of_call(self.destination(), self.attempts).into())
    }

    async fn last_attempt(&mut self) -> Attempt {
        let stop = match Stop::watch(self.timeout_ms, self.signal.as_ref()) {
            Ok(stop) => stop,
            Err(error) => return error.into(),
        };
        let mut secrets = Secrets::new();
        secrets.add(self.client.options.sender.credentials.open_key.expose_secret());
        secrets.add_params(&self.params);
        let (mut before, mut may_correct) = (None, true);
        loop {
            let mut attempt = self.attempt(&stop, &mut secrets).await;
            let failed = match &attempt.result {
                Err(error) if may_correct && self.is_corrected(error, &attempt) => Failed::ForItsTimestamp,
                Err(error) if error.is_passing() => Failed::ForNow { retry_after_ms: error.retry_after_ms() },
                _ => Failed::ForGood,
            };
            may_correct &= failed != Failed::ForItsTimestamp;
            let Some(wait_ms) = self.wait_ms(failed, &attempt) else {
                attempt.result = attempt.result.map_err(|error| error.after(before));
                return attempt;
            };
            before = attempt.result.err();
            match stop.or(host::sleep(wait_ms)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => return error.into(),
                Err(ended) => return self.ended(ended, Phase::Waiting, &stop, &secrets).after(before).into(),
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
        let standing = Standing {
            failed,
            attempts: self.attempts,
            max_retries: self.max_retries.unwrap_or(by_default),
            elapsed_ms: self.elapsed_ms(),
            timeout_ms: self.timeout_ms,
            random: js_sys::Math::random(),
        };
        let wait_ms = standing.wait_ms(&mut budget);
        self.client.budget.set(budget);
        wait_ms
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a call takes at most 2^31 milliseconds"
    )]
    fn elapsed_ms(&self) -> u32 {
        (host::clock() - self.started).max(0.0) as u32
    }

    fn meta(&self, answer: &Answer) -> JsValue {
        to_js(&Meta {
            action: self.unsigned.action(),
            http_status: answer.http_status,
            attempts: self.attempts,
            elapsed_ms: self.elapsed_ms(),
            trace_id: answer.trace_id.as_deref(),
            server_time_offset_ms: answer.offset_ms,
            conversions: &answer.conversions,
        })
    }
}
