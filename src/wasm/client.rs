//! What stays between the calls of one client. A call holds on to it until it ends, whether or not the client was freed
//! meanwhile.

use js_sys::{Function, JsString};
use wasm_bindgen::prelude::*;

use super::host;
use super::values::{Given, signed_request, stringify};
use crate::argument::Fields;
use crate::error::Error;
use crate::issue::Issues;
use crate::options::ClientOptions;
use crate::request::{Explanation, IDENTIFY, Request, Sender, UnsignedRequest};

/// A client's inside.
pub(super) struct Client {
    pub(super) sender: Sender,
    pub(super) timeout_ms: u32,
    pub(super) strict: bool,
    pub(super) fetch: Option<Function>,
    now: Option<Function>,
    strings: Strings,
}

/// What each signed body holds of its sender, as the caller's own strings.
pub(super) struct Strings {
    open_id: JsString,
    grant_code: JsString,
}

impl Strings {
    /// Of credentials that keep the rules.
    pub(super) fn of(credentials: &Fields<Given>) -> Self {
        let string =
            |name| credentials.get(name).map_or_else(JsString::default, |given| given.0.clone().unchecked_into());
        Self { open_id: string("openId"), grant_code: string("grantCode") }
    }
}

impl Client {
    pub(super) fn new(options: JsValue) -> Result<Self, Error> {
        let mut issues = Issues::new();
        let fields = Fields::of(&Given(options), "options", &ClientOptions::FIELDS, &mut issues);
        let checked = ClientOptions::checked(&fields, host::is_browser(), &mut issues);
        let ClientOptions { sender, timeout_ms, strict } = issues.none_in(checked)?;
        let function = |name| fields.get(name).and_then(|given| given.0.dyn_ref().cloned());
        let strings = Strings::of(&fields);
        Ok(Self { sender, timeout_ms, strict, fetch: function("fetch"), now: function("now"), strings })
    }

    /// The body of a signed request.
    pub(super) fn sign(&self, request: &ToSign) -> Result<JsValue, Error> {
        request.sign(&self.sender, &self.strings, self.now.as_ref())
    }

    /// The request with what was left open taken from the clock and from nonces that were not used.
    pub(super) fn complete<'r>(&self, unsigned: &'r UnsignedRequest) -> Result<Request<'r>, Error> {
        complete(unsigned, self.now.as_ref())
    }
}

fn complete<'r>(unsigned: &'r UnsignedRequest, now: Option<&Function>) -> Result<Request<'r>, Error> {
    Ok(Request {
        action: unsigned.action(),
        timestamp: unsigned.timestamp.map_or_else(|| host::unix_seconds(now), Ok)?,
        nonce: unsigned.nonce.map_or_else(host::nonce, Ok)?,
    })
}

/// The argument `request`.
pub(super) struct ToSign {
    unsigned: UnsignedRequest,
    action: Option<JsString>,
    /// JSON.
    params: JsString,
}

impl ToSign {
    pub(super) fn checked(request: JsValue, issues: &mut Issues) -> Option<Self> {
        let fields = Fields::of(&Given(request), "request", &UnsignedRequest::FIELDS, issues);
        let unsigned = UnsignedRequest::checked(&fields, issues);
        let params = stringify(fields.get("params"), issues)?;
        Some(Self { unsigned, params, action: fields.get("action").map(|given| given.0.clone().unchecked_into()) })
    }

    /// The signed body, of the caller's own strings.
    pub(super) fn sign(
        &self,
        sender: &Sender,
        Strings { open_id, grant_code }: &Strings,
        now: Option<&Function>,
    ) -> Result<JsValue, Error> {
        thread_local! {
            static IDENTIFY_ACTION: JsString = IDENTIFY.into();
        }
        let request = complete(&self.unsigned, now)?;
        let token = sender.explain(request).token;
        let action = self.action.clone().unwrap_or_else(|| IDENTIFY_ACTION.with(JsString::clone));
        #[expect(clippy::cast_precision_loss, reason = "seconds are at most 10^11")]
        let seconds = request.timestamp as f64;
        Ok(signed_request(open_id, grant_code, seconds, request.nonce, &token, &action, &self.params))
    }

    /// Every stage of the signature.
    pub(super) fn explain(&self, sender: &Sender) -> Result<Explanation, Error> {
        Ok(sender.explain(complete(&self.unsigned, None)?))
    }
}
