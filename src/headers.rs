//! What the headers of a response tell: the server's clock, and how long it asks to wait.

use std::time::{SystemTime, UNIX_EPOCH};

/// The headers that are read, as they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Date`.
    pub date: Option<String>,
    /// `Age`: the response was kept by a cache, and its `Date` is old.
    pub age: Option<String>,
    /// `Retry-After`.
    pub retry_after: Option<String>,
}

impl Headers {
    /// The server's clock in milliseconds since 1970, in whole seconds.
    #[must_use]
    pub fn server_ms(&self) -> Option<f64> {
        if self.age.is_some() {
            return None;
        }
        self.date.as_deref().and_then(milliseconds)
    }

    /// How long to wait, in milliseconds. A point in time is held against the server's own clock, or else against `now_ms`;
    /// one that has passed is 0. A wait of 49 days or more is 2^32 − 1.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is out of range becomes its end")]
    pub fn retry_after_ms(&self, now_ms: f64) -> Option<u32> {
        let text = self.retry_after.as_deref()?;
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(text.parse().unwrap_or(u32::MAX).saturating_mul(1_000));
        }
        Some((milliseconds(text)? - self.server_ms().unwrap_or(now_ms)) as u32)
    }
}

/// A date of HTTP in milliseconds since 1970.
#[expect(clippy::cast_precision_loss, reason = "the year 9999 comes long before 2^53")]
fn milliseconds(date: &str) -> Option<f64> {
    let time: SystemTime = httpdate::parse_http_date(date).ok()?;
    Some(time.duration_since(UNIX_EPOCH).ok()?.as_millis() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: &str = "Tue, 14 Nov 2023 22:13:20 GMT";
    const DATE_MS: f64 = 1_700_000_000_000.0;

    fn headers(retry_after: &str) -> Headers {
        Headers { retry_after: Some(retry_after.into()), ..Headers::default() }
    }

    #[test]
    fn the_date_is_read_in_each_form_of_http_and_in_no_other() {
        for date in [DATE, "Tuesday, 14-Nov-23 22:13:20 GMT", "Tue Nov 14 22:13:20 2023"] {
            let headers = Headers { date: Some(date.into()), ..Headers::default() };
            assert_eq!(headers.server_ms(), Some(DATE_MS), "{date}");
        }
        for date in
            ["", "now", "2023-11-14T22:13:20Z", "Tue, 14 Nov 2023 22:13:20 GMT, x", "Tue, 32 Nov 2023 22:13:20 GMT"]
        {
            let headers = Headers { date: Some(date.into()), ..Headers::default() };
            assert_eq!(headers.server_ms(), None, "{date}");
        }
    }

    #[test]
    fn the_date_of_what_a_cache_kept_tells_nothing() {
        let headers = Headers { date: Some(DATE.into()), age: Some("0".into()), ..Headers::default() };
        assert_eq!(headers.server_ms(), None);
    }

    #[test]
    fn a_wait_in_seconds_is_read() {
        for (text, ms) in [("0", 0), ("1", 1_000), ("007", 7_000), ("4294967", 4_294_967_000)] {
            assert_eq!(headers(text).retry_after_ms(0.0), Some(ms), "{text}");
        }
        for text in ["4294968", "99999999999999999999999"] {
            assert_eq!(headers(text).retry_after_ms(0.0), Some(u32::MAX), "{text}");
        }
        for text in ["", "-1", "1.5", "1 ", "soon"] {
            assert_eq!(headers(text).retry_after_ms(0.0), None, "{text}");
        }
    }

    #[test]
    fn a_point_in_time_is_held_against_the_servers_clock_where_it_is_known() {
        let mut headers = headers(DATE);
        assert_eq!(headers.retry_after_ms(DATE_MS - 1_500.0), Some(1_500));
        assert_eq!(headers.retry_after_ms(DATE_MS + 1.0), Some(0));
        assert_eq!(headers.retry_after_ms(0.0), Some(u32::MAX));
        headers.date = Some("Tue, 14 Nov 2023 22:13:10 GMT".into());
        assert_eq!(headers.retry_after_ms(0.0), Some(10_000));
    }
}
