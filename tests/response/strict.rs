//! What `strict` refuses: one field that is not as documented, in an answer that is otherwise right.

use zvcms_openapi::Secrets;

use super::support::{Expect, error, member, member_with, read_response, success};

fn refusal(body: &str) -> String {
    let expect = Expect::UserInfo { point_rules: true };
    error(&read_response(200, body.as_bytes(), expect, true, &Secrets::new())).to_string()
}

#[test]
fn each_kind_of_conversion_is_refused_with_its_place() {
    for (name, json, message) in [
        ("id", r#""10001""#, "strict: expected int at data.user_info.id, got text"),
        ("status", "1.0", "strict: expected int at data.user_info.status, got decimal"),
        ("status", "null", "strict: expected int at data.user_info.status, got null"),
        ("user_points", "true", "strict: expected int at data.user_info.user_points, got boolean"),
        ("nickname", "7", "strict: expected text at data.user_info.nickname, got int"),
        ("is_open_points_pay", r#""true""#, "strict: expected boolean at data.user_info.is_open_points_pay, got text"),
        ("user_coupons", r#"{"0":{}}"#, "strict: expected list at data.user_info.user_coupons, got object"),
        ("pay_rule", "[]", "strict: expected object at data.user_info.pay_rule, got list"),
    ] {
        assert_eq!(refusal(&success(&member_with(name, json))), message);
    }
    let body = success(&member().to_string());
    assert_eq!(refusal(&body.replacen("true", "1", 1)), "strict: expected boolean at status, got int");
}
