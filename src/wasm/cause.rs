//! Foreign errors on their way here. See cause.js.

use wasm_bindgen::prelude::*;

use crate::{Cause, Secrets};

#[wasm_bindgen(module = "/src/wasm/cause.js")]
extern "C" {
    #[wasm_bindgen(js_name = causesOf)]
    fn causes_of(thrown: &JsValue) -> String;
}

/// What `fetch` or a signal gave as its reason, masked.
pub(super) fn cause_of(thrown: &JsValue, secrets: &Secrets) -> Option<Cause> {
    Cause::from_json(&causes_of(thrown), secrets)
}
