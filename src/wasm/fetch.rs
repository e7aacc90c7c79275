//! One POST through the host's `fetch`.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestInit, RequestRedirect};

use super::host;

/// Sends `body`; gives what `fetch` gives, as a promise whatever it is.
pub(super) fn send(fetch: &Function, url: &str, body: &str, signal: Option<&AbortSignal>) -> Promise {
    let init = RequestInit::new();
    init.set_method("POST");
    let headers = Object::new();
    let _ = Reflect::set(&headers, &"Content-Type".into(), &"application/json".into());
    init.set_headers(&headers);
    init.set_body(&body.into());
    init.set_signal(signal);
    if host::accepts("credentials", "omit") {
        init.set_credentials(RequestCredentials::Omit);
    }
    if host::accepts("cache", "no-store") {
        init.set_cache(RequestCache::NoStore);
    }
    let refuses = host::accepts("redirect", "error");
    init.set_redirect(if refuses { RequestRedirect::Error } else { RequestRedirect::Manual });
    match fetch.call2(&JsValue::UNDEFINED, &url.into(), &init) {
        Ok(response) => Promise::resolve(&response),
        Err(thrown) => Promise::reject(&thrown),
    }
}
