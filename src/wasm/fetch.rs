//! One POST through the host's `fetch`, and its response. `options.fetch` can give whatever it likes, so nothing about a
//! response is taken for granted, and every look at it can throw.

use js_sys::{Function, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::host;
use super::stop::{Broken, JsCall};
use crate::body::MAX_BODY;
use crate::clock::retry_after_ms;

#[wasm_bindgen(module = "/pkg/src/host.js")]
extern "C" {
    #[wasm_bindgen(js_name = bytesOf, catch)]
    fn bytes_of(value: &JsValue) -> Result<Uint8Array, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// A response, or anything else.
    #[derive(Debug)]
    pub(super) type JsResponse;
    #[wasm_bindgen(method, getter, catch)]
    fn status(this: &JsResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch, js_name = type)]
    fn kind(this: &JsResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn redirected(this: &JsResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn body(this: &JsResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn headers(this: &JsResponse) -> Result<JsValue, JsValue>;

    type JsonHeaders;
    #[wasm_bindgen(method, setter, js_name = "Content-Type")]
    fn set_content_type(this: &JsonHeaders, value: &str);

    type HeadersOf;
    #[wasm_bindgen(method, catch)]
    fn get(this: &HeadersOf, name: &str) -> Result<JsValue, JsValue>;

    type Stream;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn get_reader(this: &Stream) -> Result<Reader, JsValue>;

    type Reader;
    #[wasm_bindgen(method, catch)]
    fn read(this: &Reader) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn cancel(this: &Reader) -> Result<JsValue, JsValue>;

    type Piece;
    #[wasm_bindgen(method, getter, catch)]
    fn done(this: &Piece) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn value(this: &Piece) -> Result<JsValue, JsValue>;
}

/// So many pieces of a body may arrive before timers get their turn: a stream that is always ready lets none run.
const PIECES_AT_ONCE: u32 = 1_000;

/// Sends `body`; gives what `fetch` gives, whatever it is.
pub(super) async fn send(
    fetch: &Function,
    url: &str,
    body: &str,
    signal: Option<&AbortSignal>,
    call: &JsCall,
) -> Result<JsResponse, Broken> {
    let init = host::request_options();
    init.set_method("POST");
    let headers: JsonHeaders = Object::new().unchecked_into();
    headers.set_content_type("application/json");
    init.set_headers(&headers);
    init.set_body(&body.into());
    init.set_signal(signal);
    let response = fetch.call2(&JsValue::UNDEFINED, &url.into(), &init)?;
    Ok(call.until(&response).await?.unchecked_into())
}

/// Whether `fetch` sent nothing, because it takes the signal for none: that of Jest's jsdom, where `fetch` is Node's.
pub(super) fn refuses_signal(thrown: &JsValue) -> bool {
    let message = Reflect::get(thrown, &"message".into()).ok().and_then(|message| message.as_string());
    message.is_some_and(|message| message.contains("AbortSignal"))
}

/// What a response is at first sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A response with this status.
    Status(u16),
    /// A redirect, or what came by one.
    Redirect,
    /// A response that says nothing: an opaque one, an error in the shape of a response, or the news that one will come.
    Opaque,
    /// No response at all.
    Other,
}

impl JsResponse {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 200 to 599")]
    pub(super) fn head(&self) -> Head {
        let value: &JsValue = self.as_ref();
        if !value.is_object() {
            return Head::Other;
        }
        let kind = self.kind().ok().and_then(|kind| kind.as_string());
        let is_redirected = self.redirected().is_ok_and(|redirected| redirected.is_truthy());
        let status = self.status().ok().and_then(|status| status.as_f64());
        match status {
            _ if is_redirected || kind.as_deref() == Some("opaqueredirect") => Head::Redirect,
            Some(status) if (300.0..400.0).contains(&status) => Head::Redirect,
            Some(status) if (200.0..600.0).contains(&status) => Head::Status(status as u16),
            // Deno and workerd hand on what only announces a response.
            Some(status) if status == 0.0 || (100.0..200.0).contains(&status) => Head::Opaque,
            _ => Head::Other,
        }
    }

    /// What its headers say of time.
    pub(super) fn times(&self) -> Times {
        let all = self.headers().ok().filter(JsValue::is_object).map(JsCast::unchecked_into::<HeadersOf>);
        let get = |name| all.as_ref().and_then(|all| all.get(name).ok()).and_then(|value| value.as_string());
        // A cache kept a response that has an age, and its date is old.
        let server_ms = if get("age").is_some() { None } else { get("date").as_deref().and_then(host::date) };
        Times { server_ms, retry_after: get("retry-after") }
    }

    /// The body to its last byte; None where it is larger than is read. Such a transfer is aborted.
    pub(super) async fn read(&self, call: &JsCall) -> Result<Option<Vec<u8>>, Broken> {
        let stream = self.body().ok().filter(JsValue::is_object);
        if let Some(Ok(reader)) = stream.map(|stream| stream.unchecked_into::<Stream>().get_reader()) {
            let bytes = read_pieces(&reader, call).await;
            if !matches!(bytes, Ok(Some(_))) {
                call.abort();
                if let Ok(cancelled) = reader.cancel() {
                    call.ignore(&cancelled);
                }
            }
            return bytes;
        }
        let bytes = self.read_whole(call).await?;
        Ok((bytes.len() <= MAX_BODY).then_some(bytes))
    }

    /// For what has no stream: by the first of these methods that it has.
    async fn read_whole(&self, call: &JsCall) -> Result<Vec<u8>, Broken> {
        for method in ["arrayBuffer", "text", "json"] {
            let Ok(read) = Reflect::get(self.as_ref(), &method.into()).and_then(JsCast::dyn_into::<Function>) else {
                continue;
            };
            let given = read.call0(self.as_ref())?;
            let content = call.until(&given).await?;
            return Ok(match method {
                "arrayBuffer" => bytes_of(&content).map_err(|_| no_bytes())?.to_vec(),
                "text" => content.as_string().ok_or_else(no_bytes)?.into_bytes(),
                _ => JSON::stringify(&content)?.as_string().ok_or_else(no_bytes)?.into_bytes(),
            });
        }
        Err(Broken::NoBody)
    }
}

/// What the headers of a response say of time.
#[derive(Debug)]
pub(super) struct Times {
    /// The server's clock in milliseconds since 1970, in whole seconds.
    pub(super) server_ms: Option<f64>,
    retry_after: Option<String>,
}

impl Times {
    /// How long the server asks to wait.
    pub(super) fn retry_after_ms(&self, now_ms: f64) -> Option<u32> {
        let text = self.retry_after.as_deref()?;
        retry_after_ms(text, host::date(text), self.server_ms, now_ms)
    }
}

async fn read_pieces(reader: &Reader, call: &JsCall) -> Result<Option<Vec<u8>>, Broken> {
    let mut body = Vec::new();
    for count in 1_u32.. {
        let piece: Piece = call.until(&reader.read()?).await?.unchecked_into();
        if piece.done()?.is_truthy() {
            break;
        }
        let bytes = bytes_of(&piece.value()?).map_err(|_| no_bytes())?;
        let start = body.len();
        let end = start + bytes.length() as usize;
        if end > MAX_BODY {
            return Ok(None);
        }
        body.resize(end, 0);
        bytes.copy_to(body.get_mut(start..).unwrap_or_default());
        if count.is_multiple_of(PIECES_AT_ONCE) {
            call.sleep(0.0).await?;
        }
    }
    Ok(Some(body))
}

fn no_bytes() -> JsValue {
    js_sys::TypeError::new("the response is not made of bytes").into()
}
