//! Lists of coupons, and the objects that PHP makes of them.

use serde_json::{Value, json};

use super::support::{coupon, error, member_with, outcome, read, success};

fn coupons(json: &str) -> (Value, Vec<String>) {
    let (mut value, reports) = outcome(&read(success(&member_with("user_coupons", json))));
    (value["user_coupons"].take(), reports)
}

fn refusal(json: &str) -> String {
    error(&read(success(&member_with("user_coupons", json)))).to_string()
}

fn coupon_of(id: u32) -> String {
    let mut coupon = coupon();
    coupon["coupon_id"] = json!(id);
    coupon.to_string()
}

fn ids(coupons: &Value) -> Vec<u64> {
    let ids = coupons.as_array().expect("a list").iter().map(|coupon| coupon["coupon_id"].as_u64());
    ids.collect::<Option<_>>().expect("ids")
}

const AS_OBJECT: &str = "data.user_info.user_coupons: list < object";

#[test]
fn no_list_is_an_empty_list() {
    let report = |got: &str| vec![format!("data.user_info.user_coupons: list < {got}")];
    assert_eq!(coupons("[]"), (json!([]), vec![]));
    assert_eq!(coupons(" [ ] "), (json!([]), vec![]));
    assert_eq!(coupons("null"), (json!([]), report("null")));
    assert_eq!(coupons(r#""""#), (json!([]), report("empty text")));
    assert_eq!(coupons("{}"), (json!([]), report("object")));
    assert_eq!(coupons(" { } "), (json!([]), report("object")));
}

#[test]
fn what_is_no_list_is_refused() {
    let cases =
        [("0", "int"), ("false", "boolean"), (r#""[]""#, "text"), (r#"{"a":{}}"#, "object"), (r#"{"":{}}"#, "object")];
    for (json, got) in cases.into_iter().chain([(r#"{"0":{},"-1":{}}"#, "object"), (r#"{"1.0":{}}"#, "object")]) {
        let message = format!("cannot read the response at data.user_info.user_coupons: expected list, got {got}");
        assert_eq!(refusal(json), message, "{json}");
    }
}

#[test]
fn an_object_of_decimal_names_is_a_list_in_ascending_order_without_its_holes() {
    let (one, two, three) = (coupon_of(1), coupon_of(2), coupon_of(3));
    for json in [
        format!(r#"{{"0":{one},"1":{two},"2":{three}}}"#),
        format!(r#"{{"0":{one},"2":{two},"17":{three}}}"#),
        format!(r#"{{"10":{three},"9":{two},"0":{one}}}"#),
        format!(r#"{{ "123456789012345678901" : {three} , "\u0039" : {two} , "0" : {one} }}"#),
        format!(r#"{{"03":{three},"2":{two},"01":{one}}}"#),
    ] {
        let (value, reports) = coupons(&json);
        assert_eq!(ids(&value), [1, 2, 3], "{json}");
        assert_eq!(reports, [AS_OBJECT]);
    }
}

#[test]
fn of_items_with_the_same_name_the_last_counts() {
    let (one, two) = (coupon_of(1), coupon_of(2));
    let (value, reports) = coupons(&format!(r#"{{"5":{one},"3":{one},"\u0035":{two}}}"#));
    assert_eq!(ids(&value), [1, 2]);
    assert_eq!(reports, [AS_OBJECT]);
}

#[test]
fn the_path_of_an_item_has_its_name_in_the_body() {
    let broken = coupon_of(1).replace("10.5", "\"abc\"");
    let (_, reports) = coupons(&format!("[{},{broken}]", coupon_of(1)));
    assert_eq!(reports, ["data.user_info.user_coupons[1].amount: float < unreadable text"]);
    let (_, reports) = coupons(&format!(r#"{{"9":{broken}}}"#));
    assert_eq!(reports, [AS_OBJECT, "data.user_info.user_coupons[9].amount: float < unreadable text"]);
    let (_, reports) = coupons(&format!(r#"{{"2":{},"7":{}}}"#, coupon_of(1), coupon_of(2).replace("10.5", "null")));
    assert_eq!(reports, [AS_OBJECT, "data.user_info.user_coupons[7].amount: float < null"]);
}

#[test]
fn an_empty_coupon_has_every_field_filled_in() {
    let empty = json!({
        "coupon_id": null, "start_at": "", "end_at": "", "status": null, "verify_code": "", "is_lock": null,
        "date_time": "", "title": "", "coupon_type": null, "min_amount_use": null, "desc": "", "amount": null,
    });
    let (value, reports) = coupons("[{},[]]");
    assert_eq!(value, json!([empty, empty]));
    assert_eq!(reports.len(), 12 + 1 + 12);
    assert_eq!(reports[0], "data.user_info.user_coupons[0].coupon_id: int < nothing");
    assert_eq!(reports[12], "data.user_info.user_coupons[1]: object < list");
    assert_eq!(reports[13], "data.user_info.user_coupons[1].coupon_id: int < nothing");
    let (value, reports) = coupons(r#"{"4":[ ]}"#);
    assert_eq!(value, json!([empty]));
    assert_eq!(reports[1], "data.user_info.user_coupons[4]: object < list");
}

#[test]
fn what_is_no_coupon_is_refused() {
    for (json, got) in [("null", "null"), ("0", "int"), (r#""""#, "empty text"), ("true", "boolean"), ("[{}]", "list")]
    {
        let path = "data.user_info.user_coupons[1]";
        let message = format!("cannot read the response at {path}: expected object, got {got}");
        assert_eq!(refusal(&format!("[{},{json}]", coupon_of(1))), message);
    }
}
