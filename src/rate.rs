//! How many requests may begin in a second.

use std::collections::VecDeque;

const SECOND_MS: f64 = 1_000.0;

/// Lets through at most so many requests in any second. Who comes first, goes first: that is for the caller to keep.
#[derive(Debug, Clone)]
pub struct Rate {
    per_second: usize,
    /// When the last ones began, the oldest first, in milliseconds of a clock that nobody sets.
    begun: VecDeque<f64>,
}

impl Rate {
    /// At most so many in a second.
    #[must_use]
    pub fn new(per_second: u32) -> Self {
        Self { per_second: per_second as usize, begun: VecDeque::new() }
    }

    /// How long the next request has to wait; None where it may begin now.
    #[must_use]
    pub fn wait_ms(&self, now_ms: f64) -> Option<f64> {
        let oldest = self.begun.len().checked_sub(self.per_second).and_then(|place| self.begun.get(place))?;
        let wait_ms = oldest + SECOND_MS - now_ms;
        (wait_ms > 0.0).then_some(wait_ms)
    }

    /// Notes that a request begins.
    pub fn begin(&mut self, now_ms: f64) {
        if self.begun.len() >= self.per_second {
            self.begun.pop_front();
        }
        self.begun.push_back(now_ms);
    }

    /// Whether all is as if no request had ever begun.
    #[must_use]
    pub fn is_idle(&self, now_ms: f64) -> bool {
        self.begun.back().is_none_or(|last| last + SECOND_MS <= now_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_begin_at_once_and_the_next_a_second_after_the_first() {
        let mut rate = Rate::new(3);
        for now in [0.0, 10.0, 20.0] {
            assert_eq!(rate.wait_ms(now), None);
            rate.begin(now);
        }
        assert_eq!(rate.wait_ms(20.0), Some(980.0));
        assert_eq!(rate.wait_ms(999.5), Some(0.5));
        assert_eq!(rate.wait_ms(1_000.0), None);
        rate.begin(1_000.0);
        assert_eq!(rate.wait_ms(1_000.0), Some(10.0));
    }

    #[test]
    fn no_second_has_more_than_so_many() {
        let mut rate = Rate::new(7);
        let (mut now, mut begun) = (0.0, Vec::new());
        for step in 0..500_u32 {
            now += f64::from(step * 37 % 211);
            now += rate.wait_ms(now).unwrap_or_default();
            rate.begin(now);
            begun.push(now);
        }
        assert!(begun.windows(8).all(|window| matches!(window, [first, .., last] if last - first >= 1_000.0)));
    }

    #[test]
    fn it_is_idle_before_the_first_and_a_second_after_the_last() {
        let mut rate = Rate::new(2);
        assert!(rate.is_idle(0.0));
        rate.begin(5.0);
        assert!(!rate.is_idle(1_004.0));
        assert!(rate.is_idle(1_005.0));
    }
}
