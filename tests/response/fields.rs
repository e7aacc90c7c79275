//! Each documented type in each way in which PHP writes it.

use serde_json::{Value, json};

use super::support::{
    Expect, Told, coupon_field, error, field, member, member_with, outcome, read, read_response, reports, success,
};
use zvcms_openapi::Secrets;

type Field = fn(&str, &str) -> Result<(Value, Option<String>), String>;

/// `json` is read as `value`, with a report that ends in `got` where one is due.
fn reads(field: Field, name: &str, expected: &str, cases: &[(&str, &str, &str)]) {
    for (json, value, got) in cases {
        let report = (!got.is_empty()).then(|| format!("{expected} < {got}"));
        let value: Value = serde_json::from_str(value).expect("JSON");
        assert_eq!(field(name, json), Ok((value, report)), "{name}: {json}");
    }
}

fn refuses(field: Field, path: &str, expected: &str, cases: &[(&str, &str)]) {
    let name = path.rsplit('.').next().unwrap_or(path);
    for (json, got) in cases {
        let message = format!("cannot read the response at data.user_info.{path}: expected {expected}, got {got}");
        assert_eq!(field(name, json), Err(message), "{name}: {json}");
    }
}

/// `json` cannot be read: there is `nothing` instead of a value, and a report.
fn loses(field: Field, name: &str, expected: &str, nothing: &str, cases: &[(&str, &str)]) {
    for (json, got) in cases {
        let got = if got.contains("beyond") { (*got).into() } else { format!("unreadable {got}") };
        let nothing: Value = serde_json::from_str(nothing).expect("JSON");
        assert_eq!(field(name, json), Ok((nothing, Some(format!("{expected} < {got}")))), "{name}: {json}");
    }
}

#[test]
fn a_member_of_documented_types_is_read_as_it_stands_and_nothing_is_reported() {
    assert_eq!(outcome(&read(success(&member().to_string()))), (member(), vec![]));
    let pretty = serde_json::to_string_pretty(&member()).expect("JSON");
    assert_eq!(outcome(&read(success(&pretty))), (member(), vec![]));
}

