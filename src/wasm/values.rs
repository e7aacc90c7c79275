//! JavaScript values read once into the core's own, as `JSON.stringify` would read them. Every look at a foreign
//! object can run foreign code (getters, proxies, `toJSON`), so every look can fail.

use js_sys::{Array, Function, JsString, Reflect};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::text::{contains, decimal};
use crate::{Fault, Issues, OpenKey, Value};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Object, catch)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = getPrototypeOf, catch)]
    fn prototype_of(object: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn tag_of(object: &JsValue) -> Result<JsString, JsValue>;
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_name = String, catch)]
    fn string_of(value: &JsValue) -> Result<JsString, JsValue>;
    #[wasm_bindgen(js_name = Number, catch)]
    fn number_of(value: &JsValue) -> Result<f64, JsValue>;
}

/// A member of a foreign value, undefined where there is none or where looking throws.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// A member of a foreign value that is a function.
pub(super) fn get_function(object: &JsValue, name: &str) -> Option<Function> {
    get(object, name).dyn_into().ok()
}

/// The whole of an argument, as `JSON.stringify` reads it.
pub(super) fn read(value: &JsValue) -> Value {
    Reader::default().value(value, &JsValue::UNDEFINED)
}

/// An argument whose fields are to be texts and numbers: objects in it are not looked into, and do not turn into texts.
pub(super) fn read_flat(value: &JsValue) -> Value {
    let mut reader = Reader { flat: true, ..Reader::default() };
    if value.is_object() { reader.members(value).unwrap_or(Value::Faulty(Fault::Threw)) } else { primitive(value) }
}

/// An argument that is to be a text or a number.
pub(super) fn read_scalar(value: &JsValue) -> Value {
    if !value.is_object() {
        primitive(value)
    } else if is_array(value).unwrap_or_default() {
        Value::List(Vec::new())
    } else {
        Value::Other("an object")
    }
}

/// The fields of an options argument that are known, and the names of those that are not.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) value: Value,
    secret: JsValue,
    foreign: Vec<(&'static str, JsValue)>,
}

impl Options {
    /// Reads an object of options: `known` names wherever they come from, a class's getters included. Functions and
    /// signals are kept as they are; a field `openKey` is read apart, into memory that is wiped.
    pub(super) fn read(argument: &JsValue, known: &'static [&'static str]) -> Self {
        let mut options = Self { value: Value::Undefined, secret: JsValue::UNDEFINED, foreign: Vec::new() };
        options.value = match tag_of(argument) {
            Ok(tag) if tag == "[object Object]" => options.entries(argument, known),
            Ok(_) if argument.is_object() && !is_array(argument).unwrap_or_default() => {
                Ok(Value::Other("an object of another sort"))
            }
            Ok(_) => Ok(read_scalar(argument)),
            Err(thrown) => Err(thrown),
        }
        .unwrap_or(Value::Faulty(Fault::Threw));
        options
    }

    fn entries(&mut self, argument: &JsValue, known: &'static [&'static str]) -> Result<Value, JsValue> {
        let mut entries = Vec::new();
        for name in known {
            let Ok(value) = Reflect::get(argument, &(*name).into()) else {
                entries.push(((*name).into(), Value::Faulty(Fault::Threw)));
                continue;
            };
            if *name == "openKey" {
                self.secret = value;
            } else if !value.is_undefined() {
                let entry = self.entry(name, value);
                entries.push(((*name).into(), entry));
            }
        }
        for name in keys(argument)?.iter().filter_map(|name| name.as_string()) {
            if !known.contains(&&*name) {
                entries.push((name, Value::Undefined));
            }
        }
        Ok(Value::Object { plain: true, entries })
    }

    fn entry(&mut self, name: &'static str, value: JsValue) -> Value {
        let entry = match name {
            "signal" if is_signal(&value) => Value::Other("an AbortSignal"),
            "params" | "scheme" => return read(&value),
            _ => read_scalar(&value),
        };
        if matches!(entry, Value::Other(_)) {
            self.foreign.push((name, value));
        }
        entry
    }

    /// The key among the fields, if it keeps the rules.
    pub(super) fn open_key(&self, issues: &mut Issues) -> Option<OpenKey> {
        read_key(&self.secret, issues)
    }

    /// A function or signal as it was given.
    pub(super) fn take(&mut self, name: &str) -> Option<JsValue> {
        let place = self.foreign.iter().position(|(own, _)| *own == name)?;
        Some(self.foreign.swap_remove(place).1)
    }
}

/// A key that keeps the rules for credentials; faults are noted at `openKey`.
pub(super) fn read_key(value: &JsValue, issues: &mut Issues) -> Option<OpenKey> {
    match read_secret(value) {
        Ok(secret) => Some(OpenKey::new(secret, issues)),
        Err(value) => {
            OpenKey::refuse(&value, issues);
            None
        }
    }
}

