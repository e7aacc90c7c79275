//! What stays between the calls of one client, and signing. A call holds on to its client until it ends, whether or not the
//! client was freed meanwhile.

use std::cell::{Cell, RefCell};

use js_sys::{Function, JsString};
use wasm_bindgen::prelude::*;

use super::host;
use super::values::{JsFields, copied_params, signed_request};
use crate::arguments::Argument;
use crate::clock::{Clock, Sample};
use crate::error::Error;
use crate::issue::Issues;
use crate::limit::Limit;
use crate::options::ClientOptions;
use crate::request::{Explanation, IDENTIFY, Request, RequestOptions, Sender};
use crate::retry::Budget;

pub(super) struct Client {
    pub(super) options: ClientOptions,
    pub(super) fetch: Option<Function>,
    /// The retries that are left.
    pub(super) budget: Cell<Budget>,
    pub(super) limit: Option<RefCell<Limit>>,
    /// What is known of the server's clock.
    clock: Cell<Clock>,
    now: Option<Function>,
    strings: Strings,
}

/// What each signed body has of its sender, as the caller's own strings.
pub(super) struct Strings {
    open_id: JsString,
    grant_code: JsString,
}

impl Strings {
    pub(super) fn of(credentials: &JsFields) -> Self {
        Self { open_id: credentials.string("openId"), grant_code: credentials.string("grantCode") }
    }
}

impl Client {
    pub(super) fn new(options: &JsValue) -> Result<Self, Error> {
        let mut issues = Issues::new();
        let given = JsFields::of(options, "options", &ClientOptions::FIELDS, &mut issues);
        let checked = ClientOptions::checked(&given.fields, host::is_browser(), host::endpoint, &mut issues);
        let options = issues.none_in(checked)?;
        Ok(Self {
            fetch: given.function("fetch"),
            budget: Cell::new(Budget::full()),
            limit: options.max_requests_per_second.map(|per_second| RefCell::new(Limit::new(per_second))),
            clock: Cell::default(),
            now: given.function("now"),
            strings: Strings::of(&given),
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

    /// Learns how far the server's clock is ahead of ours; None where the sample does not say.
    pub(super) fn learn(&self, sample: Sample) -> Option<f64> {
        let mut clock = self.clock.get();
        let has_learned = clock.learn(sample);
        self.clock.set(clock);
        has_learned.then(|| clock.offset_ms())
    }
}

/// Whole seconds of milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 10^11")]
pub(super) fn seconds(milliseconds: f64) -> u64 {
    (milliseconds / 1000.0) as u64
}

/// The argument `request`.
pub(super) struct ToSign {
    options: RequestOptions,
    action: Option<JsString>,
    params: JsValue,
}

impl ToSign {
    pub(super) fn checked(request: &JsValue, issues: &mut Issues) -> Option<Self> {
        let given = JsFields::of(request, "request", &RequestOptions::FIELDS, issues);
        let action = given.fields.get("action").and_then(|action| action.required_text("action", issues));
        let options = RequestOptions::checked(&given.fields, issues);
        let argument = given.fields.get("params").unwrap_or(&Argument::Undefined);
        let params = copied_params(argument, given.get("params").unwrap_or(&JsValue::UNDEFINED), issues)?;
        Some(Self { options, params, action: action.map(|_| given.string("action")) })
    }

    /// The signed body, of the caller's own strings.
    pub(super) fn sign(&self, sender: &Sender, strings: &Strings, now: Option<&Function>) -> Result<JsValue, Error> {
        self.complete(now, |request, action| {
            let Strings { open_id, grant_code } = strings;
            let token = sender.explain(request).token;
            #[expect(clippy::cast_precision_loss, reason = "seconds are at most 10^11")]
            let seconds = request.timestamp as f64;
            signed_request(open_id, grant_code, seconds, request.nonce, &token, action, &self.params)
        })
    }

    /// Every stage of the signature.
    pub(super) fn explain(&self, sender: &Sender) -> Result<Explanation, Error> {
        self.complete(None, |request, _| sender.explain(request))
    }

    /// Uses the request with what was left open taken from the clock and from nonces that were not used.
    fn complete<T>(
        &self,
        now: Option<&Function>,
        finish: impl FnOnce(Request<'_>, &JsString) -> T,
    ) -> Result<T, Error> {
        thread_local! {
            static IDENTIFY_ACTION: JsString = IDENTIFY.into();
        }
        let timestamp = self.options.timestamp.map_or_else(|| host::unix_ms(now).map(seconds), Ok)?;
        let nonce = self.options.nonce.map_or_else(host::nonce, Ok)?;
        let request = |action| Request { action, timestamp, nonce };
        Ok(match &self.action {
            Some(action) => finish(request(&String::from(action)), action),
            None => IDENTIFY_ACTION.with(|action| finish(request(IDENTIFY), action)),
        })
    }
}
