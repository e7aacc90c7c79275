//! Errors on their way to JavaScript, and foreign ones on their way here.

use wasm_bindgen::prelude::*;

use super::values::get;
use crate::{Cause, Error, Secrets};

/// How many errors behind one another are kept.
const MAX_CAUSES: u8 = 5;

/// An error of something that sent nothing, as it is thrown.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        error.to_json(None, 0).into()
    }
}

/// What `fetch` or a signal gave as its reason: name, code and message, masked, and those behind it.
pub(super) fn cause_of(value: &JsValue, secrets: &Secrets) -> Option<Cause> {
    causes(value, secrets, MAX_CAUSES)
}

fn causes(value: &JsValue, secrets: &Secrets, left: u8) -> Option<Cause> {
    let text = |name: &str| get(value, name).as_string().map(|text| secrets.mask(&text));
    if left == 0 || value.is_undefined() || value.is_null() {
        return None;
    }
    if !value.is_object() {
        let message = value.as_string().map(|text| secrets.mask(&text)).unwrap_or_default();
        return Some(Cause { name: "Error".into(), message, ..Cause::default() });
    }
    Some(Cause {
        name: text("name").unwrap_or_else(|| "Error".into()),
        code: text("code"),
        message: text("message").unwrap_or_default(),
        cause: causes(&get(value, "cause"), secrets, left - 1).map(Box::new),
    })
}
