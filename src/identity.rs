//! `communal.user.identity` (会员识别): its params and their rules.

use crate::fields::Fields;
use crate::issue::{Fault, Issues};
use crate::json::write_string;
use crate::number::without_leading_zeros;
use crate::text::{parse_decimal, place_of};
use crate::value::Value;

/// The four ways to identify a member, by `type`, each with the fields that it requires.
const WAYS: [(&str, &[&str]); 4] = [
    ("1", &["mobile", "password"]),
    ("2", &["card_number", "card_password"]),
    ("3", &["user_code"]),
    ("4", &["user_id"]),
];
/// All fields of the params.
const FIELDS: [&str; 9] = [
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
const MAX_SAFE: u64 = (1 << 53) - 1;
const POSITIVE: &str = "an integer from 1 to 9007199254740991, or decimal digits";

/// Params that keep every rule.
#[derive(Clone)]
pub struct IdentifyParams {
    /// JSON of the params, in the caller's order.
    pub json: String,
    /// Whether the answer is to hold the rules for paying with points.
    pub point_rules: bool,
}

impl std::fmt::Debug for IdentifyParams {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("IdentifyParams").field("point_rules", &self.point_rules).finish_non_exhaustive()
    }
}

impl IdentifyParams {
    /// Reads the argument `params`. Every fault is noted: a missing, empty or unknown field, one of a wrong type, one
    /// of another way, and anything that is not a plain object.
    pub fn from_value(value: &Value, issues: &mut Issues) -> Option<Self> {
        let Value::Object { plain: true, entries } = value else {
            issues.add("", value.no_plain_object());
            return None;
        };
        let before = issues.as_slice().len();
        let fields = Fields::of(value, "", issues)?;
        let way = way_of(&fields, issues);
        fields.refuse_unknown(&FIELDS, issues);
        let mut json = String::from("{");
        for name in FIELDS {
            check(name, &fields, way, issues);
        }
        for (name, value) in entries {
            if !matches!(value, Value::Undefined) {
                json.push_str(if json.len() > 1 { "," } else { "" });
                write_string(&mut json, name);
                json.push(':');
                write_value(name, value, &mut json);
            }
        }
        json.push('}');
        let point_rules = matches!(fields.get("point_rules"), Value::Number(text) if text == "1");
        (issues.as_slice().len() == before).then_some(Self { json, point_rules })
    }
}

fn way_of(fields: &Fields<'_>, issues: &mut Issues) -> Option<&'static (&'static str, &'static [&'static str])> {
    let fault = match fields.get("type") {
        Value::Number(text) => match WAYS.iter().find(|(way, _)| way == text) {
            Some(way) => return Some(way),
            None => Fault::NotOneOf { choices: "1, 2, 3 or 4" },
        },
        Value::Undefined => Fault::Required,
        Value::Faulty(fault) => *fault,
        other => Fault::WrongType { expected: "a number", got: other.kind() },
    };
    issues.add("type", fault);
    None
}

fn check(name: &str, fields: &Fields<'_>, way: Option<&(&str, &[&str])>, issues: &mut Issues) {
    let value = fields.get(name);
    let of_a_way = WAYS.iter().any(|(_, required)| place_of(name, required).is_some());
    if let (true, Some((way, required))) = (of_a_way, way) {
        let required = place_of(name, required).is_some();
        match value {
            Value::Undefined if required => return issues.add(name, Fault::Required),
            Value::Undefined => return,
            _ if !required => return issues.add(name, Fault::NotAllowed { way }),
            _ => {}
        }
    }
    match (name, value) {
        ("type", _) | (_, Value::Undefined) => {}
        ("point_rules", Value::Number(text)) => {
            if text != "0" && text != "1" {
                issues.add(name, Fault::NotOneOf { choices: "0 or 1" });
            }
        }
        ("point_rules", value) => {
            issues.add(name, wrong_type("a number", value));
        }
        ("user_id", Value::Number(text)) => {
            if !matches!(parse_decimal(text), Some(1..=MAX_SAFE)) {
                issues.add(name, Fault::OutOfRange { range: POSITIVE });
            }
        }
        ("user_id", Value::Text(text)) => {
            if text.is_empty() {
                issues.add(name, Fault::Empty);
            } else if !matches!(parse_decimal(text), Some(1..)) {
                issues.add(name, Fault::OutOfRange { range: POSITIVE });
            }
        }
        ("user_id", value) => issues.add(name, wrong_type("a number or a string", value)),
        _ => {
            fields.text(name, issues);
        }
    }
}

fn wrong_type<'a>(expected: &'a str, value: &Value) -> Fault<'a> {
    match value {
        Value::Faulty(fault) => *fault,
        other => Fault::WrongType { expected, got: other.kind() },
    }
}

