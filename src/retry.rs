//! What to do after an attempt: a pure decision.

use crate::failure::Reason;

/// How often a request is sent at most. There is no second attempt yet.
const MAX_ATTEMPTS: u32 = 1;

/// Whether to send a request again that was sent so often; `is_retryable` says so of the error that came of it.
#[must_use]
pub const fn is_due(is_retryable: bool, attempts: u32) -> bool {
    is_retryable && attempts < MAX_ATTEMPTS
}

/// Whether the same call may succeed later where there was no usable response.
pub(crate) const fn after_connection(reason: Reason) -> bool {
    !matches!(reason, Reason::Redirect | Reason::MixedContent | Reason::Tls)
}

/// Whether it may after a status outside 2xx.
pub(crate) const fn after_status(http_status: u16) -> bool {
    matches!(http_status, 408 | 425 | 429 | 500 | 502..=504)
}
