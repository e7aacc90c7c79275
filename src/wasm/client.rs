//! What stays between the calls of one client. Never borrowed mutably, so that calls can run side by side; a call holds
//! on to it until it ends, whether or not the client was freed meanwhile.

use std::cell::Cell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::{arguments, host};
use crate::{Argument, ClientOptions, Error, Issues, Nonces, Request, Sender, UnsignedRequest};

pub(super) struct Client {
    pub(super) sender: Sender,
    pub(super) timeout_ms: u32,
    pub(super) strict: bool,
    pub(super) fetch: Option<Function>,
    now: Option<Function>,
    nonces: Cell<Option<Nonces>>,
}

impl Client {
    pub(super) fn new(argument: &JsValue) -> Result<Self, Error> {
        let mut issues = Issues::new();
        let (json, kept) = arguments::options_and_kept(argument, &ClientOptions::NAMES);
        let options = ClientOptions::from_argument(&Argument::new(&json), host::is_browser(), &mut issues);
        let ClientOptions { sender, timeout_ms, strict } = issues.none_in(options)?;
        let (fetch, now) = (kept.function("fetch"), kept.function("now"));
        Ok(Self { sender, timeout_ms, strict, fetch, now, nonces: Cell::new(None) })
    }

    /// The request with what was left open taken from the clock and from nonces that this client has not used.
    pub(super) fn complete<'r>(&self, request: &'r UnsignedRequest) -> Result<Request<'r>, Error> {
        request.complete(&|| host::unix_seconds(self.now.as_ref()), &|| self.nonce())
    }

    fn nonce(&self) -> Result<u32, Error> {
        let mut nonces = self.nonces.get().map_or_else(host::nonces, Ok)?;
        let nonce = nonces.next_nonce();
        self.nonces.set(Some(nonces));
        Ok(nonce)
    }
}
