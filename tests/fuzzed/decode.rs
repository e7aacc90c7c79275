//! Any bytes as the body of an answer, with any status.

use std::sync::LazyLock;

use serde::de::IgnoredAny;
use serde_json::Value;
use zvcms_openapi::{Conversion, Kind, Outcome, Reading, Response, Secrets};

use super::input::Input;

/// What no error shows. The fuzzer's dictionary has them, too.
const SECRETS: [&str; 3] = ["k3y+密钥/%&", "p\"ss<w0rd>", "13912345678"];
const STATUSES: [u16; 16] = [200, 200, 200, 200, 200, 200, 201, 204, 299, 300, 400, 408, 429, 500, 502, 199];

const INTS: [&str; 4] = ["id", "status", "user_points", "multi_store_id"];
const TEXTS: [&str; 3] = ["nickname", "username", "mobile"];
const POINT_RULES: [&str; 2] = ["is_open_points_pay", "pay_rule"];

pub(crate) fn run(input: &[u8]) {
    let mut input = Input(input);
    let (http_status, flags) = (input.one_of(&STATUSES), input.byte());
    let (point_rules, is_user) = (flags & 1 == 1, flags & 2 == 0);
    let mut secrets = Secrets::new();
    for secret in SECRETS {
        secrets.add(secret);
    }
    let response = Response { http_status, body: Ok(input.0) };
    let read = |strict| {
        let reading = Reading { point_rules, strict, wants_conversions: true, secrets: &secrets };
        if is_user { response.user_info(reading) } else { response.data(reading) }
    };
    let (tolerant, strict, json) = (read(false), read(true), Json::of(input.0));
    for outcome in [&tolerant, &strict] {
        hides_secrets(outcome);
        has_the_right_kind(outcome, http_status, &json);
    }
    is_stricter(&strict, &tolerant);
    match &tolerant.result {
        Ok(user) if is_user => {
            is_a_user(user, &json);
            reports_what_is_not_there(user, point_rules, &tolerant.conversions);
        }
        Ok(data) if tolerant.conversions.is_empty() => is_as_sent(data, &json),
        _ => {}
    }
}

/// What another reader makes of the body.
#[derive(Debug)]
enum Json {
    /// JSON of `serde_json`.
    Value(Value),
    /// JSON with a number beyond f64 or half of a surrogate pair, which JavaScript reads and Rust does not.
    Beyond,
    /// No JSON.
    None,
}

impl Json {
    fn of(body: &[u8]) -> Self {
        // Marks and blanks before the JSON are skipped.
        let mut body = body;
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] | [0xEF, 0xBB, 0xBF, rest @ ..] = body {
            body = rest;
        }
        match serde_json::from_slice(body) {
            Ok(value) => Self::Value(value),
            Err(error)
                if ["number out of range", "surrogate", "hex escape"]
                    .iter()
                    .any(|what| error.to_string().contains(what)) =>
            {
                let is_json = std::str::from_utf8(body).is_ok() && serde_json::from_slice::<IgnoredAny>(body).is_ok();
                if is_json { Self::Beyond } else { Self::None }
            }
            Err(_) => Self::None,
        }
    }
}

fn has_the_right_kind(outcome: &Outcome<String>, http_status: u16, json: &Json) {
    let is_success = (200..300).contains(&http_status);
    match &outcome.result {
        Ok(_) => {
            assert!(is_success, "a success with HTTP {http_status}");
            assert!(matches!(json, Json::Beyond | Json::Value(Value::Object(_))), "a success of {json:?}");
        }
        Err(error) if !is_success => {
            assert_eq!(error.kind(), Kind::Http);
            assert_eq!(error.is_transient(), matches!(http_status, 408 | 429 | 500 | 502..=504));
        }
        Err(error) => {
            assert!(matches!(error.kind(), Kind::Decode | Kind::Business | Kind::System), "{error:?}");
            assert!(!error.is_transient(), "{error:?}");
            assert!(error.kind() == Kind::Decode || !matches!(json, Json::None), "{error:?}");
        }
    }
}

/// What is read strictly is read the same without, and nothing of it was converted. Of a name that comes twice, only the
/// last has to be as documented; without `strict` both are reported.
fn is_stricter(strict: &Outcome<String>, tolerant: &Outcome<String>) {
    assert_eq!(strict.trace_id, tolerant.trace_id);
    if let Ok(json) = &strict.result {
        assert_eq!(Some(json), tolerant.result.as_ref().ok());
        assert!(strict.conversions.iter().all(|it| tolerant.conversions.contains(it)), "{strict:?} and {tolerant:?}");
        assert!(strict.conversions.iter().all(|it| it.expected == "text" && it.got == "empty text"), "{strict:?}");
    }
}

