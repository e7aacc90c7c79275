//! How many requests of each action a client begins in a second: who comes first goes first.

use std::cell::RefCell;
use std::rc::Rc;

use tokio::sync::Mutex;

use super::host;
use crate::error::Error;
use crate::rate::Rate;

/// One rate for each action.
#[derive(Debug)]
pub(super) struct Limit {
    per_second: u32,
    rates: RefCell<Vec<(String, Rc<Mutex<Rate>>)>>,
}

impl Limit {
    pub(super) fn new(per_second: u32) -> Self {
        Self { per_second, rates: RefCell::default() }
    }

    /// Waits until a request of this action may begin. Whoever holds the lock waits for the next free moment; the others
    /// wait for the lock, in the order in which they came. One that gives up simply leaves.
    pub(super) async fn turn(&self, action: &str) -> Result<(), Error> {
        let rate = self.rate(action);
        let mut rate = rate.lock().await;
        while let Some(wait_ms) = rate.wait_ms(host::clock()) {
            host::sleep(whole(wait_ms)).await?;
        }
        rate.begin(host::clock());
        Ok(())
    }

    /// The rate of an action. Those of actions that are not used any more are forgotten.
    fn rate(&self, action: &str) -> Rc<Mutex<Rate>> {
        let mut rates = self.rates.borrow_mut();
        if let Some((_, rate)) = rates.iter().find(|(known, _)| known == action) {
            return Rc::clone(rate);
        }
        let now = host::clock();
        rates.retain_mut(|(_, rate)| Rc::get_mut(rate).is_none_or(|rate| !rate.get_mut().is_idle(now)));
        let rate = Rc::new(Mutex::new(Rate::new(self.per_second)));
        rates.push((action.into(), Rc::clone(&rate)));
        rate
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1000")]
fn whole(milliseconds: f64) -> u32 {
    milliseconds.ceil() as u32
}
