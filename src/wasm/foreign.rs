//! What was handed in by somebody else: promises that may be none, bytes that may be gone (see foreign.js).

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/wasm/foreign.js")]
extern "C" {
    fn settling(given: &JsValue) -> Array;
    pub(super) fn ignore(given: &JsValue);
    #[wasm_bindgen(js_name = bytesOf, catch)]
    pub(super) fn bytes_of(value: &JsValue) -> Result<Uint8Array, JsValue>;
}

/// Waits for a promise, a thenable or a value. Dropped before, it lets go of what may never settle, which would keep it in
/// memory otherwise.
#[derive(Debug)]
pub(super) struct Settling {
    promise: JsFuture,
    give_up: Function,
}

impl Settling {
    /// Begins to wait at once: what fails in the meantime alarms nobody.
    pub(super) fn of(given: &JsValue) -> Self {
        let both = settling(given);
        Self { promise: both.get(0).unchecked_into::<Promise>().into(), give_up: both.get(1).unchecked_into() }
    }
}

impl Future for Settling {
    type Output = Result<JsValue, JsValue>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.promise).poll(context)
    }
}

impl Drop for Settling {
    fn drop(&mut self) {
        let _ = self.give_up.call0(&JsValue::UNDEFINED);
    }
}
