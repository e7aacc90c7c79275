//! A call in JavaScript (see pkg/src/call.js): its one deadline, its caller's signal, and waiting.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use crate::error::Error;
use crate::failure::HostFeature;

/// How a step ended, in the numbers of call.js.
const DONE: f64 = 0.0;
const THREW: f64 = 1.0;
const DEADLINE: u32 = 2;

#[wasm_bindgen]
extern "C" {
    #[derive(Debug, Clone)]
    pub type JsCall;
    #[wasm_bindgen(method)]
    fn watch(this: &JsCall, timeout_ms: u32, signal: &JsValue) -> bool;
    #[wasm_bindgen(method)]
    fn ended(this: &JsCall) -> u32;
    #[wasm_bindgen(method)]
    fn wait(this: &JsCall, given: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = sleep)]
    fn js_sleep(this: &JsCall, milliseconds: f64) -> Promise;
    #[wasm_bindgen(method)]
    pub(super) fn now(this: &JsCall) -> f64;
    #[wasm_bindgen(method, js_name = elapsedMs)]
    pub(super) fn elapsed_ms(this: &JsCall) -> u32;
    #[wasm_bindgen(method)]
    pub(super) fn reason(this: &JsCall) -> JsValue;
    #[wasm_bindgen(method, js_name = newSignal)]
    pub(super) fn new_signal(this: &JsCall) -> Option<AbortSignal>;
    #[wasm_bindgen(method)]
    pub(super) fn abort(this: &JsCall);
    #[wasm_bindgen(method)]
    pub(super) fn ignore(this: &JsCall, given: &JsValue);
}

/// What ended a call early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Deadline,
    Aborted,
}

/// Why a step gave nothing.
#[derive(Debug)]
pub(super) enum Broken {
    Ended(Ended),
    Threw(JsValue),
    /// There is no way to read the body.
    NoBody,
}

impl From<Ended> for Broken {
    fn from(ended: Ended) -> Self {
        Self::Ended(ended)
    }
}

impl From<JsValue> for Broken {
    fn from(thrown: JsValue) -> Self {
        Self::Threw(thrown)
    }
}

impl JsCall {
    /// Begins the deadline and listens to the signal.
    pub(super) fn begin(&self, timeout_ms: u32, signal: &JsValue) -> Result<(), Error> {
        if self.watch(timeout_ms, signal) { Ok(()) } else { Err(Error::environment(HostFeature::Timers)) }
    }

    /// What has ended the call early, if anything has.
    pub(super) fn check(&self) -> Result<(), Ended> {
        match self.ended() {
            0 => Ok(()),
            DEADLINE => Err(Ended::Deadline),
            _ => Err(Ended::Aborted),
        }
    }

    /// Waits for a promise, a thenable or a value of the host's.
    pub(super) async fn until(&self, given: &JsValue) -> Result<JsValue, Broken> {
        let step: Array = JsFuture::from(self.wait(given)).await?.unchecked_into();
        match step.get(0).as_f64() {
            Some(DONE) => Ok(step.get(1)),
            Some(THREW) => Err(Broken::Threw(step.get(1))),
            _ => Err(Broken::Ended(self.check().err().unwrap_or(Ended::Deadline))),
        }
    }

    pub(super) async fn sleep(&self, milliseconds: f64) -> Result<(), Ended> {
        let _ = JsFuture::from(self.js_sleep(milliseconds)).await;
        self.check()
    }
}
