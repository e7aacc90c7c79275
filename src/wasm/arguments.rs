//! JavaScript values read once into the core's own JSON: see arguments.js.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::text::place_of;

#[wasm_bindgen(module = "/src/wasm/arguments.js")]
extern "C" {
    #[wasm_bindgen(js_name = readScalar)]
    fn read_scalar(value: &JsValue) -> Vec<u8>;
    #[wasm_bindgen(js_name = readParams)]
    fn read_params(value: &JsValue) -> Vec<u8>;
    #[wasm_bindgen(js_name = readFlat)]
    fn read_flat(value: &JsValue) -> Vec<u8>;
    #[wasm_bindgen(js_name = readOptions)]
    fn read_options(value: &JsValue, known: &str, kept: &Array) -> Vec<u8>;
}

/// What was read: it may hold keys and passwords, and is wiped.
type Json = Zeroizing<String>;

/// An argument that is to be a text.
pub(super) fn scalar(value: &JsValue) -> Json {
    json(read_scalar(value))
}

/// Params of any action.
pub(super) fn params(value: &JsValue) -> Json {
    json(read_params(value))
}

/// Params whose fields are to be texts and numbers.
pub(super) fn flat(value: &JsValue) -> Json {
    json(read_flat(value))
}

/// An object of options with these names.
pub(super) fn options(value: &JsValue, names: &'static [&'static str]) -> Json {
    options_and_kept(value, names).0
}

/// The same, with the functions and signals in it.
pub(super) fn options_and_kept(value: &JsValue, names: &'static [&'static str]) -> (Json, Kept) {
    let mut known = String::new();
    for name in names {
        known.push_str(if known.is_empty() { "" } else { "," });
        known.push_str(name);
    }
    let kept = Kept { names, values: Array::new() };
    (json(read_options(value, &known, &kept.values)), kept)
}

/// The functions and signals among options, each at the place of its name.
#[derive(Debug)]
pub(super) struct Kept {
    names: &'static [&'static str],
    values: Array,
}

impl Kept {
    /// What was kept; undefined where nothing was.
    pub(super) fn get(&self, name: &str) -> JsValue {
        place_of(name, self.names)
            .and_then(|place| place.try_into().ok())
            .map_or(JsValue::UNDEFINED, |place| self.values.get(place))
    }

    /// The same, for what is to be a function.
    pub(super) fn function(&self, name: &str) -> Option<Function> {
        self.get(name).dyn_into().ok()
    }
}

fn json(bytes: Vec<u8>) -> Json {
    Zeroizing::new(String::from_utf8(bytes).unwrap_or_default())
}