#[test]
fn an_int_is_read_from_whatever_means_one_exactly() {
    let cases = [
        ("0", "0", ""),
        ("-0", "0", ""),
        ("-5", "-5", ""),
        ("9007199254740991", "9007199254740991", ""),
        ("-9007199254740991", "-9007199254740991", ""),
        ("120.0", "120", "decimal"),
        ("-0.0", "0", "decimal"),
        ("1e2", "100", "decimal"),
        ("1.5E+1", "15", "decimal"),
        (r#""120""#, "120", "text"),
        (r#""-120""#, "-120", "text"),
        (r#""-0""#, "0", "text"),
        (r#""000120""#, "120", "text"),
        (r#""120.0""#, "120", "text"),
        (r#""\u00312\u0030""#, "120", "text"),
        (r#""  120\n""#, "120", "text"),
        (r#""9007199254740991""#, "9007199254740991", "text"),
        ("true", "1", "boolean"),
        ("false", "0", "boolean"),
        ("null", "null", "null"),
        (r#""""#, "null", "empty text"),
        (r#"" \t ""#, "null", "empty text"),
        ("1998.9999999999998", "1999", "decimal"),
        (r#""1998.9999999999998""#, "1999", "text"),
    ];
    reads(field, "user_points", "int", &cases);
    reads(coupon_field, "min_amount_use", "int", &cases);
}

#[test]
fn an_int_is_never_invented() {
    let beyond = "integer beyond 2^53-1";
    let cases = [
        ("1.5", "decimal"),
        ("1e-1", "decimal"),
        ("9007199254740992", beyond),
        ("-9007199254740992", beyond),
        ("1e16", beyond),
        ("1e400", beyond),
        (r#""9007199254740992""#, beyond),
        (r#""12345678901234567890""#, beyond),
        (r#""1.5""#, "text"),
        (r#""abc""#, "text"),
        (r#""+1""#, "text"),
        (r#""1 2""#, "text"),
        (r#""1e2""#, "text"),
        (r#""0x10""#, "text"),
        (r#""１""#, "text"),
        (r#""1,000""#, "text"),
        (r#""-""#, "text"),
        (r#"".5""#, "text"),
        (r#""5.""#, "text"),
        ("[]", "list"),
        ("[1]", "list"),
        ("{}", "object"),
    ];
    loses(field, "user_points", "int", "null", &cases);
    loses(coupon_field, "status", "int", "null", &cases);
    // "冻结" must not become payable.
    refuses(field, "status", "int", &cases);
    refuses(field, "id", "int", &cases);
}

#[test]
fn a_float_is_read_from_a_number_or_a_decimal_text() {
    let cases = [
        ("10.5", "10.5", ""),
        ("0", "0", ""),
        ("-0.0", "0", ""),
        ("-0e3", "0", ""),
        ("-0.5e1", "-0.5e1", ""),
        ("1e2", "1e2", ""),
        ("1.7976931348623157e308", "1.7976931348623157e308", ""),
        (r#""0.01""#, "0.01", "text"),
        (r#""-007.50""#, "-7.5", "text"),
        (r#"" 8 ""#, "8", "text"),
        ("true", "1", "boolean"),
        ("null", "null", "null"),
        (r#""""#, "null", "empty text"),
    ];
    reads(coupon_field, "amount", "float", &cases);
}

#[test]
fn a_float_is_neither_infinite_nor_a_rounded_integer() {
    let cases = [
        ("1e309", "number beyond 1.8e308"),
        ("-1.8e308", "number beyond 1.8e308"),
        ("9007199254740993", "integer beyond 2^53-1"),
        ("9007199254740993.0", "integer beyond 2^53-1"),
        (r#""9007199254740993""#, "integer beyond 2^53-1"),
        (r#""1e2""#, "text"),
        (r#""abc""#, "text"),
        (r#""NaN""#, "text"),
        (r#""1,234.50""#, "text"),
        (r#""5.00元""#, "text"),
        ("[]", "list"),
    ];
    loses(coupon_field, "amount", "float", "null", &cases);
}

#[test]
fn a_text_is_read_from_a_text_or_a_number_as_it_is_written() {
    let cases = [
        (r#""""#, r#""""#, "empty text"),
        (r#"" ""#, r#"" ""#, ""),
        (r#"" a ""#, r#"" a ""#, ""),
        (r#""\u5c0f\/\ud83d\ude00""#, r#""小/😀""#, ""),
        ("13812345678", r#""13812345678""#, "int"),
        ("12345678901234567890", r#""12345678901234567890""#, "int"),
        ("-0", r#""-0""#, "int"),
        ("13812345678.0", r#""13812345678""#, "decimal"),
        ("12345678901234567890.000", r#""12345678901234567890""#, "decimal"),
        ("1.50", r#""1.50""#, "decimal"),
        ("1.0E3", r#""1.0E3""#, "decimal"),
        ("1E400", r#""1E400""#, "decimal"),
        ("null", r#""""#, "null"),
    ];
    reads(field, "mobile", "text", &cases);
    let cases = [("true", "boolean"), ("false", "boolean"), ("[]", "list"), ("{}", "object")];
    loses(field, "mobile", "text", r#""""#, &cases);
    loses(coupon_field, "desc", "text", r#""""#, &cases);
}

#[test]
fn half_a_surrogate_pair_in_a_text_is_left_to_json_parse() {
    let reading = read(success(&member_with("nickname", r#""\ud83d""#)));
    assert!(reading.result.is_ok_and(|json| json.contains(r#""nickname":"\ud83d""#)));
}

#[test]
fn paying_with_points_is_a_bool_or_the_int_that_the_page_calls_it() {
    let cases = [
        ("true", "true", ""),
        ("false", "false", ""),
        ("1", "true", ""),
        ("0", "false", ""),
        (r#""true""#, "true", "text"),
        (r#""false""#, "false", "text"),
        (r#""1""#, "true", "text"),
        (r#""0""#, "false", "text"),
        ("null", "null", "null"),
        (r#""""#, "null", "empty text"),
    ];
    reads(field, "is_open_points_pay", "boolean", &cases);
    let cases =
        [("2", "int"), ("-1", "int"), ("1.0", "decimal"), (r#""yes""#, "text"), ("[]", "list"), ("{}", "object")];
    loses(field, "is_open_points_pay", "boolean", "null", &cases);
}

#[test]
fn the_id_can_be_converted_but_not_left_out() {
    reads(field, "id", "int", &[("1", "1", ""), (r#""1""#, "1", "text"), (r#""0""#, "0", "text")]);
    refuses(field, "id", "int", &[("null", "null"), (r#""""#, "empty text"), (r#"" ""#, "empty text"), ("[]", "list")]);
    let mut member = member();
    member.as_object_mut().expect("an object").remove("id");
    let reading = read(success(&member.to_string()));
    let message = "cannot read the response at data.user_info.id: expected int, got nothing";
    assert_eq!(error(&reading).to_string(), message);
    assert_eq!(error(&reading).path(), Some("data.user_info.id"));
}

#[test]
fn no_balances_are_null() {
    let cases = [("[]", "null", "list"), ("null", "null", "null"), (r#""""#, "null", "empty text")];
    reads(field, "user_wealth_info", "object", &cases);
    let cases = [("[1]", "list"), ("0", "int"), ("false", "boolean"), (r#""a""#, "text")];
    loses(field, "user_wealth_info", "object", "null", &cases);
    let (value, reports) = outcome(&read(success(&member_with("user_wealth_info", "{ }"))));
    let nulls = r#"{"gift_amount":null,"recharge_amount":null,"total_amount":null}"#;
    assert_eq!(value["user_wealth_info"].to_string(), nulls);
    assert_eq!(reports.len(), 3);
    assert_eq!(reports[0], "data.user_info.user_wealth_info.gift_amount: int < nothing");
}

#[test]
fn no_rule_is_null() {
    let cases =
        [("null", "null", "null"), (r#""""#, "null", "empty text"), ("[]", "null", "list"), ("{}", "null", "object")];
    reads(field, "pay_rule", "object", &cases);
    loses(field, "pay_rule", "object", "null", &[("[1]", "list"), ("0", "int"), (r#""a""#, "text")]);
}

#[test]
fn a_missing_field_is_filled_in_at_the_end_and_reported() {
    let (value, reports) = outcome(&read(success(r#"{"id":1}"#)));
    let expected = json!({
        "id": 1, "nickname": "", "username": "", "mobile": "", "status": null, "user_points": null, "user_coupons": [],
        "user_wealth_info": null, "multi_store_id": null, "is_open_points_pay": null, "pay_rule": null,
    });
    assert_eq!(value, expected);
    let expected = [
        "data.user_info.nickname: text < nothing",
        "data.user_info.username: text < nothing",
        "data.user_info.mobile: text < nothing",
        "data.user_info.status: int < nothing",
        "data.user_info.user_points: int < nothing",
        "data.user_info.user_coupons: list < nothing",
        "data.user_info.user_wealth_info: object < nothing",
        "data.user_info.multi_store_id: int < nothing",
        "data.user_info.is_open_points_pay: boolean < nothing",
        "data.user_info.pay_rule: object < nothing",
    ];
    assert_eq!(reports, expected);
}

#[test]
fn without_point_rules_the_absence_of_the_rules_is_as_it_should_be() {
    for (flag, rule) in [("null", "null"), (r#""""#, r#""""#), ("null", "[]"), ("null", "{}")] {
        let body = success(&member_with("pay_rule", rule).replacen(r#"_pay":true"#, &format!(r#"_pay":{flag}"#), 1));
        let expect = Expect::UserInfo { point_rules: false };
        let reading = read_response(200, body.as_bytes(), expect, true, &Secrets::new());
        let (value, reports) = outcome(&reading);
        assert_eq!((&value["pay_rule"], &value["is_open_points_pay"]), (&Value::Null, &Value::Null), "{body}");
        assert_eq!(reports, Vec::<String>::new());
    }
}

#[test]
fn strict_makes_the_first_conversion_an_error() {
    let strict =
        |body: &str| read_response(200, body.as_bytes(), Expect::UserInfo { point_rules: true }, true, &Secrets::new());
    let reading = strict(&success(&member_with("user_points", r#""12a""#)));
    let message = "strict: expected int at data.user_info.user_points, got unreadable text";
    assert_eq!(error(&reading).to_string(), message);
    let reading = strict(&success(&member_with("status", r#""1""#)));
    assert_eq!(error(&reading).to_string(), "strict: expected int at data.user_info.status, got text");
    assert_eq!((error(&reading).kind_name(), error(&reading).code()), ("decode", "converted"));
    assert_eq!(error(&reading).path(), Some("data.user_info.status"));
    assert_eq!(reports(&reading), Vec::<String>::new());
    assert!(strict(&success(&member().to_string())).result.is_ok());
    // An empty text is as documented: nothing is converted.
    let reading = strict(&success(&member_with("nickname", r#""""#)));
    assert_eq!(outcome(&reading).1, ["data.user_info.nickname: text < empty text"]);
    let reading = strict(&success(&member_with("status", r#""1""#)).replace("true,\"code", "1,\"code"));
    assert_eq!(error(&reading).path(), Some("status"));
}
