//! What the host gives: clocks, randomness, fetch, and what sort of host it is (see host.js). Timers and the
//! clock of a call are with the waiting, in pkg/src.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::{Error, Facility, Fault, Issues, Nonces};

#[wasm_bindgen(module = "/src/wasm/host.js")]
extern "C" {
    #[wasm_bindgen(js_name = wallClock)]
    fn wall_clock(now: Option<&Function>) -> f64;
    #[wasm_bindgen(js_name = globalFetch)]
    fn global_fetch() -> Option<Function>;
    #[wasm_bindgen(js_name = isBrowser)]
    pub(super) fn is_browser() -> bool;
    #[wasm_bindgen(js_name = isHttpsPage)]
    pub(super) fn is_https_page() -> bool;
    #[wasm_bindgen(js_name = isOffline)]
    pub(super) fn is_offline() -> bool;
    pub(super) fn accepts(name: &str, value: &str) -> bool;
    pub(super) fn tell(on_response: &Function, meta: &str);
}

/// The wall clock in whole seconds; `now` gives milliseconds in its place.
pub(super) fn unix_seconds(now: Option<&Function>) -> Result<u64, Error> {
    let milliseconds = wall_clock(now);
    if (0.0..1e14).contains(&milliseconds) {
        return Ok((milliseconds / 1000.0) as u64);
    }
    let range = "a function that gives milliseconds since 1970";
    let fault = if milliseconds == f64::INFINITY { Fault::Threw } else { Fault::OutOfRange { range } };
    Err(Error::invalid_argument(Issues::one("now", fault)))
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

/// The global fetch, looked up now.
pub(super) fn fetch() -> Result<Function, Error> {
    global_fetch().ok_or_else(|| Error::environment(Facility::Fetch))
}
