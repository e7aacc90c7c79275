//! What the vendor's page does not describe, and names that come twice.

use serde_json::{Value, json};

use super::support::{Told, coupon, coupon_with, error, member, member_with, outcome, read, read_data, success};

/// The member with more fields after the documented ones.
fn with_more(fields: &str) -> String {
    let member = member().to_string();
    success(&[member.strip_suffix('}').expect("an object"), ",", fields, "}"].concat())
}

const INTEGER: &str = "integer up to 2^53-1 < integer beyond 2^53-1";
const NUMBER: &str = "number up to 1.8e308 < number beyond 1.8e308";

#[test]
fn unknown_fields_are_kept_as_they_came_at_every_level() {
    let extra = json!({ "list": [1, 2.5, null, { "a b": [] }], "1": true, "": "x" });
    let mut expected = member();
    expected["extra"] = extra.clone();
    expected["user_coupons"][0]["extra"] = extra.clone();
    expected["pay_rule"]["extra"] = extra.clone();
    expected["user_wealth_info"]["extra"] = extra;
    assert_eq!(outcome(&read(success(&expected.to_string()))), (expected, vec![]));
}

#[test]
fn unknown_integers_that_javascript_would_round_become_texts() {
    let body = with_more(
        r#""big":12345678901234567890,"small":-9007199254740992,"safe":9007199254740991,
        "deep":{"a b":[0,{"n":9007199254740993.0}],"x":1e20,"y":9007199254740993.5}"#,
    );
    let (value, reports) = outcome(&read(body));
    assert_eq!(value["big"], "12345678901234567890");
    assert_eq!(value["small"], "-9007199254740992");
    assert_eq!(value["safe"].to_string(), "9007199254740991");
    assert_eq!(value["deep"]["a b"][1]["n"], "9007199254740993");
    assert_eq!(value["deep"]["x"].to_string(), "1e+20");
    assert_eq!(value["deep"]["y"], json!(9_007_199_254_740_994.0));
    let paths = ["big", "small", "deep"];
    assert_eq!(reports, paths.map(|path| format!("data.user_info.{path}: {INTEGER}")));
}

#[test]
fn unknown_numbers_that_javascript_would_make_infinite_become_texts() {
    let (value, reports) = outcome(&read_data("[1e309,-1.5E999,1.7976931348623157e308]"));
    assert_eq!(value, serde_json::from_str::<Value>(r#"["1e309","-1.5E999",1.7976931348623157e308]"#).expect("JSON"));
    assert_eq!(reports, [format!("data: {NUMBER}")]);
    // An integer is its digits, however long it is.
    let digits = "9".repeat(400);
    assert_eq!(outcome(&read_data(&format!("[{digits},{digits}.0]"))).0, json!([digits, digits]));
}

#[test]
fn an_unknown_field_of_a_coupon_is_reported_with_its_place() {
    let body = success(&coupon_with("desc", r#""a","shop":18446744073709551615"#));
    let (value, reports) = outcome(&read(body));
    assert_eq!(value["user_coupons"][0]["shop"], "18446744073709551615");
    assert_eq!(reports, [format!("data.user_info.user_coupons[0].shop: {INTEGER}")]);
}

#[test]
fn the_last_of_two_fields_counts_and_both_are_read() {
    for (first, report) in [("7", None), (r#""7""#, Some("text")), ("null", Some("null"))] {
        let body = success(&member_with("user_points", &format!(r#"{first},"user_points":8"#)));
        let (value, reports) = outcome(&read(body));
        let expected: Vec<_> =
            report.map(|got| format!("data.user_info.user_points: int < {got}")).into_iter().collect();
        assert_eq!((value["user_points"].as_u64(), reports), (Some(8), expected), "{first}");
    }
    for first in [r#""abc""#, "12345678901234567890", "[]"] {
        let body = success(&member_with("status", &format!(r#"{first},"status":8"#)));
        assert_eq!(outcome(&read(body)).0["status"], 8, "{first}");
        let both = format!(r#"{first},"status":8,"id":{{}},"status":{first}"#);
        let body = success(&member_with("status", &both));
        assert_eq!(error(&read(body)).path(), Some("data.user_info.id"), "{first}");
    }
    let body = success(&member_with("status", r#"8,"status":"abc""#));
    assert_eq!(error(&read(body)).path(), Some("data.user_info.status"));
    let body = success(&member_with("id", r#"null,"id":8"#));
    assert_eq!(outcome(&read(body)).0["id"], 8);
}

#[test]
fn the_last_of_two_unknown_fields_counts_and_both_are_read() {
    let body =
        with_more(r#""a":12345678901234567890,"b":{"c":12345678901234567891,"c":1},"a":12345678901234567892,"d":1"#);
    let (value, reports) = outcome(&read(body));
    assert_eq!((&value["a"], &value["b"]), (&json!("12345678901234567892"), &json!({ "c": 1 })));
    assert_eq!(reports, ["a", "b", "a"].map(|name| format!("data.user_info.{name}: {INTEGER}")));
}

#[test]
fn a_member_or_data_that_come_twice_count_the_last_time() {
    let last = member_with("id", "2");
    for first in [member().to_string(), "{}".into(), "null".into()] {
        let body = success(&format!(r#"{first},"user_info":{last}"#));
        assert_eq!(outcome(&read(body)).0["id"], 2, "{first}");
        let body = success(&format!(r#"{first}}},"data":{{"user_info":{last}"#));
        assert_eq!(outcome(&read(body)).0["id"], 2, "{first}");
    }
    assert_eq!(outcome(&read_data("[1],\"data\":[2]")).0, json!([2]));
}

#[test]
fn an_escaped_name_is_the_same_name() {
    let body = success(&member_with("user_points", r#"1,"\u0075ser_point\u0073":"2""#));
    let (value, reports) = outcome(&read(body.replace("\"status\":true", r#""\u0073tatus":true"#)));
    assert_eq!(value["user_points"].as_u64(), Some(2));
    assert_eq!(reports, ["data.user_info.user_points: int < text"]);
    let (value, _) = outcome(&read(with_more(r#""a":2,"\u0061":1"#)));
    assert_eq!(value["a"], 1);
}

#[test]
fn dangerous_names_are_data() {
    let body = with_more(r#""__proto__":{"admin":12345678901234567890},"constructor":null"#);
    let (value, reports) = outcome(&read(body));
    assert_eq!(value["__proto__"], json!({ "admin": "12345678901234567890" }));
    assert_eq!(value["constructor"], Value::Null);
    assert_eq!(reports, [format!("data.user_info.__proto__: {INTEGER}")]);
}

#[test]
fn the_data_of_another_action_comes_as_it_is() {
    for data in ["null", "[]", "{}", r#""""#, "0", "-0.0", "[ 1 , { \"a\" : [ ] } ]", r#""\ud83d\ude00\/""#] {
        let reading = read_data(data);
        assert_eq!(reading.result.as_deref(), Ok(data));
        assert!(reading.conversions.is_empty());
    }
    assert_eq!(
        outcome(&read_data("[12345678901234567890]")),
        (json!(["12345678901234567890"]), vec![format!("data: {INTEGER}")])
    );
    assert_eq!(outcome(&read_data("12345678901234567890")).1, [format!("data: {INTEGER}")]);
}

#[test]
fn an_unknown_coupon_field_does_not_hide_a_known_one() {
    let mut expected = coupon();
    expected["Status"] = json!(5);
    let (value, reports) = outcome(&read(success(&member_with("user_coupons", &format!("[{expected}]")))));
    assert_eq!((&value["user_coupons"][0], reports), (&expected, vec![]));
}
