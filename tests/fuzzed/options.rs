//! Any options, credentials and requests, held against what was given.

use serde_json::json;
use zvcms_openapi::{CallOptions, ClientOptions, Credentials, Fields, Scheme, SigningOptions, UnsignedRequest, Value};

use super::given::Given;
use super::params::{is_plain, read};

/// A number that was given comes out as it went in; else there is a default.
fn is_number(given: &Given, name: &str, read: Option<u32>, range: (u32, u32)) {
    let number = given.get(name).map(|value| value.as_number().expect("only a number is read"));
    assert!(number.is_none_or(|number| read.map(f64::from) == Some(number)), "{name} {number:?} became {read:?}");
    assert!(read.is_none_or(|read| range.0 <= read && read <= range.1), "{name} {read:?}");
}

pub(super) fn client(given: &Given, in_browser: bool) {
    let options = read(|issues| {
        let fields = Fields::required(given, "options", &ClientOptions::FIELDS, issues)?;
        ClientOptions::checked(&fields, in_browser, issues)
    });
    let Some(options) = options else { return };
    let flag = |name| given.get(name).is_some_and(|value| value.boolean() == Some(true));
    assert!(!in_browser || flag("dangerouslyAllowBrowser"));
    assert_eq!(options.strict, flag("strict"));
    is_number(given, "timeoutMs", Some(options.timeout_ms), (1, 0x7FFF_FFFF));
    is_number(given, "maxRetries", Some(options.max_retries), (0, 20));
    is_number(given, "maxRequestsPerSecond", options.max_requests_per_second, (1, 1_000));
    let codes = given.get("timestampErrorCodes").and_then(Given::items).unwrap_or_default();
    let codes: Vec<_> = codes.iter().map(|code| code.as_text().expect("only texts are read")).collect();
    assert_eq!(options.timestamp_error_codes, codes);
    are_credentials(given, &options.sender.credentials);
    if let Some(url) = given.get("endpoint") {
        assert_eq!(url.as_text(), Some(options.sender.endpoint.url()));
    }
    is_scheme(given.get("scheme"), options.sender.scheme);
}

pub(super) fn call(given: &Given) {
    let options = read(|issues| {
        let fields = Fields::of(given, "options", &CallOptions::FIELDS, issues);
        Some(CallOptions::checked(&fields, |value| matches!(value, Given::Object(_)), issues))
    });
    let Some(options) = options else { return };
    is_number(given, "timeoutMs", options.timeout_ms, (1, 0x7FFF_FFFF));
    is_number(given, "maxRetries", options.max_retries, (0, 20));
}

pub(super) fn credentials(given: &Given) {
    let credentials = read(|issues| {
        let fields = Fields::required(given, "credentials", &Credentials::FIELDS, issues)?;
        Credentials::checked(&fields, issues)
    });
    if let Some(credentials) = credentials {
        are_credentials(given, &credentials);
    }
}

fn are_credentials(given: &Given, credentials: &Credentials) {
    let Credentials { open_id, grant_code, open_key } = credentials;
    for (name, text) in [("openId", &**open_id), ("grantCode", grant_code), ("openKey", open_key.expose_secret())] {
        assert_eq!(given.get(name).and_then(Given::as_text), Some(text));
        assert!(given.get(name).is_some_and(is_plain), "{name} {text:?}");
        let is_odd = |one| matches!(one, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{FF01}'..='\u{FF5E}');
        assert!(!text.contains(is_odd), "{name} {text:?}");
    }
    assert_eq!(format!("{open_key:?}"), "OpenKey(…)");
}

pub(super) fn signing(given: &Given) {
    let options = read(|issues| {
        let fields = Fields::of(given, "options", &SigningOptions::FIELDS, issues);
        Some(SigningOptions::checked(&fields, issues))
    });
    if let Some(options) = options {
        is_scheme(given.get("scheme"), options.scheme);
    }
}

/// The scheme says of itself what was said of it.
fn is_scheme(given: Option<&Given>, scheme: Scheme) {
    let Some(given @ Given::Object(_)) = given else {
        let name = given.map_or(Some("zvcms-v2"), Given::as_text);
        assert!(Scheme::NAMED.iter().any(|(known, named)| Some(*known) == name && *named == scheme), "{given:?}");
        return;
    };
    let told = serde_json::to_value(scheme).expect("JSON");
    for (name, default) in [("names", "pascal"), ("values", "raw"), ("prefix", "none")] {
        assert_eq!(told[name], given.get(name).map_or(Some(default), Given::as_text).expect("only a text is read"));
    }
    let fields = given.get("fields").and_then(Given::items).expect("only a list is read");
    let mut fields: Vec<_> = fields.iter().map(|field| field.as_text().expect("only texts are read")).collect();
    fields.sort_unstable();
    assert!(!fields.is_empty());
    assert_eq!(told["fields"], json!(fields));
}

pub(super) fn request(given: &Given) {
    let request = read(|issues| {
        let fields = Fields::of(given, "request", &UnsignedRequest::FIELDS, issues);
        Some(UnsignedRequest::checked(&fields, issues))
    });
    let Some(request) = request else { return };
    assert_eq!(request.action.as_deref(), given.get("action").and_then(Given::as_text));
    is_number(given, "nonce", request.nonce, (1, 0x7FFF_FFFF));
    let timestamp = given.get("timestamp").and_then(Given::as_number);
    assert!(timestamp.is_none_or(|seconds| (0.0..1e11).contains(&seconds) && seconds.fract() == 0.0));
    assert_eq!(
        request.timestamp.map(|seconds| seconds.to_string()),
        timestamp.map(|seconds| format!("{}", seconds + 0.0))
    );
}
