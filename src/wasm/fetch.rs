//! One POST through the host's `fetch`, and its response. Both may be anyone's: `options.fetch` can give whatever it
//! likes, so nothing about a response is taken for granted, and every look at it can throw.

use js_sys::{Function, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestInit, RequestRedirect};

use super::foreign::{Settling, bytes_of, ignore};
use super::host;
use super::stop::{Ended, Stop};
use crate::body::MAX_BODY;
use crate::headers::Headers;

#[wasm_bindgen]
extern "C" {
    /// A response, or anything else.
    #[derive(Debug)]
    pub(super) type Foreign;
    #[wasm_bindgen(method, getter, catch)]
    fn status(this: &Foreign) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch, js_name = type)]
    fn kind(this: &Foreign) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn redirected(this: &Foreign) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn body(this: &Foreign) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn headers(this: &Foreign) -> Result<JsValue, JsValue>;

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

    type Chunk;
    #[wasm_bindgen(method, getter, catch)]
    fn done(this: &Chunk) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn value(this: &Chunk) -> Result<JsValue, JsValue>;
}

/// Sends `body`; gives what `fetch` gives, whatever it is.
pub(super) async fn send(
    fetch: &Function,
    url: &str,
    body: &str,
    signal: Option<&AbortSignal>,
    stop: &Stop,
) -> Result<Foreign, Broken> {
    let init = RequestInit::new();
    init.set_method("POST");
    let headers: JsonHeaders = Object::new().unchecked_into();
    headers.set_content_type("application/json");
    init.set_headers(&headers);
    init.set_body(&body.into());
    init.set_signal(signal);
    let accepted = host::accepted_options();
    if accepted.get(0).is_truthy() {
        init.set_credentials(RequestCredentials::Omit);
    }
    if accepted.get(1).is_truthy() {
        init.set_cache(RequestCache::NoStore);
    }
    // Never followed. A page is not told why "error" fails; elsewhere it is, and Node copies each body for "manual".
    let may_refuse = accepted.get(2).is_truthy() && !host::is_browser();
    init.set_redirect(if may_refuse { RequestRedirect::Error } else { RequestRedirect::Manual });
    let response = fetch.call2(&JsValue::UNDEFINED, &url.into(), &init)?;
    Ok(stop.or(Settling::of(&response)).await??.unchecked_into())
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
    /// A response that tells nothing: an opaque one, an error in the shape of a response, or the news that one will come.
    Opaque,
    /// No response at all.
    Other,
}

impl Foreign {
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

    /// The headers that are read; those that cannot be had are missing.
    pub(super) fn told_headers(&self) -> Headers {
        let all = self.headers().ok().filter(JsValue::is_object).map(JsCast::unchecked_into::<HeadersOf>);
        let get = |name| all.as_ref().and_then(|all| all.get(name).ok()).and_then(|value| value.as_string());
        Headers { date: get("date"), age: get("age"), retry_after: get("retry-after") }
    }

    /// The body to its last byte; None where it is larger than is read. It is given up while it arrives, then.
    pub(super) async fn read(&self, stop: &Stop) -> Result<Option<Vec<u8>>, Broken> {
        let stream = self.body().ok().filter(JsValue::is_object);
        if let Some(Ok(reader)) = stream.map(|stream| stream.unchecked_into::<Stream>().get_reader()) {
            let bytes = read_chunks(&reader, stop).await;
            if !matches!(bytes, Ok(Some(_))) {
                stop.abort();
                if let Ok(cancelled) = reader.cancel() {
                    ignore(&cancelled);
                }
            }
            return bytes;
        }
        let bytes = self.read_whole(stop).await?;
        Ok((bytes.len() <= MAX_BODY).then_some(bytes))
    }

    /// For what has no stream: whichever other way there is.
    async fn read_whole(&self, stop: &Stop) -> Result<Vec<u8>, Broken> {
        for way in ["arrayBuffer", "text", "json"] {
            let Ok(read) = Reflect::get(self.as_ref(), &way.into()).and_then(JsCast::dyn_into::<Function>) else {
                continue;
            };
            let given = read.call0(self.as_ref())?;
            let content = stop.or(Settling::of(&given)).await??;
            return Ok(match way {
                "arrayBuffer" => bytes_of(&content).map_err(|_| no_bytes())?.to_vec(),
                "text" => content.as_string().ok_or_else(no_bytes)?.into_bytes(),
                _ => JSON::stringify(&content)?.as_string().ok_or_else(no_bytes)?.into_bytes(),
            });
        }
        Err(Broken::NoBody)
    }
}

/// Why a body was not read to its end.
#[derive(Debug)]
pub(super) enum Broken {
    /// The call had to end.
    Ended(Ended),
    /// It threw.
    Threw(JsValue),
    /// There is no way to read it.
    NoBody,
}

impl From<Ended> for Broken {
    fn from(ended: Ended) -> Self {
        Self::Ended(ended)
    }
}

impl From<JsValue> for Broken {
    fn from(thrown: JsValue) -> Self {
        Self::Threw(thrown)
    }
}

async fn read_chunks(reader: &Reader, stop: &Stop) -> Result<Option<Vec<u8>>, Broken> {
    let mut body = Vec::new();
    loop {
        let chunk: Chunk = stop.or(Settling::of(&reader.read()?)).await??.unchecked_into();
        if chunk.done()?.is_truthy() {
            return Ok(Some(body));
        }
        let bytes = bytes_of(&chunk.value()?).map_err(|_| no_bytes())?;
        let start = body.len();
        let end = start + bytes.length() as usize;
        if end > MAX_BODY {
            return Ok(None);
        }
        body.resize(end, 0);
        bytes.copy_to(body.get_mut(start..).unwrap_or_default());
    }
}

fn no_bytes() -> JsValue {
    js_sys::TypeError::new("the response is not made of bytes").into()
}
