//! Bodies to read, and short ways to say what came of them.

use serde_json::{Value, json};
use zvcms_openapi::{Conversion, Error, Outcome, Secrets};

pub(crate) use crate::reading::{Expect, Told, read_response};

/// A member whose every field is of its documented type.
pub(crate) fn member() -> Value {
    json!({
        "id": 10001, "nickname": "小明😀", "username": "xm", "mobile": "13812345678", "status": 1, "user_points": 1200,
        "user_coupons": [coupon()],
        "user_wealth_info": { "gift_amount": 500, "recharge_amount": 10000, "total_amount": 10500 },
        "multi_store_id": 0, "is_open_points_pay": true,
        "pay_rule": { "points_num_type": 1, "points_num": 0.01, "exchange_astrict": 20 },
    })
}

pub(crate) fn coupon() -> Value {
    json!({
        "coupon_id": 7, "start_at": "2019-01-01", "end_at": "2019-12-31", "status": 0, "verify_code": "880110000000",
        "is_lock": 1, "date_time": "2019-01-01至2019-12-31", "title": "满100减10", "coupon_type": 0,
        "min_amount_use": 10000, "desc": "全场通用", "amount": 10.5,
    })
}

/// The member with `name` written as `json`.
pub(crate) fn member_with(name: &str, json: &str) -> String {
    let mut member = member();
    member[name] = json!("@");
    member.to_string().replacen("\"@\"", json, 1)
}

/// The member with one coupon whose `name` is written as `json`.
pub(crate) fn coupon_with(name: &str, json: &str) -> String {
    let mut coupon = coupon();
    coupon[name] = json!("@");
    member_with("user_coupons", &format!("[{}]", coupon.to_string().replacen("\"@\"", json, 1)))
}

pub(crate) fn success(user_info: &str) -> String {
    format!(r#"{{"status":true,"code":0,"message":"请求成功","data":{{"user_info":{user_info}}}}}"#)
}

pub(crate) fn read(body: impl AsRef<[u8]>) -> Outcome<String> {
    read_response(200, body.as_ref(), Expect::UserInfo { point_rules: true }, false, &Secrets::new())
}

pub(crate) fn read_data(data: &str) -> Outcome<String> {
    let body = format!(r#"{{"status":true,"code":0,"message":"","data":{data}}}"#);
    read_response(200, body.as_bytes(), Expect::Data, false, &Secrets::new())
}

/// The result as a value, and the reports as `path: expected < got`.
pub(crate) fn outcome(reading: &Outcome<String>) -> (Value, Vec<String>) {
    let json = reading.result.as_ref().unwrap_or_else(|error| panic!("{error}"));
    (serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}")), reports(reading))
}

pub(crate) fn reports(reading: &Outcome<String>) -> Vec<String> {
    let report = |found: &Conversion| format!("{}: {} < {}", found.path, found.expected, found.got);
    reading.conversions.iter().map(report).collect()
}

pub(crate) fn error(reading: &Outcome<String>) -> &Error {
    reading.result.as_ref().expect_err("an error")
}

/// What became of one field of the member written as `json`: its value and its report, or the error.
pub(crate) fn field(name: &str, json: &str) -> Result<(Value, Option<String>), String> {
    one(&read(success(&member_with(name, json))), &["/", name].concat())
}

/// The same for a field of the coupon.
pub(crate) fn coupon_field(name: &str, json: &str) -> Result<(Value, Option<String>), String> {
    one(&read(success(&coupon_with(name, json))), &["/user_coupons/0/", name].concat())
}

fn one(reading: &Outcome<String>, pointer: &str) -> Result<(Value, Option<String>), String> {
    if let Err(error) = &reading.result {
        assert_eq!(error.kind_name(), "decode");
        assert_eq!(error.code(), "unreadable");
        return Err(error.to_string());
    }
    let (value, mut reports) = outcome(reading);
    assert!(reports.len() < 2, "{reports:?}");
    let path = pointer.split('/').skip(1).map(|part| match part {
        "0" => "[0]".to_owned(),
        name => format!(".{name}"),
    });
    let prefix = format!("data.user_info{}: ", path.collect::<String>());
    let report = reports.pop().map(|report| report.strip_prefix(&prefix).map(str::to_owned).ok_or(report));
    Ok((value.pointer(pointer).cloned().expect("the field"), report.transpose().expect("a report of the field")))
}

pub(crate) fn read_any(body: &str) -> Outcome<String> {
    read_response(200, body.as_bytes(), Expect::Data, false, &Secrets::new())
}