/// Every field is there in its type, and what was sent in that type is what one gets.
fn is_a_user(text: &str, body: &Json) {
    assert!(serde_json::from_str::<IgnoredAny>(text).is_ok(), "{text}");
    let Ok(user) = serde_json::from_str::<Value>(text) else {
        assert!(matches!(body, Json::Beyond), "{text}");
        return;
    };
    let is_int = |value: &Value| value.as_i64().is_some_and(|int| int.unsigned_abs() < 1 << 53);
    assert!(is_int(&user["id"]), "{user}");
    for (list, names) in [
        ("user_coupons", &["coupon_id", "status", "is_lock", "coupon_type", "min_amount_use"][..]),
        ("user_wealth_info", &["gift_amount", "recharge_amount", "total_amount"]),
        ("pay_rule", &["points_num_type", "exchange_astrict"]),
    ] {
        let objects = user[list].as_array().map_or_else(|| vec![&user[list]], |items| items.iter().collect());
        for object in objects.iter().filter(|object| !object.is_null()) {
            for name in names {
                let value = object.get(name).expect("every field");
                assert!(value.is_null() || is_int(value), "{name} in {user}");
            }
        }
    }
    assert!(user["user_coupons"].is_array() && matches!(user["is_open_points_pay"], Value::Null | Value::Bool(_)));
    let sent = if let Json::Value(body) = body { &body["data"]["user_info"] } else { &Value::Null };
    for (names, is_documented) in [(&INTS[..], is_int as fn(&Value) -> bool), (&TEXTS[..], Value::is_string)] {
        for name in names {
            let value = user.get(name).expect("every field");
            assert!(value.is_null() && names.len() == INTS.len() || is_documented(value), "{name} in {user}");
            if sent.get(name).is_some_and(is_documented) {
                assert_eq!(value, &sent[name], "{name}");
            }
        }
    }
}

/// A field without a value was not sent or could not be read; either is reported. A status that was sent has its value.
fn reports_what_is_not_there(user: &str, point_rules: bool, conversions: &[Conversion]) {
    let Ok(user) = serde_json::from_str::<Value>(user) else { return };
    let words = |name| {
        let path = format!("data.user_info.{name}");
        conversions.iter().filter(|it| it.path == path).map(|it| it.got).collect::<Vec<_>>()
    };
    let names = [&INTS[..], &TEXTS, &["user_wealth_info"], if point_rules { &POINT_RULES } else { &[] }].concat();
    for name in names {
        let is_there = !user[name].is_null() && user[name] != "";
        assert!(is_there || !words(name).is_empty(), "{name} in {user}");
    }
    let read = ["nothing", "null", "empty text", "text", "decimal", "boolean"];
    assert!(words("status").iter().all(|got| read.contains(got)), "{user}");
}

fn is_as_sent(data: &str, body: &Json) {
    if let Json::Value(body) = body {
        let data: Value = serde_json::from_str(data).expect("what was JSON is JSON");
        assert_eq!(data, body["data"]);
    }
}

fn hides_secrets(outcome: &Outcome<String>) {
    outcome.trace_id.iter().for_each(|text| hides(text));
    outcome.conversions.iter().for_each(|conversion| hides(&conversion.path));
    if let Err(error) = &outcome.result {
        hides(&error.to_string());
        texts(&serde_json::to_value(error).expect("an error is JSON"), &mut hides);
    }
}

fn texts(value: &Value, see: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, see)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, see)),
        _ => {}
    }
}

fn hides(text: &str) {
    static SPELLINGS: LazyLock<Vec<String>> = LazyLock::new(|| SECRETS.into_iter().flat_map(spellings).collect());
    for secret in SECRETS {
        // A text may be cut in the middle of a secret.
        let good_part = secret.char_indices().nth(8).and_then(|(end, _)| secret.get(..end)).expect("a long secret");
        assert!(!text.contains(good_part), "{good_part} in {text}");
    }
    if text.contains(['\\', '%', '&']) {
        for spelling in &*SPELLINGS {
            assert!(!text.contains(spelling), "{spelling} in {text}");
        }
    }
}

/// The secret as JSON, a URL and HTML spell it, and as two of them do.
fn spellings(secret: &str) -> [String; 6] {
    let json = serde_json::to_string(secret).expect("JSON").trim_matches('"').to_owned();
    let unicode = secret.encode_utf16().fold(String::new(), |text, unit| text + &format!("\\u{unit:04x}"));
    [percent(&json), html(&percent(secret)), json, unicode, percent(secret), html(secret)]
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"))
}

fn html(text: &str) -> String {
    text.chars().fold(String::new(), |text, one| text + &format!("&#{};", u32::from(one)))
}
