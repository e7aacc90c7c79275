//! Time: how far the server's clock is from ours, learned from the `Date` of its responses; and how long it asks to wait.

/// A response that took longer says too little about the server's clock.
const SLOW_MS: f64 = 5_000.0;
/// `Date` counts whole seconds.
const SECOND_MS: f64 = 1_000.0;

/// One look at the server's clock. All times are milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// When the request was signed, by our clock.
    pub sent_ms: f64,
    /// When the response began to arrive, by our clock.
    pub arrived_ms: f64,
    /// The server's clock in between, in whole seconds.
    pub server_ms: f64,
}

/// The difference of two clocks.
///
/// Every sample is compared with our own clock, never with the corrected one, so the order in which overlapping calls end
/// does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Clock {
    offset_ms: f64,
}

impl Clock {
    /// The server's clock minus ours, in milliseconds; 0 until more is known.
    pub const fn offset_ms(self) -> f64 {
        self.offset_ms
    }

    /// Learns from a response. What is known stays as long as it agrees with the sample; false where that says nothing.
    pub fn learn(&mut self, Sample { sent_ms, arrived_ms, server_ms }: Sample) -> bool {
        if !(0.0..=SLOW_MS).contains(&(arrived_ms - sent_ms)) {
            return false;
        }
        let (least, most) = (server_ms - arrived_ms, server_ms + SECOND_MS - sent_ms);
        if !(least..=most).contains(&self.offset_ms) {
            self.offset_ms = least.midpoint(most).round();
        }
        true
    }
}

/// How long a `Retry-After` asks to wait, in milliseconds, at most 2^32 − 1. `date_ms` is what it says as a date, which is
/// compared with the server's own clock, or else with ours; one that has passed is 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is out of range becomes its end")]
pub fn retry_after_ms(text: &str, date_ms: Option<f64>, server_ms: Option<f64>, now_ms: f64) -> Option<u32> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse().unwrap_or(u32::MAX).saturating_mul(1_000));
    }
    Some((date_ms? - server_ms.unwrap_or(now_ms)) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: f64 = 1_700_000_000_000.0;

    fn sample(sent: f64, arrived: f64, server: f64) -> Sample {
        Sample { sent_ms: AT + sent, arrived_ms: AT + arrived, server_ms: AT + server }
    }

    fn learned(samples: &[Sample]) -> Clock {
        let mut clock = Clock::default();
        for sample in samples {
            assert!(clock.learn(*sample));
        }
        clock
    }

    const fn ahead_by(offset_ms: f64) -> Clock {
        Clock { offset_ms }
    }

    #[test]
    fn clocks_that_agree_as_far_as_whole_seconds_tell_are_left_alone() {
        for (sent, arrived) in [(0.0, 0.0), (999.0, 999.0), (500.0, 700.0), (-300.0, 1_200.0)] {
            assert_eq!(learned(&[sample(sent, arrived, 0.0)]), ahead_by(0.0));
        }
    }

    #[test]
    fn a_clock_that_is_ahead_or_behind_is_known_to_half_a_second() {
        assert_eq!(learned(&[sample(0.0, 0.0, 600_000.0)]), ahead_by(600_500.0));
        assert_eq!(learned(&[sample(0.0, 200.0, -600_000.0)]), ahead_by(-599_600.0));
    }

    #[test]
    fn what_is_known_stays_while_it_agrees_and_goes_when_the_clock_was_set() {
        let ahead = sample(0.0, 0.0, 600_000.0);
        assert_eq!(learned(&[ahead, sample(700.0, 750.0, 601_000.0)]), ahead_by(600_500.0));
        assert_eq!(learned(&[ahead, sample(9_000.0, 9_000.0, 9_000.0)]), ahead_by(500.0));
    }

    #[test]
    fn answers_that_overlap_give_the_same_in_any_order() {
        let (first, second) = (sample(0.0, 900.0, 600_000.0), sample(100.0, 300.0, 600_000.0));
        for samples in [[first, second], [second, first]] {
            let offset = learned(&samples).offset_ms();
            assert!((599_700.0..=600_900.0).contains(&offset), "{offset}");
        }
    }

    #[test]
    fn a_slow_answer_and_a_clock_that_ran_backwards_tell_nothing() {
        for (sent, arrived) in [(0.0, 5_001.0), (1.0, 0.0), (0.0, f64::NAN)] {
            let mut clock = Clock::default();
            assert!(!clock.learn(sample(sent, arrived, 600_000.0)));
            assert_eq!(clock, Clock::default());
        }
    }

    #[test]
    fn a_wait_in_seconds_is_read() {
        for (text, ms) in [("0", 0), ("1", 1_000), ("007", 7_000), ("4294967", 4_294_967_000)] {
            assert_eq!(retry_after_ms(text, None, None, 0.0), Some(ms), "{text}");
        }
        for text in ["4294968", "99999999999999999999999"] {
            assert_eq!(retry_after_ms(text, None, None, 0.0), Some(u32::MAX), "{text}");
        }
        for text in ["", "-1", "1.5", "1 ", "soon"] {
            assert_eq!(retry_after_ms(text, None, None, 0.0), None, "{text}");
        }
    }

    #[test]
    fn a_point_in_time_is_compared_with_the_servers_clock_where_it_is_known() {
        let wait_ms = |server_ms, now_ms| retry_after_ms("a date", Some(AT), server_ms, now_ms);
        assert_eq!(wait_ms(None, AT - 1_500.0), Some(1_500));
        assert_eq!(wait_ms(None, AT + 1.0), Some(0));
        assert_eq!(wait_ms(None, 0.0), Some(u32::MAX));
        assert_eq!(wait_ms(Some(AT - 10_000.0), 0.0), Some(10_000));
    }
}
