//! `communal.user.identity` (会员识别): its params and their rules.

use crate::argument::{self, Argument, fault, is_number, is_undefined};
use crate::fields::Fields;
use crate::issue::{Fault, Issues};
use crate::json::Tag;
use crate::number::without_leading_zeros;
use crate::text::{parse_decimal, place_of};

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
    /// of another way, and anything that is not a plain object. Where `issues` has grown they are not to be used.
    pub fn from_argument(argument: &Argument<'_>, issues: &mut Issues) -> Option<Self> {
        let value = argument.value("", issues)?;
        if value.tag() != Tag::Object {
            let not_given = Fault::WrongType { expected: "a plain object", got: "undefined" };
            issues.add("", if is_undefined(value) { not_given } else { fault(value, "a plain object") });
            return None;
        }
        let fields = Fields::of(value, "", "a plain object", issues)?;
        let way = way_of(&fields, issues);
        fields.refuse_unknown(&FIELDS, issues);
        for name in FIELDS {
            check(name, &fields, way, issues);
        }
        let mut json = String::from("{");
        for entry in value.entries().filter(|entry| !is_undefined(entry.value)) {
            json.push_str(if json.len() > 1 { "," } else { "" });
            json.push_str(entry.key.raw());
            json.push(':');
            // An integer, even where it was given as digits.
            let id = entry.value.text().filter(|_| entry.is_named("user_id"));
            json.push_str(id.as_deref().map_or_else(|| entry.value.raw(), without_leading_zeros));
        }
        json.push('}');
        Some(Self { json, point_rules: fields.get("point_rules").is_some_and(|value| value.raw() == "1") })
    }
}

fn way_of(fields: &Fields<'_>, issues: &mut Issues) -> Option<&'static (&'static str, &'static [&'static str])> {
    let value = fields.get("type");
    for way in &WAYS {
        if value.is_some_and(|value| value.raw() == way.0) {
            return Some(way);
        }
    }
    let fault = match value {
        None => Fault::Required,
        Some(value) if is_number(value) => Fault::NotOneOf { choices: "1, 2, 3 or 4" },
        Some(value) => fault(value, "a number"),
    };
    issues.add("type", fault);
    None
}

fn check(name: &str, fields: &Fields<'_>, way: Option<&(&str, &[&str])>, issues: &mut Issues) {
    let value = fields.get(name);
    if let Some((way, required)) = way {
        let of_this_way = place_of(name, required).is_some();
        let of_a_way = WAYS.iter().any(|(_, required)| place_of(name, required).is_some());
        if of_this_way && value.is_none() {
            return issues.add(name, Fault::Required);
        }
        if of_a_way && !of_this_way && value.is_some() {
            return issues.add(name, Fault::NotAllowed { way });
        }
    }
    let Some(value) = value else { return };
    let fault = match name {
        "type" => return,
        "point_rules" if matches!(value.raw(), "0" | "1") => return,
        "point_rules" if is_number(value) => Fault::NotOneOf { choices: "0 or 1" },
        "point_rules" => fault(value, "a number"),
        "user_id" => match argument::text(value) {
            Some(digits) if digits.is_empty() => Fault::Empty,
            Some(digits) if matches!(parse_decimal(&digits), Some(1..)) => return,
            None if matches!(parse_decimal(value.raw()), Some(1..=MAX_SAFE)) => return,
            None if !is_number(value) => fault(value, "a number or a string"),
            _ => Fault::OutOfRange { range: POSITIVE },
        },
        _ => {
            fields.text(name, issues);
            return;
        }
    };
    issues.add(name, fault);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<String, Vec<String>> {
        let mut issues = Issues::new();
        let params = IdentifyParams::from_argument(&Argument::new(json), &mut issues);
        match params {
            Some(params) if issues.is_empty() => Ok(params.json),
            _ => Err(issues.as_slice().iter().map(|one| [&one.path, " ", &one.message].concat()).collect()),
        }
    }

    fn by_id(id: &str) -> String {
        [r#"{"type":4,"user_id":"#, id, "}"].concat()
    }

    #[test]
    fn each_way_is_written_in_the_callers_order_and_absent_fields_are_left_out() {
        for json in [
            r#"{"password":"p\"","type":1,"mobile":"138"}"#,
            r#"{"type":2,"card_number":"c","card_password":"d","point_rules":0}"#,
            r#"{"type":3,"user_code":"u","multi_store_sn":"店"}"#,
        ] {
            assert_eq!(read(json), Ok(json.into()));
        }
        let absent = r#"{"type":3,"mobile":"\ud800undefined","user_code":"u","point_rules":"\ud800undefined"}"#;
        assert_eq!(read(absent), Ok(r#"{"type":3,"user_code":"u"}"#.into()));
    }

    #[test]
    fn a_user_id_is_sent_as_an_integer() {
        for (id, sent) in [
            ("1", "1"),
            ("9007199254740991", "9007199254740991"),
            (r#""0042""#, "42"),
            (r#""9007199254740993""#, "9007199254740993"),
        ] {
            assert_eq!(read(&by_id(id)), Ok(by_id(sent)));
        }
    }

    #[test]
    fn a_user_id_that_is_no_positive_integer_is_refused() {
        let range = ["user_id must be ", POSITIVE].concat();
        for id in [
            "0",
            "-1",
            "1.5",
            r#""\ud800NaN""#,
            "9007199254740992",
            "1e+21",
            r#""0""#,
            r#""-1""#,
            r#""+1""#,
            r#"" 1""#,
            r#""1.0""#,
            r#""0x1""#,
            r#""99999999999999999999""#,
        ] {
            assert_eq!(read(&by_id(id)), Err(vec![range.clone()]), "{id}");
        }
        assert_eq!(read(&by_id("null")), Err(vec!["user_id must be a number or a string, not null".into()]));
    }

    #[test]
    fn every_fault_is_named_and_not_only_the_first() {
        assert_eq!(
            read(r#"{"type":1,"moblie":"138","password":"","user_code":"u","multi_store_sn":1,"point_rules":2}"#),
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
        assert_eq!(read("{}"), Err(vec!["type is required".into()]));
        assert_eq!(
            read(r#"{"type":"1","mobile":138}"#),
            Err(vec!["type must be a number, not a string".into(), "mobile must be a string, not a number".into()])
        );
        assert_eq!(read(r#"{"type":5}"#), Err(vec!["type must be 1, 2, 3 or 4".into()]));
    }

    #[test]
    fn what_is_no_plain_object_is_refused_as_a_whole() {
        for (value, got) in [
            (r#""\ud800undefined""#, "undefined"),
            ("null", "null"),
            ("[]", "an array"),
            (r#""\ud800a function""#, "a function"),
            (r#""\ud800an instance of a class""#, "an instance of a class"),
        ] {
            assert_eq!(read(value), Err(vec![[" must be a plain object, not ", got].concat()]));
        }
    }
}
