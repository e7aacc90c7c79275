//! All wording: for each thing that can be wrong its stable code, what happened, and what to do.

use std::borrow::Cow;

use crate::body::BadBody;
use crate::failure::{HostFeature, Phase, Reason};
use crate::issue::Fault;

impl Fault<'_> {
    /// The code and the fault in words, to follow the name of the field.
    pub fn words(&self) -> (&'static str, Cow<'static, str>) {
        let (code, message) = match self {
            Self::WrongType { expected, got } => {
                return ("wrong_type", format!("must be {expected}, not {got}").into());
            }
            Self::Unknown { nearest: Some(name) } => {
                return ("unknown", format!("is not known; did you mean \"{name}\"?").into());
            }
            Self::NotAllowed { method } => return ("not_allowed", format!("does not belong to type {method}").into()),
            Self::OutOfRange { range } => return ("out_of_range", format!("must be {range}").into()),
            Self::NotOneOf { choices } => return ("not_one_of", format!("must be {choices}").into()),
            Self::Placeholder { what } => return ("placeholder", format!("is {what}").into()),
            Self::NotJson { what } => return ("not_json", format!("is {what}, which JSON cannot carry").into()),
            Self::Required => ("required", "is required"),
            Self::Empty => ("empty", "must not be empty"),
            Self::SurroundingSpace => ("surrounding_space", "begins or ends with white space"),
            Self::ControlCharacter => ("control_character", "contains a control character"),
            Self::InvisibleCharacter => ("invisible_character", "contains an invisible character"),
            Self::FullWidth => ("full_width", "contains a full-width character; switch the input method to half-width"),
            Self::Quoted => ("quoted", "stands in quotation marks; leave them out"),
            Self::LoneSurrogate => ("lone_surrogate", "contains half of a surrogate pair, which JSON cannot carry"),
            Self::Unknown { nearest: None } => ("unknown", "is not known"),
            Self::Duplicate => ("duplicate", "is in the list already"),
            Self::Cycle => ("cycle", "contains itself, which JSON cannot carry"),
            Self::TooDeep => ("too_deep", "is nested too deeply"),
            Self::TooLarge => ("too_large", "is more than 16 MiB of JSON"),
            Self::BadEndpoint => {
                ("bad_endpoint", "must be an absolute http or https address without user name, fragment or blanks")
            }
            Self::Threw => ("threw", "could not be read: it threw"),
            Self::ClientFreed => ("client_freed", "the client was freed"),
            Self::Browser => {
                ("browser", "must be true to hand an openKey to code in a browser, where every visitor can read it")
            }
        };
        (code, message.into())
    }
}

impl HostFeature {
    pub(crate) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Random => (
                "no_random",
                "this host has no cryptographic random source; give sign a nonce, or run on Node 19 or later",
            ),
            Self::Fetch => ("no_fetch", "this host has no fetch; give one as the option fetch"),
            Self::Timers => {
                ("no_timers", "this host has no setTimeout, which the deadline of a call needs; call from another host")
            }
            Self::Response => (
                "no_response",
                "fetch gave no response: it must give an object with a status from 200 to 599 and with body, \
                 arrayBuffer, text or json",
            ),
        }
    }
}

impl Reason {
    pub(crate) const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Dns => ("connection_dns", "the name was not found", "check the endpoint and the name server"),
            Self::Refused => (
                "connection_refused",
                "the connection was refused",
                "check the endpoint, and whether a server listens there",
            ),
            Self::Reset => ("connection_reset", "the connection broke", "try again"),
            Self::Tls => (
                "connection_tls",
                "no secure connection could be made",
                "check the endpoint and the server's certificate",
            ),
            Self::Redirect => (
                "connection_redirect",
                "the answer is a redirect, which is never followed",
                "give the final address as the endpoint",
            ),
            Self::MixedContent => (
                "connection_mixed_content",
                "a page served over https may not call a plain http address",
                "call it from a server",
            ),
            Self::Offline => ("connection_offline", "this device is offline", "try again when it is connected"),
            Self::Forbidden => (
                "connection_forbidden",
                "this host does not allow the address",
                "use another port, or allow the address where the host keeps its list or its permissions",
            ),
            Self::Unknown => ("connection_unknown", "the host gives no reason", "check the endpoint, and try again"),
        }
    }
}

impl Phase {
    pub(crate) const fn words(self) -> (&'static str, &'static str, &'static str) {
        let longer = "try again, or give a longer timeoutMs";
        match self {
            Self::Headers => ("timeout_headers", "nothing of the response had arrived", longer),
            Self::Body => ("timeout_body", "the response had not arrived whole", longer),
            Self::Waiting => (
                "timeout_waiting",
                "the request was waiting for its turn",
                "send fewer requests, or give a longer timeoutMs",
            ),
        }
    }
}

impl BadBody {
    pub(crate) const fn words(self) -> (&'static str, &'static str, &'static str) {
        let vendor = "tell the vendor";
        let check = "check the endpoint, and look for a proxy or a login page";
        match self {
            Self::Empty => ("empty_body", "the response is empty", "check the endpoint, or tell the vendor"),
            Self::TooLarge => ("too_large", "the response is larger than 16 MiB", "check the endpoint"),
            Self::Overgrown => {
                ("too_large", "the response grows beyond 64 MiB when its missing fields are filled in", vendor)
            }
            Self::Encoding => (
                "bad_encoding",
                "the response is not encoded as its Content-Encoding says",
                "look for a proxy that sets a wrong header",
            ),
            Self::Utf16 => ("utf16", "the response is UTF-16, not UTF-8", vendor),
            Self::InvalidUtf8 => ("invalid_utf8", "the response is not valid UTF-8", vendor),
            Self::Html => ("html", "the response is an HTML page, not JSON", check),
            Self::Php => ("php_message", "the response has a PHP message before or instead of the JSON", vendor),
            Self::NotJson => ("not_json", "the response is not JSON", check),
            Self::Truncated => ("truncated", "the response ends in the middle of the JSON", vendor),
            Self::TrailingText => ("trailing_text", "the response goes on after the JSON", vendor),
            Self::TooDeep => ("too_deep", "the response is nested deeper than 128 levels", vendor),
            Self::NotAnObject => ("not_an_object", "the response is JSON but not an object", vendor),
        }
    }
}
