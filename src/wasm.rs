//! The edge: the exported functions, a few lines each. They take whatever JavaScript gives and check it; they give
//! back JSON text, and throw the JSON of an error.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "JavaScript has no integers; each cast is of a number whose range was checked, or is checked by it"
)]

mod call;
mod client;
mod error;
mod fetch;
mod host;
mod stop;
mod values;

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use self::call::Pending;
use self::client::{Client, call_options};
use self::values::{Options, read, read_flat, read_key, read_scalar, read_secret};
use crate::{
    Credentials, Error, Expect, Fault, Fields, IDENTIFY, IdentifyParams, Issues, OpenKey, Request, Secrets, Sender,
    SignedBody, Signer, SigningOptions, UnsignedRequest, Value,
};

/// A seventh of the code of the usual allocator.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

type Result<T> = std::result::Result<T, JsValue>;

/// The body of a signed request.
///
/// # Errors
/// What is wrong with the arguments; no random source where no nonce is given.
#[wasm_bindgen]
pub fn sign(credentials: &JsValue, request: &JsValue, options: &JsValue) -> Result<String> {
    let (sender, unsigned) = signing(credentials, request, options)?;
    Ok(signed_body(&sender, unsigned.complete(&|| host::unix_seconds(None), &nonce)?))
}

/// Every stage of a request's signature.
///
/// # Errors
/// As for [`sign`].
#[wasm_bindgen]
pub fn explain(credentials: &JsValue, request: &JsValue, options: &JsValue) -> Result<String> {
    let (sender, unsigned) = signing(credentials, request, options)?;
    Ok(sender.explain(unsigned.complete(&|| host::unix_seconds(None), &nonce)?).to_json())
}

/// Base64 of the HMAC-SHA1 of a string.
///
/// # Errors
/// An argument that is not a string, or not well-formed.
#[wasm_bindgen]
pub fn signature(open_key: &JsValue, string_to_sign: &JsValue) -> Result<String> {
    let mut issues = Issues::new();
    let secret = read_secret(open_key).map_err(|value| OpenKey::refuse(&value, &mut issues));
    let text = read_scalar(string_to_sign);
    let text = text.as_text("stringToSign", &mut issues);
    let (Ok(secret), Some(text)) = (secret, text) else { return Err(Error::invalid_argument(issues).into()) };
    Ok(Signer::new(&OpenKey::unchecked(secret)).signature(text))
}

/// Whether the Token of a body is right.
///
/// # Errors
/// What is wrong with the arguments.
#[wasm_bindgen]
pub fn verify(open_key: &JsValue, request: &JsValue, options: &JsValue) -> Result<bool> {
    checking(open_key, request, options, &SigningOptions::NAMES, |body, signer, options| {
        body.verify(signer, options.scheme, &options.endpoint)
    })
}

