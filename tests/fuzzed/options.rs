//! Any options, credentials and requests, compared with what was given.

use serde_json::json;
use zvcms_openapi::{
    Argument, CallOptions, ClientOptions, Credentials, Endpoint, Fields, RequestOptions, Scheme, SigningOptions,
};

use super::argument::{as_number, as_text, get, items};
use super::params::{is_plain, read};

/// A number that was given comes out as it went in; else there is a default.
fn is_number(argument: &Argument, name: &str, read: Option<u32>, range: (u32, u32)) {
    let number = get(argument, name).map(|value| as_number(value).expect("only a number is read"));
    assert!(number.is_none_or(|number| read.map(f64::from) == Some(number)), "{name} {number:?} became {read:?}");
    assert!(read.is_none_or(|read| range.0 <= read && read <= range.1), "{name} {read:?}");
}

pub(super) fn client(argument: &Argument, in_browser: bool) {
    let options = read(|issues| {
        let fields = Fields::required(argument.clone(), "options", &ClientOptions::FIELDS, issues)?;
        ClientOptions::checked(&fields, in_browser, parse, issues)
    });
    let Some(options) = options else { return };
    let flag = |name| get(argument, name) == Some(&Argument::Boolean(true));
    assert!(!in_browser || flag("dangerouslyAllowBrowser"));
    assert_eq!(options.strict, flag("strict"));
    is_number(argument, "timeoutMs", Some(options.timeout_ms), (1, 0x7FFF_FFFF));
    is_number(argument, "maxRetries", Some(options.max_retries), (0, 20));
    is_number(argument, "maxRequestsPerSecond", options.max_requests_per_second, (1, 1_000));
    let codes = get(argument, "timestampErrorCodes").map(items).unwrap_or_default();
    let codes: Vec<_> = codes.iter().map(|code| as_text(code).expect("only texts are read")).collect();
    assert_eq!(options.timestamp_error_codes, codes);
    are_credentials(argument, &options.sender.credentials);
    if let Some(url) = get(argument, "endpoint") {
        assert_eq!(as_text(url), Some(&*options.sender.endpoint.url));
    }
    is_scheme(get(argument, "scheme"), options.sender.scheme);
}

pub(super) fn call(argument: &Argument) {
    let options = read(|issues| {
        let fields = Fields::of(argument.clone(), "options", &CallOptions::FIELDS, issues);
        Some(CallOptions::checked(&fields, matches!(get(argument, "signal"), Some(Argument::Object(_))), issues))
    });
    let Some(options) = options else { return };
    is_number(argument, "timeoutMs", options.timeout_ms, (1, 0x7FFF_FFFF));
    is_number(argument, "maxRetries", options.max_retries, (0, 20));
}

pub(super) fn credentials(argument: &Argument) {
    let credentials = read(|issues| {
        let fields = Fields::required(argument.clone(), "credentials", &Credentials::FIELDS, issues)?;
        Credentials::checked(&fields, issues)
    });
    if let Some(credentials) = credentials {
        are_credentials(argument, &credentials);
    }
}

fn are_credentials(argument: &Argument, credentials: &Credentials) {
    let Credentials { open_id, grant_code, open_key } = credentials;
    for (name, text) in [("openId", &**open_id), ("grantCode", grant_code), ("openKey", open_key.expose_secret())] {
        assert_eq!(get(argument, name).and_then(as_text), Some(text));
        assert!(get(argument, name).is_some_and(is_plain), "{name} {text:?}");
        let is_odd = |one| matches!(one, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{FF01}'..='\u{FF5E}');
        assert!(!text.contains(is_odd), "{name} {text:?}");
    }
    assert_eq!(format!("{open_key:?}"), "OpenKey(…)");
}

pub(super) fn signing(argument: &Argument) {
    let options = read(|issues| {
        let fields = Fields::of(argument.clone(), "options", &SigningOptions::FIELDS, issues);
        Some(SigningOptions::checked(&fields, parse, issues))
    });
    if let Some(options) = options {
        is_scheme(get(argument, "scheme"), options.scheme);
    }
}

/// The scheme says of itself what was said of it.
fn is_scheme(argument: Option<&Argument>, scheme: Scheme) {
    let Some(argument @ Argument::Object(_)) = argument else {
        let name = argument.map_or(Some("zvcms-v2"), as_text);
        assert!(Scheme::NAMED.iter().any(|(known, named)| Some(*known) == name && *named == scheme), "{argument:?}");
        return;
    };
    let written = serde_json::to_value(scheme).expect("JSON");
    for (name, default) in [("names", "pascal"), ("values", "raw"), ("prefix", "none")] {
        assert_eq!(written[name], get(argument, name).map_or(Some(default), as_text).expect("only a text is read"));
    }
    let fields = get(argument, "fields").map(items).expect("only a list is read");
    let mut fields: Vec<_> = fields.iter().map(|field| as_text(field).expect("only texts are read")).collect();
    fields.sort_unstable();
    assert!(!fields.is_empty());
    assert_eq!(written["fields"], json!(fields));
}

pub(super) fn request(argument: &Argument) {
    let request = read(|issues| {
        let fields = Fields::of(argument.clone(), "request", &RequestOptions::FIELDS, issues);
        Some(RequestOptions::checked(&fields, issues))
    });
    let Some(request) = request else { return };
    is_number(argument, "nonce", request.nonce, (1, 0x7FFF_FFFF));
    let timestamp = get(argument, "timestamp").and_then(as_number);
    assert!(timestamp.is_none_or(|seconds| (0.0..1e11).contains(&seconds) && seconds.fract() == 0.0));
    assert_eq!(
        request.timestamp.map(|seconds| seconds.to_string()),
        timestamp.map(|seconds| format!("{}", seconds + 0.0))
    );
}

/// Stands for the host's `URL`, which writes these addresses as they are.
fn parse(url: &str) -> Option<Endpoint> {
    (url == "http://shop.example/api").then(|| Endpoint { url: url.into(), ..Endpoint::default() })
}
