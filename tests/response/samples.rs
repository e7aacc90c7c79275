//! The samples on the vendor's page.

use serde_json::json;

use super::support::{Told, error, outcome, read};

const SUCCESS: &str = include_str!("success.json");
const BUSINESS: &str =
    r#"{ "status": true, "code": "异常编码,根据不同的业务返回编码", "message": "异常说明:查询的信息不存在" }"#;
const SYSTEM: &str = r#"{ "status": false, "code": "系统错误编码:详见全局返回编码", "message": "系统错误说明" }"#;

#[test]
fn the_success_as_printed_has_no_id() {
    let reading = read(SUCCESS);
    let error = error(&reading);
    assert_eq!((error.kind_name(), error.code()), ("decode", "unreadable"));
    assert_eq!(error.to_string(), "cannot read the response at data.user_info.id: expected int, got empty text");
    assert_eq!(error.path(), Some("data.user_info.id"));
    let told = serde_json::to_value(error).expect("JSON");
    assert_eq!((&told["httpStatus"], error.snippet()), (&json!(200), None));
}

#[test]
fn the_success_with_an_id_is_read_and_every_conversion_reported() {
    let (value, reports) = outcome(&read(SUCCESS.replacen(r#""id": """#, r#""id": "1""#, 1)));
    let expected = json!({
        "id": 1, "nickname": "", "username": "", "mobile": "", "status": null, "user_points": null,
        "user_coupons": [{
            "coupon_id": null, "start_at": "", "end_at": "", "status": null, "verify_code": "", "is_lock": null,
            "date_time": "", "title": "", "coupon_type": null, "min_amount_use": null, "desc": "", "amount": null,
        }],
        "user_wealth_info": { "gift_amount": null, "recharge_amount": null, "total_amount": null },
        "multi_store_id": null, "is_open_points_pay": null,
        "pay_rule": { "points_num_type": null, "points_num": null, "exchange_astrict": null },
    });
    assert_eq!(value, expected);
    let expected = [
        "status: boolean < text",
        "code: int < text",
        "data.user_info.id: int < text",
        "data.user_info.nickname: text < empty text",
        "data.user_info.username: text < empty text",
        "data.user_info.mobile: text < empty text",
        "data.user_info.status: int < empty text",
        "data.user_info.user_points: int < empty text",
        "data.user_info.user_coupons[0].coupon_id: int < empty text",
        "data.user_info.user_coupons[0].start_at: text < empty text",
        "data.user_info.user_coupons[0].end_at: text < empty text",
        "data.user_info.user_coupons[0].status: int < empty text",
        "data.user_info.user_coupons[0].verify_code: text < empty text",
        "data.user_info.user_coupons[0].is_lock: int < empty text",
        "data.user_info.user_coupons[0].date_time: text < empty text",
        "data.user_info.user_coupons[0].title: text < empty text",
        "data.user_info.user_coupons[0].coupon_type: int < empty text",
        "data.user_info.user_coupons[0].min_amount_use: int < empty text",
        "data.user_info.user_coupons[0].desc: text < empty text",
        "data.user_info.user_coupons[0].amount: float < empty text",
        "data.user_info.user_wealth_info.gift_amount: int < empty text",
        "data.user_info.user_wealth_info.recharge_amount: int < empty text",
        "data.user_info.user_wealth_info.total_amount: int < empty text",
        "data.user_info.multi_store_id: int < empty text",
        "data.user_info.is_open_points_pay: boolean < empty text",
        "data.user_info.pay_rule.points_num_type: int < empty text",
        "data.user_info.pay_rule.points_num: float < empty text",
        "data.user_info.pay_rule.exchange_astrict: int < empty text",
    ];
    assert_eq!(reports, expected);
}

#[test]
fn the_business_error_has_the_vendors_words() {
    let reading = read(BUSINESS);
    let error = error(&reading);
    assert_eq!((error.kind_name(), error.code()), ("business", "vendor_other"));
    let vendor = error.vendor().expect("the vendor's words");
    assert_eq!(vendor, ("异常编码,根据不同的业务返回编码", "异常说明:查询的信息不存在"));
    assert_eq!(error.snippet(), None);
}

#[test]
fn the_system_error_has_the_vendors_words() {
    let reading = read(SYSTEM);
    let error = error(&reading);
    assert_eq!((error.kind_name(), error.code()), ("system", "vendor_other"));
    let vendor = error.vendor().expect("the vendor's words");
    assert_eq!(vendor, ("系统错误编码:详见全局返回编码", "系统错误说明"));
}
