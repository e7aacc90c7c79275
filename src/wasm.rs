//! The edge: the exported functions, a few lines each. They take whatever JavaScript gives and check it; what they throw
//! are the objects that `ZvcmsError` is made of.

mod attempt;
mod call;
mod client;
mod fetch;
mod host;
mod stop;
mod values;

use std::alloc::System;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;
use zeroizing_alloc::ZeroAlloc;

use self::call::{Call, Expect};
use self::client::{Client, Strings, ToSign};
pub use self::stop::JsCall;
use self::values::{JsFields, Names, any, copied_params, is_signal, object, resolved, to_js, to_json};
use crate::arguments::{Argument, Fields};
use crate::credentials::{Credentials, OpenKey};
use crate::error::Error;
use crate::issue::Issues;
use crate::options::{CallOptions, SigningOptions};
use crate::params::IdentifyParams;
use crate::redact::Secrets;
use crate::request::{IDENTIFY, Sender, SignedBody};
use crate::signature::Signer;

/// Wipes what is freed: a body to send, an answer that repeats a secret, and whatever a library copied of them.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

type Result<T> = std::result::Result<T, JsValue>;

/// The body of a signed request.
#[wasm_bindgen]
pub fn sign(credentials: &JsValue, request: &JsValue, options: &JsValue) -> Result<JsValue> {
    let (sender, strings, request) = signing(credentials, request, options)?;
    Ok(request.sign(&sender, &strings, None)?)
}

/// Every stage of a request's signature.
#[wasm_bindgen]
pub fn explain(credentials: &JsValue, request: &JsValue, options: &JsValue) -> Result<JsValue> {
    let (sender, _, request) = signing(credentials, request, options)?;
    Ok(to_js(&request.explain(&sender)?))
}

/// Base64 of the HMAC-SHA1 of a string.
#[wasm_bindgen]
pub fn signature(open_key: &JsValue, string_to_sign: &JsValue) -> Result<String> {
    let mut issues = Issues::new();
    let open_key = any(open_key).any_text("openKey", &mut issues);
    let text = any(string_to_sign).any_text("stringToSign", &mut issues);
    let (open_key, text) = issues.none_in(open_key.zip(text))?;
    Ok(Signer::with_secret(open_key.as_bytes()).signature(&text))
}

/// Whether the Token of a body is right.
#[wasm_bindgen]
pub fn verify(open_key: &JsValue, request: &JsValue, options: &JsValue) -> Result<bool> {
    let (signer, body, options) = verifying(open_key, request, options, &SigningOptions::FIELDS)?;
    Ok(body.verify(&signer, options.scheme, &options.endpoint))
}

/// The scheme that gives a body its Token; `null` where none does.
#[wasm_bindgen(js_name = detectScheme)]
pub fn detect_scheme(open_key: &JsValue, request: &JsValue, options: &JsValue) -> Result<JsValue> {
    let (signer, body, options) = verifying(open_key, request, options, &SigningOptions::FIELDS_FOR_FINDING)?;
    Ok(to_js(&body.detect_scheme(&signer, &options.endpoint)))
}

fn signing(credentials: &JsValue, request: &JsValue, options: &JsValue) -> Result<(Sender, Strings, ToSign)> {
    let mut issues = Issues::new();
    let given = JsFields::open(credentials, "credentials", &Credentials::FIELDS, &mut issues);
    let credentials = Credentials::checked(&given.fields, &mut issues);
    let request = ToSign::checked(request, &mut issues);
    let SigningOptions { scheme, endpoint } = signing_options(options, &SigningOptions::FIELDS, &mut issues);
    let (credentials, request) = issues.none_in(credentials.zip(request))?;
    Ok((Sender::new(credentials, scheme, endpoint), Strings::of(&given), request))
}

fn verifying(
    open_key: &JsValue,
    request: &JsValue,
    options: &JsValue,
    names: Names,
) -> Result<(Signer, SignedBody, SigningOptions)> {
    let mut issues = Issues::new();
    let open_key = OpenKey::checked(Some(&any(open_key)), &mut issues);
    let given = JsFields::open(request, "request", &SignedBody::FIELDS, &mut issues);
    let body = SignedBody::checked(&given.fields, &mut issues);
    let options = signing_options(options, names, &mut issues);
    let open_key = issues.none_in(open_key)?;
    Ok((Signer::new(&open_key), body, options))
}

