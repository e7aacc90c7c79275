//! What ends a call early: its one deadline, and the caller's signal. See stop.js.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use crate::{Error, Facility};

#[wasm_bindgen(module = "/src/wasm/stop.js")]
extern "C" {
    /// A watch over one call.
    #[derive(Debug)]
    pub(super) type Watch;

    #[wasm_bindgen(catch)]
    fn watch(milliseconds: u32, signal: &JsValue) -> Result<Watch, JsValue>;
    #[wasm_bindgen(method)]
    fn why(this: &Watch) -> u8;
    #[wasm_bindgen(method, js_name = abortReason)]
    fn abort_reason(this: &Watch) -> JsValue;
    #[wasm_bindgen(method, js_name = fetchSignal)]
    fn fetch_signal(this: &Watch) -> Option<AbortSignal>;
    #[wasm_bindgen(method)]
    fn abort(this: &Watch);
    #[wasm_bindgen(method)]
    fn or(this: &Watch, step: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn end(this: &Watch);
}

/// Why a call ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    Deadline,
    Aborted,
}

/// Watches the deadline and the signal from the beginning of a call until it is dropped; then timer and listener are
/// released.
#[derive(Debug)]
pub(super) struct Stop(Watch);

impl Stop {
    pub(super) fn watch(timeout_ms: u32, signal: &JsValue) -> Result<Self, Error> {
        watch(timeout_ms, signal).map(Self).map_err(|_| Error::environment(Facility::Timers))
    }

    /// Why the call has to end, if it has to.
    pub(super) fn why(&self) -> Option<Stopped> {
        match self.0.why() {
            0 => None,
            1 => Some(Stopped::Deadline),
            _ => Some(Stopped::Aborted),
        }
    }

    /// The reason that the caller's signal gives.
    pub(super) fn abort_reason(&self) -> JsValue {
        self.0.abort_reason()
    }

    /// Tells `fetch` to let go of the connection.
    pub(super) fn abort(&self) {
        self.0.abort();
    }

    /// The signal for `fetch`, where the host has any.
    pub(super) fn fetch_signal(&self) -> Option<AbortSignal> {
        self.0.fetch_signal()
    }

    /// What `step` gives, unless the call has to end first.
    pub(super) async fn or(&self, step: &JsValue) -> Result<JsValue, JsValue> {
        JsFuture::from(self.0.or(step)).await
    }

    pub(super) fn as_js(&self) -> &JsValue {
        &self.0
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.end();
    }
}
