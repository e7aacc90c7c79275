//! Foreign errors on their way to be told.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::failure::Cause;
use crate::redact::Secrets;

/// How many errors behind one another are kept.
const MAX_CAUSES: u32 = 5;

/// What `fetch` threw or a signal gave as its reason, masked.
pub(super) fn cause_of(thrown: &JsValue, secrets: &Secrets) -> Option<Cause> {
    read(thrown, MAX_CAUSES).map(|cause| cause.masked(secrets))
}

fn read(thrown: &JsValue, left: u32) -> Option<Cause> {
    if left == 0 || thrown.is_undefined() || thrown.is_null() {
        return None;
    }
    let of = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).unwrap_or_default();
    let get = |name| of(thrown, name);
    // An AggregateError has the errors of all addresses that were tried.
    let behind = || read(&get("cause"), left - 1).or_else(|| read(&of(&get("errors"), "0"), left - 1));
    Some(Cause {
        name: get("name").as_string().unwrap_or_else(|| "Error".into()),
        code: get("code").as_string(),
        message: thrown.as_string().or_else(|| get("message").as_string()).unwrap_or_default(),
        cause: behind().map(Box::new),
    })
}
