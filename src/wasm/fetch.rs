//! One POST through the host's `fetch`, read to its last byte. See response.js for what comes back.

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestCredentials, RequestInit, RequestRedirect};

use super::host;
use super::stop::Stop;
use crate::MAX_BODY;

#[wasm_bindgen(module = "/src/wasm/response.js")]
extern "C" {
    #[wasm_bindgen(js_name = statusOf)]
    fn status_of(response: &JsValue) -> i16;
    #[wasm_bindgen(js_name = readBody)]
    fn read_body(response: &JsValue, limit: usize, stop: &JsValue) -> Promise;
    pub(super) fn tell(on_response: &Function, meta: &str);
}

/// Sends `body` and gives the response as soon as its headers are there.
pub(super) async fn send(fetch: &Function, url: &str, body: &str, stop: &Stop) -> Result<JsValue, JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    let headers = Object::new();
    let _ = Reflect::set(&headers, &"Content-Type".into(), &"application/json".into());
    init.set_headers(&headers);
    init.set_body(&body.into());
    init.set_signal(stop.fetch_signal().as_ref());
    if host::accepts("credentials", "omit") {
        init.set_credentials(RequestCredentials::Omit);
    }
    if host::accepts("cache", "no-store") {
        init.set_cache(RequestCache::NoStore);
    }
    let refuses = host::accepts("redirect", "error");
    init.set_redirect(if refuses { RequestRedirect::Error } else { RequestRedirect::Manual });
    stop.or(&fetch.call2(&JsValue::UNDEFINED, &url.into(), &init)?).await
}

/// What came back.
pub(super) enum Status {
    /// The status of a response.
    Is(u16),
    /// A redirect, or what came by one.
    Redirect,
    /// No response at all.
    None,
}

/// The status of what came back.
pub(super) fn status(response: &JsValue) -> Status {
    match status_of(response) {
        0 => Status::None,
        status => status.try_into().map_or(Status::Redirect, Status::Is),
    }
}

/// Reads a response to its end, or until it is too large.
pub(super) async fn read(response: &JsValue, stop: &Stop) -> Result<Option<Vec<u8>>, JsValue> {
    let bytes = JsFuture::from(read_body(response, MAX_BODY, stop.as_js())).await?;
    Ok(bytes.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
}
