//! What stays between the calls of one client. Never borrowed mutably, so that calls can run side by side; a call holds
//! on to it until it ends, whether or not the client was freed meanwhile.

use std::cell::Cell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::host;
use super::values::Options;
use crate::{CallOptions, ClientOptions, Error, Issues, Nonces, Sender};

pub(super) struct Client {
    pub(super) sender: Sender,
    pub(super) timeout_ms: u32,
    pub(super) strict: bool,
    pub(super) fetch: Option<Function>,
    pub(super) now: Option<Function>,
    nonces: Cell<Option<Nonces>>,
}

impl Client {
    pub(super) fn new(argument: &JsValue) -> Result<Self, Error> {
        let mut issues = Issues::new();
        let mut given = Options::read(argument, &ClientOptions::NAMES);
        let open_key = |issues: &mut Issues| given.open_key(issues);
        let options = ClientOptions::from_value(&given.value, &open_key, host::is_browser(), &mut issues);
        let Some(ClientOptions { sender, timeout_ms, strict }) = options.filter(|_| issues.is_empty()) else {
            return Err(Error::invalid_argument(issues));
        };
        let fetch = given.take("fetch").map(Function::from);
        let now = given.take("now").map(Function::from);
        Ok(Self { sender, timeout_ms, strict, fetch, now, nonces: Cell::new(None) })
    }

    /// A nonce that this client has not used.
    pub(super) fn nonce(&self) -> Result<u32, Error> {
        let mut nonces = self.nonces.get().map_or_else(host::nonces, Ok)?;
        let nonce = nonces.next_nonce();
        self.nonces.set(Some(nonces));
        Ok(nonce)
    }
}

/// The options of a call, what is wrong with them noted.
pub(super) fn call_options(argument: &JsValue, issues: &mut Issues) -> (Option<CallOptions>, Options) {
    let given = Options::read(argument, &CallOptions::NAMES);
    (CallOptions::from_value(&given.value, issues), given)
}
