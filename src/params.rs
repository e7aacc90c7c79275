//! The params of `communal.user.identity` (会员识别) and their rules.

use serde::Serialize;
use zeroize::Zeroizing;

use crate::arguments::{Argument, Fields, refuse_stray_characters};
use crate::issue::{Fault, Issues};

const MAX_SAFE: f64 = 9_007_199_254_740_991.0;
const USER_ID: &str = "an integer from 1 to 9007199254740991, or decimal digits";

/// Params that keep every rule, as they are sent.
#[derive(Serialize)]
pub struct IdentifyParams {
    /// 1 by account, 2 by card, 3 by member code, 4 by id.
    #[serde(rename = "type")]
    method: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    mobile: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_number: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_password: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_code: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    multi_store_sn: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    point_rules: Option<u8>,
}

impl std::fmt::Debug for IdentifyParams {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("IdentifyParams").field("type", &self.method).finish_non_exhaustive()
    }
}

/// A password or a mobile number: wiped on drop.
struct Text(Zeroizing<String>);

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl IdentifyParams {
    pub const FIELDS: [&'static str; 9] = [
        "type",
        "mobile",
        "password",
        "card_number",
        "card_password",
        "user_code",
        "user_id",
        "multi_store_sn",
        "point_rules",
    ];

    /// Checks the fields of the argument. Every fault is noted: a missing or empty field, one of a wrong type and one of
    /// another method. Where `issues` has grown the params are not to be used.
    pub fn checked(fields: &Fields, issues: &mut Issues) -> Self {
        let method = method(fields.get("type"), issues);
        Self {
            method: method.unwrap_or_default(),
            mobile: of_method(1, method, "mobile", fields, issues, plain),
            password: of_method(1, method, "password", fields, issues, text),
            card_number: of_method(2, method, "card_number", fields, issues, plain),
            card_password: of_method(2, method, "card_password", fields, issues, text),
            user_code: of_method(3, method, "user_code", fields, issues, plain),
            user_id: of_method(4, method, "user_id", fields, issues, user_id),
            multi_store_sn: optional("multi_store_sn", fields, issues, plain),
            point_rules: optional("point_rules", fields, issues, point_rules),
        }
    }

    pub fn to_json(&self) -> Zeroizing<String> {
        Zeroizing::new(serde_json::to_string(self).unwrap_or_default())
    }

    pub const fn asks_for_point_rules(&self) -> bool {
        matches!(self.point_rules, Some(1))
    }
}

fn method(value: Option<&Argument>, issues: &mut Issues) -> Option<u8> {
    let fault = match value.unwrap_or(&Argument::Undefined) {
        Argument::Number(1.0) => return Some(1),
        Argument::Number(2.0) => return Some(2),
        Argument::Number(3.0) => return Some(3),
        Argument::Number(4.0) => return Some(4),
        Argument::Number(_) => Fault::NotOneOf { choices: "1, 2, 3 or 4" },
        other => other.is_not("a number"),
    };
    issues.add("type", fault);
    None
}

type Check<T> = fn(&Argument, &str, &mut Issues) -> Option<T>;

/// A field of one identification method: required there, refused in any other.
fn of_method<T>(
    its_method: u8,
    method: Option<u8>,
    name: &str,
    fields: &Fields,
    issues: &mut Issues,
    check: Check<T>,
) -> Option<T> {
    let fault = match (method, fields.get(name)) {
        (Some(method), None) if method == its_method => Fault::Required,
        (Some(method), Some(_)) if method != its_method => Fault::NotAllowed { method },
        (_, value) => return check(value?, name, issues),
    };
    issues.add(name, fault);
    None
}

fn optional<T>(name: &str, fields: &Fields, issues: &mut Issues, check: Check<T>) -> Option<T> {
    check(fields.get(name)?, name, issues)
}

/// A password goes as it is.
fn text(value: &Argument, name: &str, issues: &mut Issues) -> Option<Text> {
    value.required_text(name, issues).map(Text)
}

/// Scanners append a line end, and pasting brings blanks along.
fn plain(value: &Argument, name: &str, issues: &mut Issues) -> Option<Text> {
    let text = text(value, name, issues)?;
    refuse_stray_characters(&text.0, name, issues);
    Some(text)
}

/// Sent as an integer, even where it is given as digits.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 1 to 2^53-1")]
fn user_id(value: &Argument, name: &str, issues: &mut Issues) -> Option<u64> {
    let digits = match value {
        Argument::Number(id) if id.fract() == 0.0 && (1.0..=MAX_SAFE).contains(id) => return Some(*id as u64),
        Argument::BigInt(digits) => digits,
        Argument::Text(text) => text.as_str(),
        _ => "",
    };
    let fault = match (value, digits.parse::<u64>()) {
        (_, Ok(id @ 1..=0x7FFF_FFFF_FFFF_FFFF)) if !digits.starts_with('+') => return Some(id),
        (Argument::Text(text), _) if text.is_empty() => Fault::Empty,
        (Argument::Number(_) | Argument::BigInt(_) | Argument::Text(_) | Argument::HalfText, _) => {
            Fault::OutOfRange { range: USER_ID }
        }
        _ => value.is_not("a number or a string"),
    };
    issues.add(name, fault);
    None
}

