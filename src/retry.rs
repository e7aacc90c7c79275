//! What to do after an attempt: a pure decision.

use crate::error::{Error, Kind};

/// Whether the same call, signed anew, may succeed later. Never so for what the platform itself refused: wrong
/// passwords lock accounts.
pub(crate) fn is_retryable(error: &Error) -> bool {
    let details = error.details();
    match details.kind {
        Kind::Timeout => true,
        Kind::Connection => !matches!(details.reason, Some("redirect" | "mixed_content" | "tls")),
        Kind::Http => matches!(details.http_status, Some(408 | 425 | 429 | 500 | 502..=504)),
        _ => false,
    }
}
