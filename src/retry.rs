//! What to do after an attempt that failed: a pure decision.

use crate::failure::Reason;

/// The wait before the second attempt is at most this long. The limit doubles with every further one.
const FIRST_LIMIT_MS: u32 = 200;
/// No wait is longer, unless the server asks for it.
const LAST_LIMIT_MS: u32 = 3_000;

/// What became of an attempt that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    /// The next attempt would fail, too.
    Permanent,
    Transient {
        retry_after_ms: Option<u32>,
    },
    /// The server refused the Timestamp, and its clock is better known by now.
    Timestamp,
}

/// Where a call stands after an attempt that failed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RetryState {
    pub failed: Failed,
    pub attempts: u32,
    pub max_retries: u32,
    /// Since the call began.
    pub elapsed_ms: u32,
    pub timeout_ms: u32,
    /// From 0 to 1, without 1.
    pub random: f64,
}

impl RetryState {
    /// How long to wait before the next attempt; None where there is to be none. A wait that the deadline would cut short
    /// is not begun.
    pub fn wait_ms(self, budget: &mut Budget) -> Option<u32> {
        let retry_after_ms = match self.failed {
            _ if self.attempts > self.max_retries => return None,
            Failed::Permanent => return None,
            Failed::Timestamp => return Some(0),
            Failed::Transient { retry_after_ms } => retry_after_ms.unwrap_or(0),
        };
        let wait_ms = self.jitter_ms().max(retry_after_ms);
        let fits = wait_ms < self.timeout_ms.saturating_sub(self.elapsed_ms);
        (fits && budget.spend()).then_some(wait_ms)
    }

    /// Anything up to the limit, so that the clients of a server that was down do not all come back at once.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 3000")]
    fn jitter_ms(self) -> u32 {
        let doublings = self.attempts.saturating_sub(1).min(8);
        let limit = (FIRST_LIMIT_MS << doublings).min(LAST_LIMIT_MS);
        (f64::from(limit) * self.random) as u32
    }
}

/// How many retries a client has left, so that an outage does not multiply its requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// In tenths of a retry.
    left: u32,
}

impl Budget {
    const RETRY: u32 = 10;
    const FULL: u32 = 20 * Self::RETRY;

    /// As many as there can be: 20.
    pub const fn full() -> Self {
        Self { left: Self::FULL }
    }

    const fn spend(&mut self) -> bool {
        let is_there = self.left >= Self::RETRY;
        if is_there {
            self.left -= Self::RETRY;
        }
        is_there
    }

    /// What a success gives back: a tenth of a retry.
    pub fn refill(&mut self) {
        self.left = (self.left + 1).min(Self::FULL);
    }

    /// How many whole retries are left.
    pub const fn retries(self) -> u32 {
        self.left / Self::RETRY
    }
}

/// Whether the same call may succeed later where there was no usable response.
pub(crate) const fn after_connection(reason: Reason) -> bool {
    !matches!(reason, Reason::Redirect | Reason::MixedContent | Reason::Tls | Reason::Forbidden)
}

/// Whether it may after a status outside 2xx.
pub(crate) const fn after_status(http_status: u16) -> bool {
    matches!(http_status, 408 | 429 | 500 | 502..=504)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALMOST_1: f64 = 1.0 - f64::EPSILON;
    const NOW: RetryState = RetryState {
        failed: Failed::Transient { retry_after_ms: None },
        attempts: 1,
        max_retries: 20,
        elapsed_ms: 0,
        timeout_ms: 10_000,
        random: 0.5,
    };

    fn wait_ms(state: RetryState) -> Option<u32> {
        state.wait_ms(&mut Budget::full())
    }

    #[test]
    fn the_limit_of_the_wait_doubles_from_200_ms_to_3_s() {
        for (attempts, limit) in [(1, 200), (2, 400), (3, 800), (4, 1_600), (5, 3_000), (6, 3_000), (20, 3_000)] {
            assert_eq!(wait_ms(RetryState { attempts, random: 0.0, ..NOW }), Some(0));
            assert_eq!(wait_ms(RetryState { attempts, random: 0.5, ..NOW }), Some(limit / 2));
            assert_eq!(wait_ms(RetryState { attempts, random: ALMOST_1, ..NOW }), Some(limit - 1));
        }
    }

    #[test]
    fn there_are_as_many_retries_as_allowed() {
        for (max_retries, attempts, is_due) in [(0, 1, false), (1, 1, true), (1, 2, false), (2, 2, true), (2, 3, false)]
        {
            assert_eq!(wait_ms(RetryState { attempts, max_retries, ..NOW }).is_some(), is_due);
            let timestamp = RetryState { failed: Failed::Timestamp, attempts, max_retries, ..NOW };
            assert_eq!(wait_ms(timestamp).is_some(), is_due);
        }
    }

    #[test]
    fn what_failed_for_good_is_not_tried_again_and_a_refused_timestamp_at_once() {
        assert_eq!(wait_ms(RetryState { failed: Failed::Permanent, ..NOW }), None);
        assert_eq!(wait_ms(RetryState { failed: Failed::Timestamp, ..NOW }), Some(0));
    }

    #[test]
    fn the_server_is_given_the_time_that_it_asks_for_or_none() {
        let asked =
            |ms| RetryState { failed: Failed::Transient { retry_after_ms: Some(ms) }, elapsed_ms: 4_000, ..NOW };
        assert_eq!(wait_ms(asked(50)), Some(100));
        assert_eq!(wait_ms(asked(5_000)), Some(5_000));
        assert_eq!(wait_ms(asked(5_999)), Some(5_999));
        assert_eq!(wait_ms(asked(6_000)), None);
        assert_eq!(wait_ms(asked(u32::MAX)), None);
    }

    #[test]
    fn a_wait_that_the_deadline_would_cut_short_is_not_begun() {
        assert_eq!(wait_ms(RetryState { elapsed_ms: 9_899, ..NOW }), Some(100));
        assert_eq!(wait_ms(RetryState { elapsed_ms: 9_900, ..NOW }), None);
        assert_eq!(wait_ms(RetryState { elapsed_ms: 20_000, random: 0.0, ..NOW }), None);
    }

    #[test]
    fn twenty_retries_are_there_at_once_and_ten_successes_give_one_back() {
        let mut budget = Budget::full();
        let granted = (0..100).filter(|_| NOW.wait_ms(&mut budget).is_some()).count();
        assert_eq!((granted, budget.retries()), (20, 0));
        (0..9).for_each(|_| budget.refill());
        assert_eq!(NOW.wait_ms(&mut budget), None);
        budget.refill();
        assert_eq!(NOW.wait_ms(&mut budget), Some(100));
        (0..1_000).for_each(|_| budget.refill());
        assert_eq!(budget, Budget::full());
    }

    #[test]
    fn what_is_not_tried_again_costs_nothing() {
        let mut budget = Budget::full();
        for state in [
            RetryState { failed: Failed::Permanent, ..NOW },
            RetryState { failed: Failed::Timestamp, ..NOW },
            RetryState { max_retries: 0, ..NOW },
            RetryState { elapsed_ms: 10_000, ..NOW },
        ] {
            let _ = state.wait_ms(&mut budget);
            assert_eq!(budget, Budget::full());
        }
    }
}
