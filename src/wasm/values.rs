//! JavaScript's values, in and out (see pkg/src/arguments.js).

use std::borrow::Cow;
use std::cell::RefCell;

use js_sys::{Array, Function, JSON, JsString, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::arguments::{Argument, Fields};
use crate::error::Error;
use crate::failure::Cause;
use crate::issue::{Fault, Issues};
use crate::path::below;
use crate::redact::Secrets;
use crate::scheme::Scheme;

#[wasm_bindgen(module = "/pkg/src/arguments.js")]
extern "C" {
    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(value: &JsValue) -> u8;
    #[wasm_bindgen(js_name = fieldsOf, catch)]
    fn fields_of(value: &JsValue, names: &Array) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_name = itemsOf, catch)]
    fn items_of(list: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn resolved(value: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = isSignal)]
    pub(super) fn is_signal(value: &JsValue) -> bool;
    #[wasm_bindgen(js_name = copyOf, catch)]
    fn copy_of(params: &JsValue) -> Result<JsValue, Array>;
    #[wasm_bindgen(js_name = signedRequest)]
    pub(super) fn signed_request(
        open_id: &JsString,
        grant_code: &JsString,
        timestamp: f64,
        nonce: u32,
        token: &str,
        action: &JsString,
        params: &JsValue,
    ) -> JsValue;
}

/// How many errors behind one another are kept.
const MAX_CAUSES: u32 = 5;

/// The names of the fields of an argument.
pub(super) type Names = &'static [&'static str];

/// An argument that is an object: its fields, each read once, and what they were in JavaScript.
#[derive(Debug, Default)]
pub(super) struct JsFields {
    pub(super) fields: Fields,
    values: Vec<(&'static str, JsValue)>,
}

impl JsFields {
    /// The fields of the argument with this name, which may be left out; fields with other names are refused.
    pub(super) fn of(value: &JsValue, argument: &str, names: Names, issues: &mut Issues) -> Self {
        let (value, values) = object(value, names);
        Self { fields: Fields::of(value, argument, names, issues), values }
    }

    /// The same for an argument that may have other fields, too.
    pub(super) fn open(value: &JsValue, argument: &str, names: Names, issues: &mut Issues) -> Self {
        let (value, values) = object(value, names);
        Self { fields: Fields::open(value, argument, issues), values }
    }

    /// What the field is in JavaScript, if it is given.
    pub(super) fn get(&self, name: &str) -> Option<&JsValue> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub(super) fn function(&self, name: &str) -> Option<Function> {
        self.get(name).and_then(JsCast::dyn_ref).cloned()
    }

