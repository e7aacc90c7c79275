//! One POST through the host's `fetch`, read to its last byte. The response may be anyone's: `options.fetch` can give
//! whatever it likes, so nothing about it is taken for granted.

use js_sys::{ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{RequestCache, RequestCredentials, RequestInit, RequestRedirect};

use super::host;
use super::stop::{Broken, Stop};
use super::values::{get, get_function};
use crate::MAX_BODY;

/// Sends `body` and gives the response as soon as its headers are there.
pub(super) async fn send(fetch: &Function, url: &str, body: &str, stop: &Stop) -> Result<JsValue, Broken> {
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
    let response = fetch.call2(&JsValue::UNDEFINED, &url.into(), &init).map_err(Broken::Failed)?;
    stop.or(response).await
}

/// The status of a response; None for one that is none.
pub(super) fn status(response: &JsValue) -> Option<u16> {
    let status = get(response, "status").as_f64().filter(|status| (200.0..600.0).contains(status))?;
    Some(status as u16)
}

/// Whether a response is a redirect, or came by one.
pub(super) fn is_redirect(response: &JsValue) -> bool {
    get(response, "type") == "opaqueredirect"
        || get(response, "redirected").is_truthy()
        || status(response).is_some_and(|status| (300..400).contains(&status))
}

/// Reads a response to its end, or until it is too large.
pub(super) async fn read(response: &JsValue, stop: &Stop) -> Result<Option<Vec<u8>>, Broken> {
    let stream = get(response, "body");
    if let Some(get_reader) = get_function(&stream, "getReader") {
        let reader = get_reader.call0(&stream).map_err(Broken::Failed)?;
        let bytes = chunks(&reader, stop).await;
        if !matches!(bytes, Ok(Some(_))) {
            stop.abort();
            let_go(&reader);
        }
        return bytes;
    }
    let Some(array_buffer) = get_function(response, "arrayBuffer") else {
        return Err(Broken::Failed(js_sys::TypeError::new("the response has no body to read").into()));
    };
    let buffer = stop.or(array_buffer.call0(response).map_err(Broken::Failed)?).await?;
    let bytes = Uint8Array::new(&buffer);
    Ok(if bytes.length() as usize > MAX_BODY { None } else { Some(bytes.to_vec()) })
}

async fn chunks(reader: &JsValue, stop: &Stop) -> Result<Option<Vec<u8>>, Broken> {
    let read = Reflect::get(reader, &"read".into()).and_then(JsCast::dyn_into::<Function>).map_err(Broken::Failed)?;
    let mut body = Vec::new();
    loop {
        let next = stop.or(read.call0(reader).map_err(Broken::Failed)?).await?;
        if get(&next, "done").is_truthy() {
            return Ok(Some(body));
        }
        let chunk = get(&next, "value");
        if !ArrayBuffer::is_view(&chunk) {
            return Err(Broken::Failed(js_sys::TypeError::new("the response is not made of bytes").into()));
        }
        let chunk = Uint8Array::new(&chunk);
        if body.len() + chunk.length() as usize > MAX_BODY {
            return Ok(None);
        }
        body.extend_from_slice(&chunk.to_vec());
    }
}

/// Cancels the rest of a stream; whether that works is nobody's concern any more.
fn let_go(reader: &JsValue) {
    if let Some(Ok(cancelled)) = get_function(reader, "cancel").map(|cancel| cancel.call0(reader)) {
        ignore(&cancelled);
    }
}

/// Waits for a promise in whose outcome nobody is interested, so that its failure alarms nobody.
pub(super) fn ignore(value: &JsValue) {
    let promise = Promise::resolve(value);
    spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
}
