//! A call, once its arguments are known to be right.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::cause::cause_of;
use super::client::Client;
use super::stop::{Ended, Stop};
use crate::error::Error;
use crate::failure::{Destination, Phase};
use crate::redact::Secrets;
use crate::request::UnsignedRequest;

/// What a successful answer holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expect {
    UserInfo { point_rules: bool },
    Data,
}

/// A call whose arguments are right.
pub(super) struct Call {
    pub(super) client: Rc<Client>,
    pub(super) unsigned: UnsignedRequest,
    /// JSON.
    pub(super) params: Zeroizing<String>,
    pub(super) expect: Expect,
    pub(super) timeout_ms: u32,
    pub(super) max_retries: Option<u32>,
    pub(super) signal: Option<JsValue>,
    pub(super) on_response: Option<Function>,
    /// How often the request was sent so far.
    pub(super) attempts: u32,
    pub(super) started: f64,
}

impl Call {
    /// What ended the call before its time.
    pub(super) fn ended(&self, ended: Ended, phase: Phase, stop: &Stop, secrets: &Secrets) -> Error {
        match ended {
            Ended::Deadline => Error::timeout(phase, self.timeout_ms),
            Ended::Aborted => Error::aborted(cause_of(&stop.reason(), secrets)),
        }
    }

    pub(super) fn destination(&self) -> Destination<'_> {
        Destination { host: self.client.options.sender.endpoint.host(), action: self.unsigned.action() }
    }
}
