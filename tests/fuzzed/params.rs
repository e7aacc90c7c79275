//! Any arguments. Either they are read as given, or every fault is named, and no value in it.

use serde_json::Value as Json;
use zvcms_openapi::{
    Argument, CallOptions, ClientOptions, Credentials, Fields, IdentifyParams, Issues, Kind, RequestOptions,
    SignedBody, SigningOptions,
};

use super::argument::{MARK, any, as_digits, as_number, as_text, changed, get, names, texts, with};
use super::input::Input;
use super::options::{call, client, credentials, request, signing};

pub(crate) fn run(input: &[u8]) {
    let mut input = Input(input);
    let (which, start) = (input.byte(), input.byte());
    let mut made = |right: Argument, names: &[&str]| match start % 8 {
        0 => any(&mut input, 0),
        1..4 => changed(Argument::Object(Vec::new()), &mut input, names, 0),
        _ => changed(right, &mut input, names, 0),
    };
    match which % 8 {
        0 | 1 => params(&made(right_params(start >> 3), &IdentifyParams::FIELDS)),
        2 => client(&made(right_options(), &ClientOptions::FIELDS), which > 127),
        3 => call(&made(texts(&[]), &CallOptions::FIELDS)),
        4 => credentials(&made(texts(&Credentials::FIELDS), &Credentials::FIELDS)),
        5 => signing(&made(texts(&[]), &SigningOptions::FIELDS)),
        6 => request(&made(texts(&["action"]), &RequestOptions::FIELDS)),
        _ => body(&made(texts(&SignedBody::FIELDS), &SignedBody::FIELDS)),
    }
}

fn right_params(method: u8) -> Argument {
    let number = |name, number, object| with(object, name, Argument::Number(number));
    match method % 4 {
        0 => number("type", 1.0, texts(&["mobile", "password"])),
        1 => number("type", 2.0, texts(&["card_number", "card_password", "multi_store_sn"])),
        2 => number("type", 3.0, number("point_rules", 1.0, texts(&["user_code"]))),
        _ => number("type", 4.0, number("user_id", 7.0, texts(&[]))),
    }
}

fn right_options() -> Argument {
    with(texts(&Credentials::FIELDS), "dangerouslyAllowBrowser", Argument::Boolean(true))
}

/// What was read; or None where faults were found, which show no value.
pub(super) fn read<T>(check: impl FnOnce(&mut Issues) -> Option<T>) -> Option<T> {
    let mut issues = Issues::new();
    let read = check(&mut issues);
    assert!(read.is_some() || !issues.as_slice().is_empty(), "refused without a reason");
    let (known, result) = (issues.clone(), issues.none_in(read));
    assert_eq!(result.is_ok(), known.as_slice().is_empty());
    if let Err(error) = &result {
        assert_eq!(error.kind(), Kind::InvalidArgument);
        let shown = format!("{error} {}", serde_json::to_string(error).expect("JSON"));
        assert!(!shown.contains(MARK), "a value in {shown}");
    }
    result.ok()
}

fn params(argument: &Argument) {
    let params = read(|issues| {
        let fields = Fields::required(argument.clone(), "params", &IdentifyParams::FIELDS, issues)?;
        Some(IdentifyParams::checked(&fields, issues))
    });
    assert_eq!(params.is_some(), are_params(argument), "{argument:?}");
    let Some(params) = params else { return };
    let sent: Json = serde_json::from_str(&params.to_json()).expect("JSON");
    let fields = sent.as_object().expect("an object");
    assert_eq!(fields.len(), names(argument).count());
    for (name, sent) in fields {
        let value = get(argument, name).expect("nothing is added");
        match (name.as_str(), as_digits(value)) {
            ("user_id", Some(digits)) => assert_eq!(digits.trim_start_matches('0'), sent.to_string()),
            (_, Some(text)) => assert_eq!(sent, text),
            _ => assert_eq!(sent.as_f64(), as_number(value)),
        }
    }
    assert_eq!(params.asks_for_point_rules(), sent["point_rules"] == 1);
    assert!(!format!("{params:?}").contains(MARK));
}

/// The rules of the vendor's page, once more.
fn are_params(argument: &Argument) -> bool {
    type Rule = fn(&Argument) -> bool;
    let own: &[(&str, Rule)] = match get(argument, "type").and_then(as_number) {
        Some(1.0) => &[("mobile", is_plain), ("password", is_text)],
        Some(2.0) => &[("card_number", is_plain), ("card_password", is_text)],
        Some(3.0) => &[("user_code", is_plain)],
        Some(4.0) => &[("user_id", is_id)],
        _ => return false,
    };
    let optional: [(&str, Rule); 3] = [
        ("type", |_| true),
        ("multi_store_sn", is_plain),
        ("point_rules", |value| matches!(as_number(value), Some(0.0 | 1.0))),
    ];
    let mut rules = own.iter().chain(&optional);
    own.iter().all(|(name, _)| get(argument, name).is_some())
        && names(argument).all(|name| rules.clone().any(|(known, _)| *known == name))
        && rules.all(|(name, rule)| get(argument, name).is_none_or(rule))
}

fn is_text(argument: &Argument) -> bool {
    as_text(argument).is_some_and(|text| !text.is_empty())
}

pub(super) fn is_plain(argument: &Argument) -> bool {
    let is_plain = |text: &str| !text.is_empty() && text.trim() == text && !text.contains(char::is_control);
    as_text(argument).is_some_and(is_plain)
}

fn is_id(argument: &Argument) -> bool {
    let is_number = |number: f64| number.fract() == 0.0 && (1.0..9_007_199_254_740_992.0).contains(&number);
    let is_digits = |digits: &str| {
        let is_decimal = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_decimal && digits.parse::<i64>().is_ok_and(|id| id > 0)
    };
    match as_number(argument) {
        Some(number) => is_number(number),
        None => as_digits(argument).is_some_and(is_digits),
    }
}

fn body(argument: &Argument) {
    let body = read(|issues| {
        let fields = Fields::open(argument.clone(), "body", issues);
        Some(SignedBody::checked(&fields, issues))
    });
    let is_right = SignedBody::FIELDS.iter().all(|name| get(argument, name).is_some_and(is_text));
    assert_eq!(body.is_some(), is_right, "{argument:?}");
}