fn signing_options(options: &JsValue, names: Names, issues: &mut Issues) -> SigningOptions {
    let given = JsFields::of(options, "options", names, issues);
    SigningOptions::checked(&given.fields, host::endpoint, issues)
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
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Self> {
        Ok(Self(RefCell::new(Some(Rc::new(Client::new(options)?)))))
    }

    /// The body of a signed request.
    pub fn sign(&self, request: &JsValue) -> Result<JsValue> {
        let client = self.client()?;
        let mut issues = Issues::new();
        let request = ToSign::checked(request, &mut issues);
        Ok(client.sign(&issues.none_in(request)?)?)
    }

    /// Identifies a member.
    #[wasm_bindgen(js_name = identifyUser)]
    pub fn identify_user(&self, params: &JsValue, options: &JsValue, call: JsCall) -> Result<Task> {
        let client = self.client()?;
        let mut issues = Issues::new();
        let params = resolved(params).map_or(Argument::Threw, |params| object(&params, &IdentifyParams::FIELDS).0);
        let params = Fields::required(params, "params", &IdentifyParams::FIELDS, &mut issues);
        let params = params.map(|fields| IdentifyParams::checked(&fields, &mut issues));
        let content = params.map(|params| {
            let expect = Expect::UserInfo { point_rules: params.asks_for_point_rules() };
            (String::from(IDENTIFY).into(), params.to_json(), expect)
        });
        begin(client, content, options, call, issues)
    }

    /// Calls any other action.
    pub fn call(&self, action: &JsValue, params: &JsValue, options: &JsValue, call: JsCall) -> Result<Task> {
        let client = self.client()?;
        let mut issues = Issues::new();
        let action = any(action).required_text("action", &mut issues);
        let params = copied_params(&any(params), params, &mut issues);
        let content = action.zip(params).map(|(action, params)| (action, to_json(&params).into(), Expect::Data));
        begin(client, content, options, call, issues)
    }

    /// Lets go of the client: its key is wiped as soon as no call is under way. Later uses are refused.
    pub fn wipe(&self) {
        self.0.take();
    }

    fn client(&self) -> std::result::Result<Rc<Client>, Error> {
        self.0.borrow().clone().ok_or_else(Error::client_freed)
    }
}

/// The action, the params as JSON, and what a successful response has.
type Content = (Zeroizing<String>, Zeroizing<String>, Expect);

fn begin(
    client: Rc<Client>,
    content: Option<Content>,
    options: &JsValue,
    call: JsCall,
    mut issues: Issues,
) -> Result<Task> {
    let given = JsFields::of(options, "options", &CallOptions::FIELDS, &mut issues);
    let options = CallOptions::checked(&given.fields, given.get("signal").is_some_and(is_signal), &mut issues);
    let (action, params, expect) = issues.none_in(content)?;
    let call = Call {
        timeout_ms: options.timeout_ms.unwrap_or(client.options.timeout_ms),
        max_retries: options.max_retries,
        signal: given.get("signal").cloned().unwrap_or_default(),
        on_response: given.function("onResponse"),
        client,
        action,
        params,
        expect,
        attempts: 0,
        js: call,
        secrets: Secrets::new(),
    };
    Ok(Task(Box::pin(call.run())))
}

/// A call that has begun. JavaScript resumes it whenever what it waits for is there.
#[wasm_bindgen]
pub struct Task(Pin<Box<dyn Future<Output = Result<JsValue>>>>);

impl std::fmt::Debug for Task {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Task(…)")
    }
}

#[wasm_bindgen]
impl Task {
    /// What the call gives; undefined as long as it waits.
    pub fn resume(&mut self) -> Result<JsValue> {
        match self.0.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => result,
            Poll::Pending => Ok(JsValue::UNDEFINED),
        }
    }
}