/// The documented types: texts as texts, `user_id` as an integer even where it was given as digits.
fn write_value(name: &str, value: &Value, json: &mut String) {
    match value {
        Value::Text(digits) if name == "user_id" => json.push_str(without_leading_zeros(digits)),
        Value::Text(text) => write_string(json, text),
        Value::Number(text) => json.push_str(text),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    fn number(text: &str) -> Value {
        Value::Number(text.into())
    }

    fn read(entries: &[(&str, Value)]) -> Result<String, Vec<String>> {
        let entries = entries.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
        faults(&Value::Object { plain: true, entries })
    }

    fn faults(value: &Value) -> Result<String, Vec<String>> {
        let mut issues = Issues::new();
        IdentifyParams::from_value(value, &mut issues)
            .map(|params| params.json)
            .ok_or_else(|| issues.as_slice().iter().map(|one| [&one.path, " ", &one.message].concat()).collect())
    }

    #[test]
    fn each_way_is_written_in_the_callers_order_and_absent_fields_are_left_out() {
        assert_eq!(
            read(&[
                ("password", text("p\"")),
                ("type", number("1")),
                ("mobile", text("138")),
                ("user_id", Value::Undefined)
            ]),
            Ok(r#"{"password":"p\"","type":1,"mobile":"138"}"#.into())
        );
        assert_eq!(
            read(&[
                ("type", number("2")),
                ("card_number", text("c")),
                ("card_password", text("d")),
                ("point_rules", number("0"))
            ]),
            Ok(r#"{"type":2,"card_number":"c","card_password":"d","point_rules":0}"#.into())
        );
        assert_eq!(
            read(&[("type", number("3")), ("user_code", text("u")), ("multi_store_sn", text("店"))]),
            Ok(r#"{"type":3,"user_code":"u","multi_store_sn":"店"}"#.into())
        );
    }

    #[test]
    fn a_user_id_is_sent_as_an_integer() {
        for (id, sent) in [
            (number("1"), "1"),
            (number("9007199254740991"), "9007199254740991"),
            (text("0042"), "42"),
            (text("9007199254740993"), "9007199254740993"),
        ] {
            assert_eq!(
                read(&[("type", number("4")), ("user_id", id)]),
                Ok([r#"{"type":4,"user_id":"#, sent, "}"].concat())
            );
        }
    }

    #[test]
    fn a_user_id_that_is_no_positive_integer_is_refused() {
        let range = ["user_id must be ", POSITIVE].concat();
        for id in [
            number("0"),
            number("-1"),
            number("1.5"),
            number("NaN"),
            number("9007199254740992"),
            number("1e+21"),
            text("0"),
            text("-1"),
            text("+1"),
            text(" 1"),
            text("1.0"),
            text("0x1"),
            text("99999999999999999999"),
        ] {
            assert_eq!(read(&[("type", number("4")), ("user_id", id.clone())]), Err(vec![range.clone()]), "{id:?}");
        }
        assert_eq!(
            read(&[("type", number("4")), ("user_id", Value::Null)]),
            Err(vec!["user_id must be a number or a string, not null".into()])
        );
    }

    #[test]
    fn every_fault_is_named_and_not_only_the_first() {
        assert_eq!(
            read(&[
                ("type", number("1")),
                ("moblie", text("138")),
                ("password", text("")),
                ("user_code", text("u")),
                ("multi_store_sn", number("1")),
                ("point_rules", number("2")),
            ]),
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
        assert_eq!(read(&[]), Err(vec!["type is required".into()]));
        assert_eq!(
            read(&[("type", text("1")), ("mobile", number("138"))]),
            Err(vec!["type must be a number, not a string".into(), "mobile must be a string, not a number".into()])
        );
        assert_eq!(read(&[("type", number("5"))]), Err(vec!["type must be 1, 2, 3 or 4".into()]));
    }

    #[test]
    fn what_is_no_plain_object_is_refused_as_a_whole() {
        for (value, got) in [
            (Value::Undefined, "undefined"),
            (Value::Null, "null"),
            (Value::List(vec![]), "an array"),
            (Value::Other("a function"), "a function"),
            (Value::Object { plain: false, entries: vec![] }, "an instance of a class"),
        ] {
            assert_eq!(faults(&value), Err(vec![[" must be a plain object, not ", got].concat()]));
        }
    }
}
