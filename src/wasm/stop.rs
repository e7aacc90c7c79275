//! What ends a call early: its one deadline, and the caller's signal.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal};

use super::host::{Timer, clock};
use crate::error::Error;

#[wasm_bindgen(module = "/src/wasm/signal.js")]
extern "C" {
    #[wasm_bindgen(js_name = isAborted)]
    fn is_aborted(signal: &JsValue) -> bool;
    #[wasm_bindgen(js_name = reasonOf)]
    fn reason_of(signal: &JsValue) -> JsValue;
    fn listen(signal: &JsValue, wake: &JsValue);
    fn unlisten(signal: &JsValue, wake: &JsValue);
}

/// What ended a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Deadline,
    Aborted,
}

/// Watches from the beginning of a call until it is dropped; then timer and listener are gone.
#[derive(Debug)]
pub(super) struct Stop {
    state: Rc<State>,
    signal: Option<(JsValue, Closure<dyn Fn()>)>,
    /// By the host's clock.
    deadline: f64,
    _timer: Timer,
}

#[derive(Debug)]
struct State {
    ended: Cell<Option<Ended>>,
    waker: RefCell<Option<Waker>>,
    /// Tells `fetch` to let go of the connection of this attempt, where the host has such.
    controller: RefCell<Option<AbortController>>,
}

impl State {
    fn end(&self, how: Ended) {
        if self.ended.get().is_some() {
            return;
        }
        self.ended.set(Some(how));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
        self.abort();
    }

    fn abort(&self) {
        // What listens to the signal may be anyone's code.
        let controller = self.controller.borrow().clone();
        if let Some(controller) = controller {
            controller.abort();
        }
    }
}

impl Stop {
    /// The deadline begins now.
    pub(super) fn watch(timeout_ms: u32, signal: Option<&JsValue>) -> Result<Self, Error> {
        let state =
            Rc::new(State { ended: Cell::new(None), waker: RefCell::new(None), controller: RefCell::new(None) });
        let at_deadline = Rc::clone(&state);
        let timer = Timer::after(timeout_ms, move || at_deadline.end(Ended::Deadline))?;
        let mut listening = None;
        if let Some(signal) = signal {
            let at_abort = Rc::clone(&state);
            let wake = Closure::<dyn Fn()>::new(move || at_abort.end(Ended::Aborted));
            if is_aborted(signal) {
                state.end(Ended::Aborted);
            } else {
                listen(signal, wake.as_ref());
            }
            listening = Some((signal.clone(), wake));
        }
        Ok(Self { state, signal: listening, deadline: clock() + f64::from(timeout_ms), _timer: timer })
    }

    /// What a step gives, unless the call has to end first.
    pub(super) async fn or<F: Future>(&self, step: F) -> Result<F::Output, Ended> {
        let mut step = pin!(step);
        poll_fn(|context| {
            if clock() > self.deadline {
                // What is always ready, such as a body of empty chunks, does not let a timer run.
                self.state.end(Ended::Deadline);
            }
            if let Some(ended) = self.state.ended.get() {
                return Poll::Ready(Err(ended));
            }
            self.state.waker.replace(Some(context.waker().clone()));
            step.as_mut().poll(context).map(Ok)
        })
        .await
    }

    /// For `fetch`: a signal for this attempt only, because the one before may have been given up.
    pub(super) fn new_signal(&self) -> Option<AbortSignal> {
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        self.state.controller.replace(controller);
        signal
    }

    /// Gives up the transfer of this attempt.
    pub(super) fn abort(&self) {
        self.state.abort();
    }

    /// The reason that the caller's signal gives.
    pub(super) fn reason(&self) -> JsValue {
        self.signal.as_ref().map_or(JsValue::UNDEFINED, |(signal, _)| reason_of(signal))
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        if let Some((signal, wake)) = &self.signal {
            unlisten(signal, wake.as_ref());
        }
    }
}
