//! What ends a call early: its one deadline, and the caller's signal.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use super::host::Timer;
use super::values::{get, get_function};
use crate::Error;

/// Why a call ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    Deadline,
    Aborted,
}

/// Why a step gave no value.
#[derive(Debug)]
pub(super) enum Broken {
    Stopped(Stopped),
    Failed(JsValue),
}

/// Watches the deadline and the signal from the beginning of a call until it is dropped; then timer and listener are
/// released.
#[derive(Debug)]
pub(super) struct Stop {
    state: Rc<State>,
    stopped: Promise,
    signal: Option<JsValue>,
    listener: Option<Closure<dyn FnMut()>>,
    _timer: Timer,
}

#[derive(Debug)]
struct State {
    why: Cell<Option<Stopped>>,
    resolve: Option<Function>,
    controller: Option<AbortController>,
}

impl State {
    fn stop(&self, why: Stopped) {
        if self.why.get().is_none() {
            self.why.set(Some(why));
            let _ = self.resolve.as_ref().map(|resolve| resolve.call0(&JsValue::UNDEFINED));
            self.abort();
        }
    }

    fn abort(&self) {
        if let Some(abort) = self.controller.as_ref().and_then(|controller| get_function(controller, "abort")) {
            let _ = self.controller.as_ref().map(|controller| abort.call0(controller));
        }
    }
}

impl Stop {
    pub(super) fn watch(timeout_ms: u32, signal: Option<JsValue>) -> Result<Self, Error> {
        let mut resolve = None;
        let stopped = Promise::new(&mut |settle, _| resolve = Some(settle));
        let has_controller = get_function(&js_sys::global(), "AbortController").is_some();
        let controller = has_controller.then(AbortController::new).and_then(Result::ok);
        let state = Rc::new(State { why: Cell::new(None), resolve, controller });
        let late = Rc::clone(&state);
        let timer = Timer::start(timeout_ms, move || late.stop(Stopped::Deadline))?;
        let mut stop = Self { state, stopped, signal, listener: None, _timer: timer };
        stop.listen();
        Ok(stop)
    }

    fn listen(&mut self) {
        let Some(signal) = &self.signal else { return };
        if get(signal, "aborted").as_bool() == Some(true) {
            return self.state.stop(Stopped::Aborted);
        }
        let state = Rc::clone(&self.state);
        let listener = Closure::new(move || state.stop(Stopped::Aborted));
        if let Some(add) = get_function(signal, "addEventListener") {
            let _ = add.call2(signal, &"abort".into(), listener.as_ref());
        }
        self.listener = Some(listener);
    }

    /// Why the call has to end, if it has to.
    pub(super) fn why(&self) -> Option<Stopped> {
        self.state.why.get()
    }

    /// The reason that the caller's signal gives, where it was listened to or had fired already.
    pub(super) fn abort_reason(&self) -> JsValue {
        self.signal.as_ref().map_or(JsValue::UNDEFINED, |signal| get(signal, "reason"))
    }

    /// Tells `fetch` to let go of the connection.
    pub(super) fn abort(&self) {
        self.state.abort();
    }

    /// The signal for `fetch`, where the host has any.
    pub(super) fn fetch_signal(&self) -> Option<AbortSignal> {
        self.state.controller.as_ref().map(AbortController::signal)
    }

    /// What `step` gives, unless the call has to end first.
    pub(super) async fn or(&self, step: JsValue) -> Result<JsValue, Broken> {
        let race = Promise::race(&Array::of2(&step, &self.stopped));
        let settled = JsFuture::from(race).await;
        match self.why() {
            Some(why) => Err(Broken::Stopped(why)),
            None => settled.map_err(Broken::Failed),
        }
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        if let (Some(signal), Some(listener)) = (&self.signal, &self.listener)
            && let Some(remove) = get_function(signal, "removeEventListener")
        {
            let _ = remove.call2(signal, &"abort".into(), listener.as_ref());
        }
    }
}
