//! The edge: the exported functions, a few lines each. They take whatever JavaScript gives and check it; what they throw
//! are the objects that `ZvcmsError` is made of.

mod attempt;
mod call;
mod cause;
mod client;
mod fetch;
mod foreign;
mod host;
mod limit;
mod run;
mod stop;
mod values;

use std::alloc::System;
use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use zeroize::Zeroizing;
use zeroizing_alloc::ZeroAlloc;

use self::call::{Call, Expect};
use self::client::{Client, Strings, ToSign};
use self::values::{Given, stringify, to_js};
use crate::argument::{Fields, any_text, required_text};
use crate::credentials::{Credentials, OpenKey};
use crate::error::Error;
use crate::issue::{Fault, Issues};
use crate::options::{CallOptions, SigningOptions};
use crate::params::IdentifyParams;
use crate::request::{Sender, UnsignedRequest};
use crate::signature::Signer;
use crate::verify::SignedBody;

/// Wipes what is freed: a body to send, an answer that repeats a secret, and whatever a library copied of them.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

type Result<T> = std::result::Result<T, JsValue>;

/// The body of a signed request.
///
/// # Errors
/// Faults of the arguments; a host without random source.
#[wasm_bindgen]
pub fn sign(credentials: JsValue, request: JsValue, options: JsValue) -> Result<JsValue> {
    let (sender, strings, request) = signing(credentials, request, options)?;
    Ok(request.sign(&sender, &strings, None)?)
}

/// Every stage of a request's signature.
///
/// # Errors
/// As [`sign`].
#[wasm_bindgen]
pub fn explain(credentials: JsValue, request: JsValue, options: JsValue) -> Result<JsValue> {
    let (sender, _, request) = signing(credentials, request, options)?;
    Ok(to_js(&request.explain(&sender)?))
}

/// Base64 of the HMAC-SHA1 of a string.
///
/// # Errors
/// Arguments that are no texts.
#[wasm_bindgen]
pub fn signature(open_key: JsValue, string_to_sign: JsValue) -> Result<String> {
    let mut issues = Issues::new();
    let open_key = any_text(&Given(open_key), "openKey", &mut issues);
    let text = any_text(&Given(string_to_sign), "stringToSign", &mut issues);
    let (open_key, text) = issues.none_in(open_key.zip(text))?;
    Ok(Signer::with_secret(open_key.as_bytes()).signature(&text))
}

/// Whether the Token of a body is right.
///
/// # Errors
/// Faults of the arguments.
#[wasm_bindgen]
pub fn verify(open_key: JsValue, request: JsValue, options: JsValue) -> Result<bool> {
    let (signer, body, options) = checking(open_key, request, options, &SigningOptions::FIELDS)?;
    Ok(body.verify(&signer, options.scheme, &options.endpoint))
}

/// The scheme that gives a body its Token; `null` where none does.
///
/// # Errors
/// Faults of the arguments.
#[wasm_bindgen(js_name = detectScheme)]
pub fn detect_scheme(open_key: JsValue, request: JsValue, options: JsValue) -> Result<JsValue> {
    let (signer, body, options) = checking(open_key, request, options, &SigningOptions::FIELDS_FOR_FINDING)?;
    Ok(to_js(&body.detect_scheme(&signer, &options.endpoint)))
}

fn signing(credentials: JsValue, request: JsValue, options: JsValue) -> Result<(Sender, Strings, ToSign)> {
    let mut issues = Issues::new();
    let fields = Fields::open(&Given(credentials), "credentials", &Credentials::FIELDS, &mut issues);
    let credentials = Credentials::checked(&fields, &mut issues);
    let request = ToSign::checked(request, &mut issues);
    let options = Fields::of(&Given(options), "options", &SigningOptions::FIELDS, &mut issues);
    let SigningOptions { scheme, endpoint } = SigningOptions::checked(&options, &mut issues);
    let (credentials, request) = issues.none_in(credentials.zip(request))?;
    Ok((Sender::new(credentials, scheme, endpoint), Strings::of(&fields), request))
}