/// A secret text, copied unit by unit: the usual way leaves pieces of it in memory that nobody wipes.
pub(super) fn read_secret(value: &JsValue) -> Result<Zeroizing<String>, Value> {
    let Some(text) = value.dyn_ref::<JsString>() else { return Err(read_scalar(value)) };
    let mut secret = Zeroizing::new(String::with_capacity(3 * text.length() as usize));
    for unit in char::decode_utf16(text.iter()) {
        secret.push(unit.map_err(|_| Value::Faulty(Fault::LoneSurrogate))?);
    }
    Ok(secret)
}

/// A text, unless half a surrogate pair would be lost on the way.
fn read_text(value: &JsValue) -> Option<Value> {
    let text = value.as_string()?;
    let whole = !contains(&text, "\u{FFFD}") || JsValue::from_str(&text) == *value;
    Some(if whole { Value::Text(text) } else { Value::Faulty(Fault::LoneSurrogate) })
}

fn is_signal(value: &JsValue) -> bool {
    get(value, "aborted").as_bool().is_some()
        && get_function(value, "addEventListener").is_some()
        && get_function(value, "removeEventListener").is_some()
}

/// Reads a value with all that is in it; holds the objects that it is inside of.
#[derive(Default)]
struct Reader {
    ancestors: Vec<JsValue>,
    flat: bool,
}

impl Reader {
    fn value(&mut self, value: &JsValue, key: &JsValue) -> Value {
        if self.flat {
            return read_scalar(value);
        }
        if value.is_object() {
            return self.object(value, key).unwrap_or(Value::Faulty(Fault::Threw));
        }
        primitive(value)
    }

    fn object(&mut self, value: &JsValue, key: &JsValue) -> Result<Value, JsValue> {
        let Ok(to_json) = Reflect::get(value, &"toJSON".into())?.dyn_into::<Function>() else {
            return self.members(value);
        };
        let other = to_json.call1(value, key)?;
        if other.is_object() { self.members(&other) } else { Ok(primitive(&other)) }
    }

    fn members(&mut self, object: &JsValue) -> Result<Value, JsValue> {
        if self.ancestors.contains(object) {
            return Ok(Value::Faulty(Fault::Cycle));
        }
        if self.ancestors.len() == Value::MAX_DEPTH {
            return Ok(Value::Faulty(Fault::TooDeep));
        }
        self.ancestors.push(object.clone());
        let members = if is_array(object)? { self.list(object) } else { self.entries(object) };
        self.ancestors.pop();
        members
    }

    fn list(&mut self, array: &JsValue) -> Result<Value, JsValue> {
        let length = Reflect::get(array, &"length".into())?.as_f64().unwrap_or_default() as u32;
        let mut items = Vec::new();
        for index in 0..length {
            let item = Reflect::get_u32(array, index);
            items.push(
                item.map_or(Value::Faulty(Fault::Threw), |item| self.value(&item, &decimal(index.into()).into())),
            );
        }
        Ok(Value::List(items))
    }

    fn entries(&mut self, object: &JsValue) -> Result<Value, JsValue> {
        let tag = tag_of(object)?;
        if tag == "[object String]" {
            return Ok(primitive(&string_of(object)?.into()));
        } else if tag == "[object Number]" {
            return Ok(primitive(&number_of(object)?.into()));
        } else if tag == "[object Boolean]" {
            return Ok(Value::Bool(string_of(object)? == "true"));
        }
        let mut entries = Vec::new();
        for key in keys(object)?.iter() {
            let member = Reflect::get(object, &key);
            let value = member.map_or(Value::Faulty(Fault::Threw), |member| self.value(&member, &key));
            match read_text(&key) {
                Some(Value::Text(name)) => entries.push((name, value)),
                _ => entries.push((key.as_string().unwrap_or_default(), Value::Faulty(Fault::LoneSurrogate))),
            }
        }
        let prototype = prototype_of(object)?;
        let plain = prototype.is_null() || prototype_of(&prototype)?.is_null();
        Ok(Value::Object { plain, entries })
    }
}

fn primitive(value: &JsValue) -> Value {
    if value.is_undefined() {
        Value::Undefined
    } else if value.is_null() {
        Value::Null
    } else if let Some(flag) = value.as_bool() {
        Value::Bool(flag)
    } else if let Some(number) = value.as_f64() {
        Value::Number(number_text(number))
    } else if let Some(text) = read_text(value) {
        text
    } else if value.is_bigint() {
        Value::Other("a bigint")
    } else if value.is_symbol() {
        Value::Other("a symbol")
    } else {
        Value::Other("a function")
    }
}

/// A number as JavaScript writes it. Whole numbers, the usual ones, need no help from there.
fn number_text(number: f64) -> String {
    let whole = number as u64;
    if number < 1e15 && whole as f64 == number {
        return decimal(whole);
    }
    string_of(&number.into()).map(String::from).unwrap_or_default()
}
