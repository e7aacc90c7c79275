//! What the host gives: clocks, randomness, timers, fetch, and what sort of host it is. Nothing else looks there.

use js_sys::{Date, Function, Reflect, global};
use wasm_bindgen::prelude::*;

use super::values::{get, get_function};
use crate::{Error, Facility, Fault, Issues, Nonces};

/// Milliseconds since 1970 by the wall clock.
pub(super) fn now_ms() -> f64 {
    Date::now()
}

/// The wall clock in whole seconds; `now` gives milliseconds in its place.
pub(super) fn unix_seconds(now: Option<&Function>) -> Result<u64, Error> {
    let Some(now) = now else { return Ok((now_ms() / 1000.0) as u64) };
    let fault = |fault| Error::invalid_argument(Issues::one("now", fault));
    let given = now.call0(&JsValue::UNDEFINED).map_err(|_| fault(Fault::Threw))?;
    let milliseconds = given.as_f64().filter(|number| (0.0..1e14).contains(number));
    let range = "a function that gives milliseconds since 1970";
    Ok((milliseconds.ok_or_else(|| fault(Fault::OutOfRange { range }))? / 1000.0) as u64)
}

/// Milliseconds by a clock that nobody sets, where there is one.
pub(super) fn monotonic_ms() -> f64 {
    let performance = get(&global(), "performance");
    get_function(&performance, "now")
        .and_then(|now| now.call0(&performance).ok())
        .and_then(|milliseconds| milliseconds.as_f64())
        .unwrap_or_else(now_ms)
}

/// A fresh sequence of nonces.
pub(super) fn nonces() -> Result<Nonces, Error> {
    loop {
        let random = || getrandom::u32().map_err(|_| Error::environment(Facility::Random));
        if let Some(nonces) = Nonces::new(random()?, random()?) {
            return Ok(nonces);
        }
    }
}

/// The global fetch, looked up now: tests and polyfills replace it.
pub(super) fn fetch() -> Result<Function, Error> {
    get_function(&global(), "fetch").ok_or_else(|| Error::environment(Facility::Fetch))
}

/// A timer that is under way until it is dropped.
#[derive(Debug)]
pub(super) struct Timer {
    id: JsValue,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls back once after `milliseconds`.
    pub(super) fn start(milliseconds: u32, callback: impl FnOnce() + 'static) -> Result<Self, Error> {
        let missing = || Error::environment(Facility::Timers);
        let set_timeout = get_function(&global(), "setTimeout").ok_or_else(missing)?;
        let callback = Closure::once(callback);
        let id = set_timeout.call2(&global(), callback.as_ref(), &milliseconds.into()).map_err(|_| missing())?;
        Ok(Self { id, _callback: callback })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(clear_timeout) = get_function(&global(), "clearTimeout") {
            let _ = clear_timeout.call1(&global(), &self.id);
        }
    }
}

/// Whether this is a page or a worker in a browser, where every visitor can read what the code holds.
pub(super) fn is_browser() -> bool {
    let global: JsValue = global().into();
    let is = |name: &str| !get(&global, name).is_undefined();
    let node = !get(&get(&get(&global, "process"), "versions"), "node").is_undefined();
    (!get(&get(&global, "window"), "document").is_undefined() || is("WorkerGlobalScope"))
        && !(node || is("Deno") || is("Bun") || is("WebSocketPair") || is("EdgeRuntime"))
}

/// Whether the host knows that it has no network.
pub(super) fn is_offline() -> bool {
    get(&get(&global(), "navigator"), "onLine").as_bool() == Some(false)
}

/// Whether this is a page, or a worker of one, that was served over https.
pub(super) fn is_https_page() -> bool {
    let origin = get(&global(), "origin").as_string().unwrap_or_default();
    is_browser() && origin.starts_with("https:")
}

/// Whether `fetch` of this host takes this option; some throw at what they do not know.
pub(super) fn accepts(name: &str, value: &str) -> bool {
    let Some(request) = get_function(&global(), "Request") else { return true };
    let init = js_sys::Object::new();
    let _ = Reflect::set(&init, &name.into(), &value.into());
    let arguments = js_sys::Array::of2(&"http://127.0.0.1/".into(), &init);
    Reflect::construct(&request, &arguments).is_ok()
}