fn checking(
    open_key: JsValue,
    request: JsValue,
    options: JsValue,
    names: &'static [&'static str],
) -> Result<(Signer, SignedBody, SigningOptions)> {
    let mut issues = Issues::new();
    let open_key = OpenKey::checked(Some(&Given(open_key)), &mut issues);
    let fields = Fields::open(&Given(request), "request", &SignedBody::FIELDS, &mut issues);
    let body = SignedBody::checked(&fields, &mut issues);
    let fields = Fields::of(&Given(options), "options", names, &mut issues);
    let options = SigningOptions::checked(&fields, &mut issues);
    let open_key = issues.none_in(open_key)?;
    Ok((Signer::new(&open_key), body, options))
}

/// A client's inside: the `Client` of the JavaScript surface holds one.
#[wasm_bindgen]
pub struct Handle(RefCell<Option<Rc<Client>>>);

impl std::fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Handle(…)")
    }
}

#[wasm_bindgen]
impl Handle {
    /// A client with these options.
    ///
    /// # Errors
    /// Faults of the options.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<Self> {
        Ok(Self(RefCell::new(Some(Rc::new(Client::new(options)?)))))
    }

    /// The body of a signed request.
    ///
    /// # Errors
    /// Faults of the request; a freed client; a host without random source.
    pub fn sign(&self, request: JsValue) -> Result<JsValue> {
        let client = self.client()?;
        let mut issues = Issues::new();
        let request = ToSign::checked(request, &mut issues);
        Ok(client.sign(&issues.none_in(request)?)?)
    }

    /// Identifies a member.
    ///
    /// # Errors
    /// Faults of the arguments; a freed client. Whatever goes wrong later, the promise tells.
    #[wasm_bindgen(js_name = identifyUser)]
    pub fn identify_user(&self, params: JsValue, options: JsValue) -> Result<Promise> {
        let client = self.client()?;
        let mut issues = Issues::new();
        let params = Given(params).resolved();
        if params.is_none() {
            issues.add_whole("params", Fault::Threw);
        }
        let params = params.and_then(|it| Fields::required(&it, "params", &IdentifyParams::FIELDS, &mut issues));
        let params = params.map(|fields| IdentifyParams::checked(&fields, &mut issues));
        let content = params.map(|params| {
            let expect = Expect::UserInfo { point_rules: params.asks_for_point_rules() };
            (UnsignedRequest::default(), params.to_json(), expect)
        });
        call(client, content, options, issues)
    }

    /// Calls any other action.
    ///
    /// # Errors
    /// As [`Handle::identify_user`].
    pub fn call(&self, action: JsValue, params: JsValue, options: JsValue) -> Result<Promise> {
        let client = self.client()?;
        let mut issues = Issues::new();
        let action = required_text(Some(&Given(action)), "action", &mut issues);
        let params = stringify(Some(&Given(params)), &mut issues);
        let content = action
            .zip(params)
            .map(|(action, params)| (UnsignedRequest::of(&action), Zeroizing::new(String::from(params)), Expect::Data));
        call(client, content, options, issues)
    }

    /// Lets go of the client: its key is wiped as soon as no call is under way. Later uses are refused.
    pub fn wipe(&self) {
        self.0.take();
    }

    fn client(&self) -> std::result::Result<Rc<Client>, Error> {
        self.0.borrow().clone().ok_or_else(Error::client_freed)
    }
}

fn call(
    client: Rc<Client>,
    content: Option<(UnsignedRequest, Zeroizing<String>, Expect)>,
    options: JsValue,
    mut issues: Issues,
) -> Result<Promise> {
    let fields = Fields::of(&Given(options), "options", &CallOptions::FIELDS, &mut issues);
    let options = CallOptions::checked(&fields, Given::is_signal, &mut issues);
    let (unsigned, params, expect) = issues.none_in(content)?;
    let call = Call {
        timeout_ms: options.timeout_ms.unwrap_or(client.options.timeout_ms),
        max_retries: options.max_retries,
        signal: fields.get("signal").map(|given| given.0.clone()),
        on_response: fields.get("onResponse").and_then(|given| given.0.dyn_ref().cloned()),
        client,
        unsigned,
        params,
        expect,
        attempts: 0,
        started: host::clock(),
    };
    Ok(future_to_promise(call.run()))
}
