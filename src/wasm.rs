//! The edge: the exported functions, a few lines each. They take whatever JavaScript gives and check it; they give
//! back JSON text: an answer's, or an error's, which begins with an exclamation mark.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "JavaScript has no integers; each cast is of a number whose range was checked"
)]

mod arguments;
mod call;
mod cause;
mod client;
mod fetch;
mod host;

use std::rc::Rc;

use wasm_bindgen::prelude::*;

pub use self::call::Call;
use self::client::Client;
use crate::{
    Argument, CallOptions, Credentials, Error, Expect, Fault, IDENTIFY, IdentifyParams, Issues, Request, Secrets,
    Sender, SignedBody, Signer, SigningOptions, UnsignedRequest,
};

/// A seventh of the code of the usual allocator.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

type Result<T = String> = std::result::Result<T, Error>;
/// Text, handed over at once.
type Answer = JsValue;

/// The body of a signed request.
#[wasm_bindgen]
#[must_use]
pub fn sign(credentials: &JsValue, request: &JsValue, options: &JsValue) -> Answer {
    signing(credentials, request, options, signed_body)
}

/// Every stage of a request's signature.
#[wasm_bindgen]
#[must_use]
pub fn explain(credentials: &JsValue, request: &JsValue, options: &JsValue) -> Answer {
    signing(credentials, request, options, |sender, request| sender.explain(request).to_json())
}

/// Base64 of the HMAC-SHA1 of a string, in JSON.
#[wasm_bindgen]
#[must_use]
pub fn signature(open_key: &JsValue, string_to_sign: &JsValue) -> Answer {
    let (open_key, text) = (arguments::scalar(open_key), arguments::scalar(string_to_sign));
    let mut issues = Issues::new();
    let open_key = Argument::new(&open_key).as_secret("openKey", &mut issues);
    let text = Argument::new(&text).as_text("stringToSign", &mut issues);
    answered(issues.none_in(open_key.zip(text)).map(|(open_key, text)| {
        // Base64 needs no escapes.
        ["\"", &Signer::with_secret(open_key.as_bytes()).signature(&text), "\""].concat()
    }))
}

/// Whether the Token of a body is right.
#[wasm_bindgen]
#[must_use]
pub fn verify(open_key: &JsValue, request: &JsValue, options: &JsValue) -> Answer {
    checking(open_key, request, options, &SigningOptions::NAMES, |body, signer, options| {
        if body.verify(signer, options.scheme, &options.endpoint) { "true" } else { "false" }.into()
    })
}

/// The scheme that gives a body its Token; `null` where none does.
#[wasm_bindgen(js_name = detectScheme)]
#[must_use]
pub fn detect_scheme(open_key: &JsValue, request: &JsValue, options: &JsValue) -> Answer {
    checking(open_key, request, options, &SigningOptions::NAMES_WITHOUT_SCHEME, |body, signer, options| {
        body.detect_scheme(signer, &options.endpoint).map_or_else(|| "null".into(), |scheme| scheme.to_json())
    })
}

/// A client's inside: the `Client` of the JavaScript surface holds one.
#[wasm_bindgen]
pub struct Handle(Rc<Client>);

impl std::fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Handle(…)")
    }
}

/// A client with these options: its handle, or an error.
#[wasm_bindgen]
#[must_use]
pub fn open(options: &JsValue) -> JsValue {
    match Client::new(options) {
        Ok(client) => Handle(Rc::new(client)).into(),
        Err(error) => answered(Err(error)),
    }
}

#[wasm_bindgen]
impl Handle {
    /// The body of a signed request.
    #[must_use]
    pub fn sign(&self, request: &JsValue) -> Answer {
        let client = &self.0;
        answered(unsigned(request).and_then(|request| {
            let request = client.complete(&request)?;
            Ok(signed_body(&client.sender, request))
        }))
    }

    /// A call that identifies a member, or an error.
    #[wasm_bindgen(js_name = identifyUser)]
    #[must_use]
    pub fn identify_user(&self, params: &JsValue, options: &JsValue) -> JsValue {
        let json = arguments::flat(params);
        let params = Argument::new(&json);
        let mut issues = Issues::new();
        let request = IdentifyParams::from_argument(&params, &mut issues).map(|known| {
            let expect = Expect::UserInfo { point_rules: known.point_rules };
            (UnsignedRequest::of(IDENTIFY.into(), known.json), expect)
        });
        self.prepare(request, &params, options, issues)
    }

