//! Bodies that are cut, damaged or made to hurt: an error, never a panic, never a wrong value.

use std::fmt::Write;

use super::support::{Expect, Told, error, member_with, outcome, read, read_response, success};

const SAMPLE: &str = include_str!("success.json");

fn sample() -> String {
    SAMPLE.trim().replacen(r#""id": """#, r#""id": "1""#, 1).replace("说明", r"说明😀\u8bf4\/")
}

#[test]
fn a_body_that_ends_early_is_an_error_at_every_byte() {
    let body = sample();
    assert!(read(&body).result.is_ok());
    for length in 0..body.len() {
        let reading = read(&body.as_bytes()[..length]);
        let expected = if length == 0 { "empty_body" } else { "truncated" };
        assert_eq!(error(&reading).code(), expected, "{length}");
    }
    for number in ["-", "8.", "1e", "1E+", "-0.5e-"] {
        let body = format!(r#"{{"status":true,"code":0,"data":[{number}"#);
        assert_eq!(error(&read(&body)).code(), "truncated", "{number}");
        assert_eq!(error(&read(body + ",")).code(), "not_json", "{number}");
    }
    for word in ["+", "e", "1.e", "1..", "--"] {
        assert_eq!(error(&read(format!(r#"{{"status":{word}"#))).code(), "not_json", "{word}");
    }
    let reading = read(&body.as_bytes()[..60]);
    assert_eq!(error(&reading).to_string(), "the response ends in the middle of the JSON");
}

#[test]
fn no_change_of_one_byte_makes_it_panic() {
    let body = sample().into_bytes();
    for place in 0..body.len() {
        for byte in
            [0, b' ', b'"', b'\\', b',', b':', b'0', b'9', b'-', b'e', b'[', b'{', b'}', b'u', 0x7f, 0x80, 0xc3, 0xff]
        {
            let mut damaged = body.clone();
            damaged[place] = byte;
            let reading = read(&damaged);
            let is_json = serde_json::from_slice::<serde_json::Value>(&damaged).is_ok();
            assert!(is_json || reading.result.is_err(), "{}", String::from_utf8_lossy(&damaged));
        }
    }
}

#[test]
fn no_byte_that_is_left_out_makes_it_panic() {
    let body = sample().into_bytes();
    for place in 0..body.len() {
        let mut damaged = body.clone();
        damaged.remove(place);
        let is_json = serde_json::from_slice::<serde_json::Value>(&damaged).is_ok();
        assert!(is_json || read(&damaged).result.is_err(), "{}", String::from_utf8_lossy(&damaged));
    }
}

#[test]
fn many_empty_coupons_are_given_up_before_they_fill_the_memory() {
    let body = success(&member_with("user_coupons", &format!("[{}{{}}]", "{},".repeat(400_000))));
    let reading = read(body);
    let message = "the response grows beyond 64 MiB when its missing fields are filled in";
    assert_eq!((error(&reading).code(), error(&reading).to_string().as_str()), ("too_large", message));
}

#[test]
fn a_long_path_to_many_conversions_is_given_up_too() {
    let zeros = "0".repeat(64 << 10);
    let coupons: Vec<_> = (0..100).map(|number| format!(r#""{zeros}{number}":{{}}"#)).collect();
    let body = success(&member_with("user_coupons", &format!("{{{}}}", coupons.join(","))));
    assert_eq!(error(&read(body)).code(), "too_large");
}

#[test]
fn a_hundred_thousand_names_are_no_hurdle() {
    let mut names = String::new();
    for number in (0..100_000).rev() {
        write!(names, r#""{}":1,"#, number % 90_000).expect("room");
    }
    let body = success(&member_with("nickname", &format!(r#""a",{names}"n":12345678901234567890"#)));
    assert_eq!(outcome(&read(body)).1.len(), 1);
    let body = success(&member_with("user_coupons", &format!("{{{}}}", names.trim_end_matches(','))));
    assert_eq!(error(&read(body)).path(), Some("data.user_info.user_coupons[9999]"));
}

#[test]
fn a_name_of_the_bodys_own_is_masked_in_paths() {
    let mut secrets = zvcms_openapi::Secrets::new();
    secrets.add("hunter2");
    let read = |body: &str| {
        let expect = Expect::UserInfo { point_rules: true };
        let reading = read_response(200, success(body).as_bytes(), expect, false, &secrets);
        reading.conversions.into_iter().map(|found| found.path).collect::<Vec<_>>()
    };
    let body = member_with("nickname", r#""a","a hunter2":12345678901234567890,"13812345678":12345678901234567890"#);
    assert_eq!(read(&body), [r#"data.user_info["a ***"]"#, r#"data.user_info["138****5678"]"#]);
    let body = member_with("user_coupons", r#"{"13812345678":{}}"#);
    assert_eq!(read(&body)[1], "data.user_info.user_coupons[138****5678].coupon_id");
}
