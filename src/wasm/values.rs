//! JavaScript's values, in and out.

use std::borrow::Cow;
use std::cell::RefCell;

use js_sys::{Array, JsString};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::argument::{Kind, Value};
use crate::error::Error;
use crate::issue::{Fault, Issues};
use crate::path::below;

#[wasm_bindgen(module = "/src/wasm/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(value: &JsValue) -> u8;
    #[wasm_bindgen(js_name = fieldsOf, catch)]
    fn fields_of(value: &JsValue, names: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = itemsOf, catch)]
    fn items_of(list: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_name = resolved, catch)]
    fn js_resolved(value: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = isSignal)]
    fn is_js_signal(value: &JsValue) -> bool;
    #[wasm_bindgen(js_name = stringify)]
    fn js_stringify(params: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = signedRequest)]
    pub(super) fn signed_request(
        open_id: &JsString,
        grant_code: &JsString,
        timestamp: f64,
        nonce: u32,
        token: &str,
        action: &JsString,
        params: &JsString,
    ) -> JsValue;
}

/// The largest params that are sent.
const MAX_PARAMS: u32 = 16 << 20;

/// A value that a caller gave.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub(super) struct Given(#[serde(with = "serde_wasm_bindgen::preserve")] pub(super) JsValue);

impl Given {
    /// What stands for an object in JSON; None where that throws.
    pub(super) fn resolved(self) -> Option<Self> {
        js_resolved(&self.0).map(Self).ok()
    }

    pub(super) fn is_signal(&self) -> bool {
        is_js_signal(&self.0)
    }
}

impl Value for Given {
    fn kind(&self) -> Kind {
        match kind_of(&self.0) {
            0 => Kind::Undefined,
            1 => Kind::Null,
            2 => Kind::Boolean,
            3 => Kind::Number,
            4 => Kind::BigInt,
            5 => Kind::Text,
            6 => Kind::Symbol,
            7 => Kind::Function,
            8 => Kind::List,
            9 => Kind::Object,
            _ => Kind::BuiltIn,
        }
    }

    fn text(&self) -> Option<Zeroizing<String>> {
        let text = self.0.as_string().map(Zeroizing::new)?;
        // wasm-bindgen reads half of a pair as U+FFFD.
        let may_be_half = text.contains(char::REPLACEMENT_CHARACTER);
        (!may_be_half || self.0.unchecked_ref::<JsString>().is_valid_utf16()).then_some(text)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn digits(&self) -> Option<String> {
        self.0.dyn_ref::<js_sys::BigInt>().and_then(|digits| digits.to_string(10).ok()).map(String::from)
    }

    fn boolean(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn items(&self) -> Option<Vec<Self>> {
        items_of(&self.0).ok().map(|items| items.iter().map(Self).collect())
    }

    fn entries(&self, names: &'static [&'static str]) -> Option<Vec<(Cow<'static, str>, Self)>> {
        let found = js_names(names, |names| fields_of(&self.0, names)).ok()?;
        let mut values: Vec<Self> = serde_wasm_bindgen::from_value(found).ok()?;
        let others = values.split_off(names.len().min(values.len()));
        let given = names.iter().copied().map(Cow::Borrowed).zip(values).filter(|(_, value)| !value.0.is_undefined());
        Some(given.chain(others.into_iter().filter_map(|name| Some((name.0.as_string()?.into(), name)))).collect())
    }
}

/// Lends the names as JavaScript's; they are made once.
fn js_names<T>(names: &'static [&'static str], lend: impl FnOnce(&Array) -> T) -> T {
    thread_local! {
        static MADE: RefCell<Vec<(&'static [&'static str], Array)>> = const { RefCell::new(Vec::new()) };
    }
    let known =
        MADE.with_borrow(|made| made.iter().find(|(known, _)| std::ptr::eq(*known, names)).map(|(_, js)| js.clone()));
    let js = known.unwrap_or_else(|| {
        let js: Array = names.iter().map(|name| JsValue::from(*name)).collect();
        MADE.with_borrow_mut(|made| made.push((names, js.clone())));
        js
    });
    lend(&js)
}

/// The JSON of params, as the engine writes it; `{}` where they are not given.
pub(super) fn stringify(params: Option<&Given>, issues: &mut Issues) -> Option<JsString> {
    let Some(params) = params else { return Some("{}".into()) };
    let got = match params.kind() {
        Kind::Undefined => return Some("{}".into()),
        Kind::Object => match js_stringify(&params.0).dyn_into::<JsString>() {
            Ok(json) if json.length() > MAX_PARAMS => {
                issues.add("params", Fault::TooLarge);
                return None;
            }
            Ok(json) if json.starts_with("{", 0) => return Some(json),
            Err(found) if !found.is_undefined() => {
                add_fault(found, issues);
                return None;
            }
            _ => "an object that JSON writes as something else",
        },
        kind => kind.words(),
    };
    issues.add("params", Fault::WrongType { expected: "a plain object", got });
    None
}

/// What `stringify` of values.js found.
fn add_fault(found: JsValue, issues: &mut Issues) {
    let (word, steps): (String, Vec<Given>) = serde_wasm_bindgen::from_value(found).unwrap_or_default();
    let path = steps.iter().fold(String::from("params"), |path, step| match step.0.as_string() {
        Some(name) => below(&path, &name),
        None => format!("{path}[{}]", step.0.as_f64().unwrap_or_default()),
    });
    let fault = match word.as_str() {
        "lone_surrogate" => Fault::LoneSurrogate,
        "cycle" => Fault::Cycle,
        "too_deep" => Fault::TooDeep,
        "too_large" => Fault::TooLarge,
        "threw" => Fault::Threw,
        what => Fault::NotJson { what },
    };
    issues.add(&path, fault);
}

/// JSON of an answer. The engine's own reader makes objects faster than any number of calls from here, and takes fields of
/// any name for data.
pub(super) fn from_json(json: &str) -> JsValue {
    js_sys::JSON::parse(json).unwrap_or_default()
}

/// Plain data as JavaScript's, `null` where there is none.
pub(super) fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
}

/// An error as the object that `ZvcmsError` is made of.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        to_js(&error)
    }
}
