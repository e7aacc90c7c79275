//! What the host gives: the wall clock, randomness, fetch, and what sort of host it is (see pkg/src/host.js).

use std::cell::Cell;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::RequestInit;

use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::failure::HostFeature;
use crate::issue::{Fault, Issues};
use crate::request::Nonces;

#[wasm_bindgen(module = "/pkg/src/host.js")]
extern "C" {
    #[wasm_bindgen(js_name = globalFetch)]
    fn global_fetch() -> Option<Function>;
    #[wasm_bindgen(js_name = isBrowser)]
    pub(super) fn is_browser() -> bool;
    #[wasm_bindgen(js_name = isHttpsPage)]
    pub(super) fn is_https_page() -> bool;
    #[wasm_bindgen(js_name = isOffline)]
    pub(super) fn is_offline() -> bool;
    #[wasm_bindgen(js_name = requestOptions)]
    pub(super) fn request_options() -> RequestInit;
    #[wasm_bindgen(js_name = addressOf)]
    fn address_of(text: &str) -> Option<Array>;
    pub(super) fn report(on_response: &Function, meta: &JsValue);
}

/// The wall clock in milliseconds since 1970, or what the option `now` gives.
pub(super) fn unix_ms(now: Option<&Function>) -> Result<f64, Error> {
    let Some(now) = now else { return Ok(js_sys::Date::now()) };
    let fault = match now.call0(&JsValue::UNDEFINED) {
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
    let random = || getrandom::u32().map_err(|_| Error::environment(HostFeature::Random));
    loop {
        if let Some(nonces) = Nonces::new(random()?, random()?) {
            return Ok(nonces);
        }
    }
}

/// The global fetch, looked up now.
pub(super) fn fetch() -> Result<Function, Error> {
    global_fetch().ok_or_else(|| Error::environment(HostFeature::Fetch))
}

/// The endpoint that a text is an address of.
pub(super) fn endpoint(text: &str) -> Option<Endpoint> {
    let parts = address_of(text)?;
    let text = |place| parts.get(place).as_string();
    Some(Endpoint { url: text(0)?, host: text(1)?, path: text(2)?, is_secure: parts.get(3).is_truthy() })
}

/// A date of HTTP in milliseconds since 1970.
pub(super) fn date(text: &str) -> Option<f64> {
    let milliseconds = js_sys::Date::parse(text);
    // Without its zone a date would be read as one of this machine's zone.
    (text.ends_with(" GMT") && milliseconds >= 0.0).then_some(milliseconds)
}
