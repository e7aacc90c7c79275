//! What stays between the calls of one client. A call holds on to it until it ends, whether or not the client was freed
//! meanwhile.

use std::cell::Cell;

use js_sys::{Function, JsString};
use wasm_bindgen::prelude::*;

use super::host;
use super::limit::Limit;
use super::values::{Given, signed_request, stringify};
use crate::argument::Fields;
use crate::clock::{Clock, Sample};
use crate::error::Error;
use crate::issue::Issues;
use crate::options::ClientOptions;
use crate::request::{Explanation, IDENTIFY, Request, Sender, UnsignedRequest};
use crate::retry::Budget;

/// A client's inside.
pub(super) struct Client {
    pub(super) options: ClientOptions,
    pub(super) fetch: Option<Function>,
    /// What retries there are left.
    pub(super) budget: Cell<Budget>,
    /// How many requests may begin, where that is limited.
    pub(super) limit: Option<Limit>,
    /// What is known of the server's clock.
    clock: Cell<Clock>,
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
        let options = issues.none_in(checked)?;
        let function = |name| fields.get(name).and_then(|given| given.0.dyn_ref().cloned());
        Ok(Self {
            fetch: function("fetch"),
            budget: Cell::new(Budget::full()),
            limit: options.max_requests_per_second.map(Limit::new),
            clock: Cell::default(),
            now: function("now"),
            strings: Strings::of(&fields),
            options,
        })
    }

    /// The body of a signed request.
    pub(super) fn sign(&self, request: &ToSign) -> Result<JsValue, Error> {
        request.sign(&self.options.sender, &self.strings, self.now.as_ref())
    }

    /// Our clock in milliseconds since 1970.
    pub(super) fn unix_ms(&self) -> Result<f64, Error> {
        host::unix_ms(self.now.as_ref())
    }

    /// How far the server's clock is ahead of ours, in milliseconds, as far as is known.
    pub(super) fn offset_ms(&self) -> f64 {
        self.clock.get().offset_ms()
    }

    /// Learns how far the server's clock is ahead of ours; None where the sample does not tell.
    pub(super) fn learn(&self, sample: Sample) -> Option<f64> {
        let mut clock = self.clock.get();
        let has_learned = clock.learn(sample);
        self.clock.set(clock);
        has_learned.then(|| clock.offset_ms())
    }
}

/// The request with what was left open taken from the clock and from nonces that were not used.
fn complete<'r>(unsigned: &'r UnsignedRequest, now: Option<&Function>) -> Result<Request<'r>, Error> {
    let now = || host::unix_ms(now).map(seconds);
    Ok(Request {
        action: unsigned.action(),
        timestamp: unsigned.timestamp.map_or_else(now, Ok)?,
        nonce: unsigned.nonce.map_or_else(host::nonce, Ok)?,
    })
}

/// Whole seconds of milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 10^11")]
pub(super) fn seconds(milliseconds: f64) -> u64 {
    (milliseconds / 1000.0) as u64
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