fn point_rules(value: &Argument, name: &str, issues: &mut Issues) -> Option<u8> {
    let fault = match value {
        Argument::Number(0.0) => return Some(0),
        Argument::Number(1.0) => return Some(1),
        Argument::Number(_) => Fault::NotOneOf { choices: "0 or 1" },
        other => other.is_not("a number"),
    };
    issues.add(name, fault);
    None
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::arguments::tests::checked;

    fn read(params: &Json) -> Result<Json, Vec<String>> {
        let (params, issues) = checked(|issues| {
            let fields = Fields::of(params.into(), "params", &IdentifyParams::FIELDS, issues);
            IdentifyParams::checked(&fields, issues)
        });
        if issues.is_empty() { Ok(serde_json::from_str(&params.to_json()).expect("JSON")) } else { Err(issues) }
    }

    #[test]
    fn each_method_is_sent_as_it_is_given() {
        for params in [
            json!({ "type": 1, "mobile": "138", "password": " p\"\n" }),
            json!({ "type": 2, "card_number": "c", "card_password": "d", "point_rules": 0 }),
            json!({ "type": 3, "user_code": "u", "multi_store_sn": "店" }),
            json!({ "type": 4, "user_id": 9_007_199_254_740_991_u64, "point_rules": 1 }),
        ] {
            assert_eq!(read(&params), Ok(params));
        }
    }

    #[test]
    fn a_user_id_is_sent_as_an_integer() {
        for (id, sent) in [("1", 1), ("0042", 42), ("9007199254740993", 9_007_199_254_740_993_u64)] {
            assert_eq!(read(&json!({ "type": 4, "user_id": id })), Ok(json!({ "type": 4, "user_id": sent })));
        }
    }

    #[test]
    fn a_user_id_that_is_no_positive_integer_is_refused() {
        let range = format!("user_id must be {USER_ID}");
        for id in [json!(0), json!(-1), json!(1.5), json!(9_007_199_254_740_992_u64), json!(1e21)] {
            assert_eq!(read(&json!({ "type": 4, "user_id": id })), Err(vec![range.clone()]), "{id}");
        }
        for id in ["0", "-1", "+1", " 1", "1.0", "0x1", "99999999999999999999", "9223372036854775808"] {
            assert_eq!(read(&json!({ "type": 4, "user_id": id })), Err(vec![range.clone()]), "{id}");
        }
        assert_eq!(
            read(&json!({ "type": 4, "user_id": true })),
            Err(vec!["user_id must be a number or a string, not a boolean".into()])
        );
    }

    #[test]
    fn what_scanners_leave_is_refused_but_in_passwords() {
        assert_eq!(
            read(&json!({ "type": 2, "card_number": "123\n", "card_password": " \n", "multi_store_sn": " a" })),
            Err(vec![
                "card_number begins or ends with white space".into(),
                "card_number contains a control character".into(),
                "multi_store_sn begins or ends with white space".into(),
            ])
        );
    }

    #[test]
    fn every_fault_is_named_and_not_only_the_first() {
        assert_eq!(
            read(&json!({
                "type": 1, "moblie": "138", "password": "", "user_code": "u", "multi_store_sn": 1, "point_rules": 2,
            })),
            Err([
                "moblie is not known; did you mean \"mobile\"?",
                "mobile is required",
                "password must not be empty",
                "user_code does not belong to type 1",
                "multi_store_sn must be a string, not a number",
                "point_rules must be 0 or 1",
            ]
            .map(String::from)
            .into())
        );
    }

    #[test]
    fn without_a_right_type_the_fields_themselves_are_still_checked() {
        assert_eq!(read(&json!({})), Err(vec!["type is required".into()]));
        assert_eq!(
            read(&json!({ "type": "1", "mobile": 138 })),
            Err(vec!["type must be a number, not a string".into(), "mobile must be a string, not a number".into()])
        );
        assert_eq!(read(&json!({ "type": 5 })), Err(vec!["type must be 1, 2, 3 or 4".into()]));
    }

    #[test]
    fn what_is_no_object_is_refused_as_a_whole() {
        let issues = read(&json!([1])).expect_err("no object");
        assert_eq!(issues.first().map(String::as_str), Some("params must be a plain object, not an array"));
    }
}