    pub(super) fn string(&self, name: &str) -> JsString {
        self.get(name).cloned().unwrap_or_default().unchecked_into()
    }
}

/// An argument with the fields that have these names.
pub(super) fn object(value: &JsValue, names: Names) -> (Argument, Vec<(&'static str, JsValue)>) {
    let kind = kind_of(value);
    if kind != OBJECT {
        return (argument(kind, value), Vec::new());
    }
    let Ok(found) = with_names(names, |names| fields_of(value, names)) else { return (Argument::Threw, Vec::new()) };
    let (mut entries, mut values) = (Vec::new(), Vec::new());
    let mut found = found.iter();
    while let (Some(number), Some(value)) = (found.next(), found.next()) {
        let number = to_number(&number);
        let Some(name) = names.get(usize::from(number / 16)).copied() else {
            entries.push((Cow::Owned(value.as_string().unwrap_or_default()), Argument::Null));
            continue;
        };
        let read = match number % 16 {
            OBJECT if name == "scheme" => object(&value, &Scheme::FIELDS).0,
            LIST => list(&value),
            kind => argument(kind, &value),
        };
        entries.push((Cow::Borrowed(name), read));
        values.push((name, value));
    }
    (Argument::Object(entries), values)
}

/// A value by itself.
pub(super) fn any(value: &JsValue) -> Argument {
    argument(kind_of(value), value)
}

fn list(value: &JsValue) -> Argument {
    let Ok(found) = items_of(value) else { return Argument::Threw };
    let (mut items, mut found) = (Vec::new(), found.iter());
    while let (Some(kind), Some(item)) = (found.next(), found.next()) {
        items.push(argument(to_number(&kind), &item));
    }
    Argument::List(items)
}

const LIST: u8 = 8;
const OBJECT: u8 = 9;

/// A value of this kind, in the numbers of arguments.js, without what is inside.
fn argument(kind: u8, value: &JsValue) -> Argument {
    match kind {
        0 => Argument::Undefined,
        1 => Argument::Null,
        2 => Argument::Boolean(value.is_truthy()),
        3 => Argument::Number(value.as_f64().unwrap_or(f64::NAN)),
        4 => {
            let digits = value.unchecked_ref::<js_sys::BigInt>().to_string(10);
            Argument::BigInt(digits.map(String::from).unwrap_or_default())
        }
        5 => Argument::Text(value.as_string().unwrap_or_default().into()),
        6 => Argument::Symbol,
        7 => Argument::Function,
        LIST => Argument::List(Vec::new()),
        OBJECT => Argument::Object(Vec::new()),
        10 => Argument::BuiltIn,
        _ => Argument::HalfText,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 16 × 14")]
fn to_number(value: &JsValue) -> u8 {
    value.as_f64().unwrap_or_default() as u8
}

/// Lends the names as JavaScript's; they are made once.
fn with_names<T>(names: Names, lend: impl FnOnce(&Array) -> T) -> T {
    thread_local! {
        static MADE: RefCell<Vec<(Names, Array)>> = const { RefCell::new(Vec::new()) };
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

/// A copy of the params, as JSON has them; an empty object where they are not given.
pub(super) fn copied_params(argument: &Argument, params: &JsValue, issues: &mut Issues) -> Option<JsValue> {
    let got = match argument {
        Argument::Undefined => return Some(js_sys::Object::new().into()),
        Argument::Object(_) => match copy_of(params) {
            Ok(copy) => return Some(copy),
            Err(found) if found.get(0) == "no object" => "an object that JSON writes as something else",
            Err(found) => {
                add_fault(&found, issues);
                return None;
            }
        },
        other => other.words(),
    };
    issues.add("params", Fault::WrongType { expected: "a plain object", got });
    None
}

/// The JSON of a copy.
pub(super) fn to_json(copy: &JsValue) -> String {
    JSON::stringify(copy).map(String::from).unwrap_or_default()
}

/// What `copyOf` found.
fn add_fault(found: &Array, issues: &mut Issues) {
    let steps: Array = found.get(1).unchecked_into();
    let path = steps.iter().fold(String::from("params"), |path, step| match step.as_string() {
        Some(name) => below(&path, &name),
        None => format!("{path}[{}]", step.as_f64().unwrap_or_default()),
    });
    let word = found.get(0).as_string().unwrap_or_default();
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
    JSON::parse(json).unwrap_or_default()
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

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 400 to 599")]
fn status(code: f64) -> Option<u16> {
    (400.0..600.0).contains(&code).then_some(code as u16)
}

/// What the host threw or a signal gave as its reason, masked.
pub(super) fn cause_of(thrown: &JsValue, secrets: &Secrets) -> Option<Cause> {
    cause(thrown, MAX_CAUSES).map(|cause| cause.masked(secrets))
}

fn cause(thrown: &JsValue, left: u32) -> Option<Cause> {
    if left == 0 || thrown.is_undefined() || thrown.is_null() {
        return None;
    }
    let of = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).unwrap_or_default();
    let get = |name| of(thrown, name);
    // An AggregateError has the errors of all addresses that were tried.
    let behind = || cause(&get("cause"), left - 1).or_else(|| cause(&of(&get("errors"), "0"), left - 1));
    Some(Cause {
        name: get("name").as_string().unwrap_or_else(|| "Error".into()),
        code: get("code").as_string(),
        message: thrown.as_string().or_else(|| get("message").as_string()).unwrap_or_default(),
        http_status: get("statusCode").as_f64().and_then(status),
        cause: behind().map(Box::new),
    })
}