    /// A call of any other action, or an error.
    #[must_use]
    pub fn call(&self, action: &JsValue, params: &JsValue, options: &JsValue) -> JsValue {
        let (action, json) = (arguments::scalar(action), arguments::params(params));
        let params = Argument::new(&json);
        let mut issues = Issues::new();
        let action = Argument::new(&action).as_text("action", &mut issues);
        if action.as_deref() == Some("") {
            issues.add("action", Fault::Empty);
        }
        let request = action.zip(params.to_params("params", &mut issues));
        let request = request.map(|(action, params)| (UnsignedRequest::of(action, params), Expect::Data));
        self.prepare(request, &params, options, issues)
    }

    fn prepare(
        &self,
        request: Option<(UnsignedRequest, Expect)>,
        params: &Argument<'_>,
        options: &JsValue,
        mut issues: Issues,
    ) -> JsValue {
        let (json, kept) = arguments::options_and_kept(options, &CallOptions::NAMES);
        let options = CallOptions::from_argument(&Argument::new(&json), &mut issues);
        let ((request, expect), options) = match issues.none_in(request.zip(options)) {
            Ok(right) => right,
            Err(error) => return answered(Err(error)),
        };
        let client = Rc::clone(&self.0);
        let mut secrets = Secrets::new();
        secrets.add(client.sender.credentials.open_key.expose_secret());
        params.add_secrets(&mut secrets);
        Call {
            timeout_ms: options.timeout_ms.unwrap_or(client.timeout_ms),
            signal: kept.get("signal"),
            on_response: kept.function("onResponse"),
            client,
            request,
            expect,
            secrets,
            attempts: 0,
        }
        .into()
    }
}

/// The error for a use of a client after it was freed.
#[wasm_bindgen]
#[must_use]
pub fn freed() -> Answer {
    answered(Err(Error::client_freed()))
}

/// The text of an answer; of an error with what had been sent.
fn answer(result: Result, action: Option<&str>, attempts: u32) -> Answer {
    match result {
        Ok(json) => json,
        Err(error) => error.to_json(action, attempts),
    }
    .into()
}

/// The same, where nothing was sent.
fn answered(result: Result) -> Answer {
    answer(result, None, 0)
}

fn signing(
    credentials: &JsValue,
    request: &JsValue,
    options: &JsValue,
    give: fn(&Sender, Request<'_>) -> String,
) -> Answer {
    let (credentials, request, options) = (
        arguments::options(credentials, &Credentials::FIELDS),
        arguments::options(request, &UnsignedRequest::FIELDS),
        arguments::options(options, &SigningOptions::NAMES),
    );
    let mut issues = Issues::new();
    let credentials = Credentials::from_argument(&Argument::new(&credentials), &mut issues);
    let request = UnsignedRequest::from_argument(&Argument::new(&request), &mut issues);
    let options = SigningOptions::from_argument(&Argument::new(&options), &SigningOptions::NAMES, &mut issues);
    answered(issues.none_in(credentials.zip(request).zip(options)).and_then(|((credentials, request), options)| {
        let request = request.complete(&|| host::unix_seconds(None), &|| Ok(host::nonces()?.next_nonce()))?;
        Ok(give(&Sender::new(credentials, options.scheme, options.endpoint), request))
    }))
}

fn signed_body(sender: &Sender, request: Request<'_>) -> String {
    sender.body(request, &sender.explain(request).token)
}

fn unsigned(request: &JsValue) -> Result<UnsignedRequest> {
    let json = arguments::options(request, &UnsignedRequest::FIELDS);
    let mut issues = Issues::new();
    let request = UnsignedRequest::from_argument(&Argument::new(&json), &mut issues);
    issues.none_in(request)
}

fn checking(
    open_key: &JsValue,
    request: &JsValue,
    options: &JsValue,
    known: &'static [&'static str],
    check: fn(&SignedBody, &Signer, &SigningOptions) -> String,
) -> Answer {
    let (open_key, request, options) = (
        arguments::scalar(open_key),
        arguments::options(request, &SignedBody::FIELDS),
        arguments::options(options, known),
    );
    let mut issues = Issues::new();
    let open_key = Argument::new(&open_key).as_open_key(&mut issues);
    let body = SignedBody::from_argument(&Argument::new(&request), &mut issues);
    let options = SigningOptions::from_argument(&Argument::new(&options), known, &mut issues);
    answered(
        issues
            .none_in(open_key.zip(body).zip(options))
            .map(|((open_key, body), options)| check(&body, &Signer::new(&open_key), &options)),
    )
}