/// The scheme that gives a body its Token; `null` where none does.
///
/// # Errors
/// What is wrong with the arguments.
#[wasm_bindgen(js_name = detectScheme)]
pub fn detect_scheme(open_key: &JsValue, request: &JsValue, options: &JsValue) -> Result<String> {
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

#[wasm_bindgen]
impl Handle {
    /// Takes a client's options.
    ///
    /// # Errors
    /// What is wrong with them.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Self> {
        Ok(Self(Rc::new(Client::new(options)?)))
    }

    /// The body of a signed request.
    ///
    /// # Errors
    /// As for the free [`sign`].
    pub fn sign(&self, request: &JsValue) -> Result<String> {
        let unsigned = unsigned(request)?;
        let client = &self.0;
        let request = unsigned.complete(&|| host::unix_seconds(client.now.as_ref()), &|| client.nonce())?;
        Ok(signed_body(&client.sender, request))
    }

    /// Identifies a member.
    #[wasm_bindgen(js_name = identifyUser)]
    pub fn identify_user(&self, params: &JsValue, options: &JsValue) -> Promise {
        let params = read_flat(params);
        let mut issues = Issues::new();
        let known = IdentifyParams::from_value(&params, &mut issues);
        let request = known.map(|known| {
            let expect = Expect::UserInfo { point_rules: known.point_rules };
            (UnsignedRequest::of(IDENTIFY, known.json), expect)
        });
        self.start(request, &params, options, issues)
    }

    /// Any other action.
    pub fn call(&self, action: &JsValue, params: &JsValue, options: &JsValue) -> Promise {
        let (action, params) = (read_scalar(action), read(params));
        let mut issues = Issues::new();
        let text = action.as_text("action", &mut issues);
        if text == Some("") {
            issues.add("action", Fault::Empty);
        }
        let json = params.to_params("params", &mut issues);
        let request = text.zip(json).map(|(action, json)| (UnsignedRequest::of(action, json), Expect::Data));
        self.start(request, &params, options, issues)
    }

    fn start(
        &self,
        request: Option<(UnsignedRequest, Expect)>,
        params: &Value,
        options: &JsValue,
        mut issues: Issues,
    ) -> Promise {
        let (options, mut given) = call_options(options, &mut issues);
        let (Some((request, expect)), Some(options), true) = (request, options, issues.is_empty()) else {
            return Promise::reject(&Error::invalid_argument(issues).into());
        };
        let client = Rc::clone(&self.0);
        let mut secrets = Secrets::new();
        secrets.add(client.sender.credentials.open_key.expose_secret());
        params.add_secrets(&mut secrets);
        let pending = Pending {
            timeout_ms: options.timeout_ms.unwrap_or(client.timeout_ms),
            signal: given.take("signal"),
            on_response: given.take("onResponse").map(Function::from),
            client,
            request,
            expect,
            secrets,
            attempts: 0,
        };
        future_to_promise(pending.run())
    }
}

/// The error for a use of a client after it was freed.
#[wasm_bindgen]
#[must_use]
pub fn freed() -> JsValue {
    Error::client_freed().into()
}

fn signing(credentials: &JsValue, request: &JsValue, options: &JsValue) -> Result<(Sender, UnsignedRequest)> {
    let mut issues = Issues::new();
    let given = Options::read(credentials, &Credentials::FIELDS);
    let credentials = Fields::of(&given.value, "", &mut issues)
        .and_then(|fields| Credentials::new(&fields, &|issues| given.open_key(issues), &mut issues));
    let request = Options::read(request, &UnsignedRequest::FIELDS);
    let unsigned = UnsignedRequest::from_value(&request.value, &mut issues);
    let options = Options::read(options, &SigningOptions::NAMES);
    let options = SigningOptions::from_value(&options.value, &SigningOptions::NAMES, &mut issues);
    match (credentials, unsigned, options) {
        (Some(credentials), Some(unsigned), Some(options)) if issues.is_empty() => {
            Ok((Sender::new(credentials, options.scheme, options.endpoint), unsigned))
        }
        _ => Err(Error::invalid_argument(issues).into()),
    }
}

fn unsigned(request: &JsValue) -> Result<UnsignedRequest> {
    let mut issues = Issues::new();
    let request = Options::read(request, &UnsignedRequest::FIELDS);
    let unsigned = UnsignedRequest::from_value(&request.value, &mut issues);
    unsigned.filter(|_| issues.is_empty()).ok_or_else(|| Error::invalid_argument(issues).into())
}

fn signed_body(sender: &Sender, request: Request<'_>) -> String {
    sender.body(request, &sender.explain(request).token)
}

fn nonce() -> std::result::Result<u32, Error> {
    Ok(host::nonces()?.next_nonce())
}

fn checking<T>(
    open_key: &JsValue,
    request: &JsValue,
    options: &JsValue,
    known: &'static [&'static str],
    check: impl FnOnce(&SignedBody<'_>, &Signer, &SigningOptions) -> T,
) -> Result<T> {
    let mut issues = Issues::new();
    let open_key = read_key(open_key, &mut issues);
    let request = Options::read(request, &SignedBody::FIELDS);
    let body = SignedBody::from_value(&request.value, &mut issues);
    let options = Options::read(options, known);
    let options = SigningOptions::from_value(&options.value, known, &mut issues);
    match (open_key, body, options) {
        (Some(open_key), Some(body), Some(options)) if issues.is_empty() => {
            Ok(check(&body, &Signer::new(&open_key), &options))
        }
        _ => Err(Error::invalid_argument(issues).into()),
    }
}
