//! What the host gives: clocks, timers, randomness, fetch, and what sort of host it is (see host.js).

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function};
use tokio::sync::Notify;
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::failure::Facility;
use crate::issue::{Fault, Issues};
use crate::nonce::Nonces;

#[wasm_bindgen(module = "/src/wasm/host.js")]
extern "C" {
    pub(super) fn clock() -> f64;
    #[wasm_bindgen(js_name = globalFetch)]
    fn global_fetch() -> Option<Function>;
    #[wasm_bindgen(js_name = isBrowser)]
    pub(super) fn is_browser() -> bool;
    #[wasm_bindgen(js_name = isHttpsPage)]
    pub(super) fn is_https_page() -> bool;
    #[wasm_bindgen(js_name = isOffline)]
    pub(super) fn is_offline() -> bool;
    #[wasm_bindgen(js_name = acceptedOptions)]
    pub(super) fn accepted_options() -> Array;
    pub(super) fn tell(on_response: &Function, meta: &JsValue);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout, catch)]
    fn set_timeout(run: &JsValue, milliseconds: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// A timer that is cleared when it is dropped.
#[derive(Debug)]
pub(super) struct Timer {
    id: JsValue,
    _run: Closure<dyn FnMut()>,
}

impl Timer {
    /// Runs something after so many milliseconds.
    pub(super) fn after(milliseconds: u32, run: impl FnMut() + 'static) -> Result<Self, Error> {
        let run = Closure::<dyn FnMut()>::new(run);
        let id = set_timeout(run.as_ref(), milliseconds).map_err(|_| Error::environment(Facility::Timers))?;
        Ok(Self { id, _run: run })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

/// Waits for so many milliseconds.
pub(super) async fn sleep(milliseconds: u32) -> Result<(), Error> {
    let is_over = Rc::new(Notify::new());
    let at_end = Rc::clone(&is_over);
    let _timer = Timer::after(milliseconds, move || at_end.notify_one())?;
    is_over.notified().await;
    Ok(())
}

/// The wall clock in milliseconds since 1970; `now` gives them in its place.
pub(super) fn unix_ms(now: Option<&Function>) -> Result<f64, Error> {
    let fault = match now.map_or_else(|| Ok(js_sys::Date::now().into()), |now| now.call0(&JsValue::UNDEFINED)) {
        Ok(milliseconds) => match milliseconds.as_f64() {
            Some(milliseconds) if (0.0..1e14).contains(&milliseconds) => return Ok(milliseconds),
            _ => Fault::OutOfRange { range: "a function that gives milliseconds since 1970" },
        },
        Err(_) => Fault::Threw,
    };
    Err(Error::invalid_argument(Issues::one("now", fault)))
}

/// A nonce that was not given before: the whole process walks through one sequence.
pub(super) fn nonce() -> Result<u32, Error> {
    thread_local! {
        static NONCES: Cell<Option<Nonces>> = const { Cell::new(None) };
    }
    let mut nonces = NONCES.get().map_or_else(random_nonces, Ok)?;
    let nonce = nonces.next_nonce();
    NONCES.set(Some(nonces));
    Ok(nonce)
}

fn random_nonces() -> Result<Nonces, Error> {
    let random = || getrandom::u32().map_err(|_| Error::environment(Facility::Random));
    loop {
        if let Some(nonces) = Nonces::new(random()?, random()?) {
            return Ok(nonces);
        }
    }
}

/// The global fetch, looked up now.
pub(super) fn fetch() -> Result<Function, Error> {
    global_fetch().ok_or_else(|| Error::environment(Facility::Fetch))
}
