//! The envelope, its three outcomes, and answers that are not 2xx.

use serde_json::json;
use zvcms_openapi::{Error, Secrets};

use super::support::{Expect, Told, error, member, outcome, read, read_response, reports, success};

fn envelope(status: &str, code: &str) -> String {
    success(&member().to_string()).replacen("true,\"code\":0", &format!("{status},\"code\":{code}"), 1)
}

fn vendor(error: &Error) -> (&str, &str) {
    error.vendor().expect("the vendor's words")
}

#[test]
fn success_is_status_true_and_code_0_in_any_spelling() {
    for (status, report) in [("true", None), ("1", Some("int")), (r#""true""#, Some("text")), (r#""1""#, Some("text"))]
    {
        let reading = read(envelope(status, "0"));
        let expected: Vec<_> = report.map(|got| format!("status: boolean < {got}")).into_iter().collect();
        assert_eq!(outcome(&reading), (member(), expected));
    }
    for (code, report) in [("0", None), ("-0", None), ("0.0", Some("decimal")), (r#""0""#, Some("text"))] {
        let reading = read(envelope("true", code));
        let expected: Vec<_> = report.map(|got| format!("code: int < {got}")).into_iter().collect();
        assert_eq!(outcome(&reading), (member(), expected));
    }
}

#[test]
fn any_other_code_is_a_business_error() {
    for (code, text) in [
        ("4001", "4001"),
        ("4001.0", "4001"),
        ("4001.50", "4001.50"),
        ("-1", "-1"),
        ("1e3", "1e3"),
        ("12345678901234567890", "12345678901234567890"),
    ] {
        assert_eq!(vendor(error(&read(envelope("true", code)))), (text, "请求成功"));
    }
    for code in ["00", "0.0", " 0 ", "false", "ok", "\u{ff10}"] {
        let reading = read(envelope("true", &json!(code).to_string()));
        assert_eq!((error(&reading).kind_name(), vendor(error(&reading)).0), ("business", code));
    }
}

#[test]
fn a_business_error_says_what_the_platform_said() {
    let reading = read(r#"{"status":"true","code":"4001","message":"\u67e5\u8be2","data":[],"traceId":"t-1"}"#);
    let error = error(&reading);
    assert_eq!((error.kind_name(), error.code()), ("business", "vendor_4001"));
    assert_eq!(error.to_string(), "the platform refused with code 4001 (查询)");
    assert_eq!((error.trace_id(), reading.trace_id.as_deref()), (Some("t-1"), Some("t-1")));
    assert_eq!(reports(&reading), ["status: boolean < text"]);
}

#[test]
fn status_false_is_a_system_error_whatever_the_code() {
    for (status, code) in [("false", "0"), ("0", "500"), (r#""false""#, r#""0""#), (r#""0""#, r#""x""#)] {
        assert_eq!(error(&read(envelope(status, code))).kind_name(), "system", "{status} {code}");
    }
    let reading = read(r#"{"status":false,"code":500}"#);
    assert_eq!(error(&reading).to_string(), "the platform reports a system error with code 500");
    assert_eq!(error(&reading).code(), "vendor_500");
}

#[test]
fn a_message_of_another_type_is_kept_as_sent() {
    for (json, text) in [("null", ""), ("12", "12"), (r#"["a", 1]"#, r#"["a", 1]"#), ("{}", "{}"), ("false", "false")] {
        let reading = read(format!(r#"{{"status":true,"code":1,"message":{json}}}"#));
        assert_eq!(vendor(error(&reading)), ("1", text));
    }
}

#[test]
fn the_envelope_is_never_guessed() {
    let cases = [
        (r#"{"code":0}"#, "status: expected boolean, got nothing"),
        (r#"{"status":null,"code":0}"#, "status: expected boolean, got null"),
        (r#"{"status":"","code":0}"#, "status: expected boolean, got empty text"),
        (r#"{"status":"ok","code":0}"#, "status: expected boolean, got text"),
        (r#"{"status":"TRUE","code":0}"#, "status: expected boolean, got text"),
        (r#"{"status":2,"code":0}"#, "status: expected boolean, got int"),
        (r#"{"status":1.0,"code":0}"#, "status: expected boolean, got decimal"),
        (r#"{"status":[true],"code":0}"#, "status: expected boolean, got list"),
        (r#"{"status":true}"#, "code: expected int, got nothing"),
        (r#"{"status":true,"code":null}"#, "code: expected int, got null"),
        (r#"{"status":true,"code":""}"#, "code: expected int, got empty text"),
        (r#"{"status":true,"code":" \n"}"#, "code: expected int, got empty text"),
        (r#"{"status":true,"code":false}"#, "code: expected int, got boolean"),
        (r#"{"status":true,"code":{}}"#, "code: expected int, got object"),
        (r#"{"status":false,"code":""}"#, "code: expected int, got empty text"),
        (r#"{"status":true,"code":0,"status":null}"#, "status: expected boolean, got null"),
        ("{}", "status: expected boolean, got nothing"),
    ];
    for (body, message) in cases {
        let reading = read(body);
        assert_eq!(error(&reading).to_string(), format!("cannot read the response at {message}"), "{body}");
        assert_eq!((error(&reading).kind_name(), error(&reading).snippet()), ("decode", Some(body)));
    }
}

#[test]
fn success_without_a_member_is_a_decode_error() {
    let cases = [
        ("", "nothing"),
        (r#","data":null"#, "nothing"),
        (r#","data":[]"#, "nothing"),
        (r#","data":[{"user_info":{"id":1}}]"#, "nothing"),
        (r#","data":{}"#, "nothing"),
        (r#","data":{"user_info":null}"#, "null"),
        (r#","data":{"user_info":[]}"#, "list"),
        (r#","data":{"user_info":""}"#, "empty text"),
        (r#","data":{"user_info":{"id":1},"user_info":1}"#, "int"),
    ];
    for (data, got) in cases {
        let reading = read(format!(r#"{{"status":true,"code":0{data}}}"#));
        let message = format!("cannot read the response at data.user_info: expected object, got {got}");
        assert_eq!(error(&reading).to_string(), message, "{data}");
    }
}

#[test]
fn the_data_of_another_action_may_be_missing() {
    let read = |body: &str| read_response(200, body.as_bytes(), Expect::Data, true, &Secrets::new());
    assert_eq!(read(r#"{"status":true,"code":0}"#).result.as_deref(), Ok("null"));
    assert_eq!(read(r#"{"data":1,"status":true,"code":0,"data":[2]}"#).result.as_deref(), Ok("[2]"));
}

#[test]
fn the_order_of_the_envelope_does_not_matter() {
    let data = format!(r#""data":{{"user_info":{}}}"#, member());
    let [status, code, trace_id] = [r#""status":1"#, r#""code":"0""#, r#""traceId":"t""#];
    for fields in [[status, code, &data, trace_id], [&data, trace_id, code, status], [code, &data, status, trace_id]] {
        let reading = read(format!("{{{}}}", fields.join(",")));
        assert_eq!(reading.trace_id.as_deref(), Some("t"));
        assert_eq!(outcome(&reading), (member(), vec!["status: boolean < int".into(), "code: int < text".into()]));
    }
    let broken = data.replacen("10001", "[]", 1);
    for fields in [[status, code, &broken, trace_id], [&broken, trace_id, code, status]] {
        let reading = read(format!("{{{}}}", fields.join(",")));
        let error = error(&reading);
        assert_eq!((error.path(), error.trace_id()), (Some("data.user_info.id"), Some("t")));
    }
}

#[test]
fn the_trace_id_is_kept_whatever_the_outcome() {
    for (json, text) in
        [(r#""a\u002db""#, Some("a-b")), ("12", Some("12")), ("null", None), (r#""""#, None), ("[]", None)]
    {
        let reading = read(success(&member().to_string()).replacen('{', &format!(r#"{{"traceId":{json},"#), 1));
        assert_eq!((reading.result.is_ok(), reading.trace_id.as_deref()), (true, text));
    }
    let reading = read(r#"{"traceId":"t","status":"?"}"#);
    assert_eq!((reading.trace_id.as_deref(), error(&reading).trace_id()), (Some("t"), Some("t")));
    let reading = read_response(502, br#"{"traceId":"t"}"#, Expect::Data, false, &Secrets::new());
    assert_eq!(error(&reading).trace_id(), Some("t"));
}

#[test]
fn an_answer_that_is_not_2xx_has_the_vendors_words_where_it_is_an_envelope() {
    for status in [100, 199, 300, 404, 500, 599] {
        let body = r#"{"status":"false","code":"4001","message":"没有","traceId":"t"}"#;
        let reading = read_response(status, body.as_bytes(), Expect::Data, true, &Secrets::new());
        let error = error(&reading);
        assert_eq!((error.kind_name(), error.code()), ("http", format!("http_{status}").as_str()));
        assert_eq!(error.to_string(), format!("HTTP {status} with code 4001 (没有)"));
        assert_eq!((vendor(error), error.snippet()), (("4001", "没有"), None));
    }
    for body in
        ["", "<html>Bad Gateway</html>", "[]", r#"{"status":true}"#, r#"{"code":1}"#, r#"{"status":"?","code":1}"#]
    {
        let reading = read_response(502, body.as_bytes(), Expect::Data, false, &Secrets::new());
        let error = error(&reading);
        assert_eq!((error.to_string().as_str(), error.vendor()), ("HTTP 502", None));
        assert_eq!(error.snippet(), Some(body).filter(|body| !body.is_empty()));
    }
}

#[test]
fn any_2xx_is_read() {
    for status in [200, 201, 204, 299] {
        let reading = read_response(status, br#"{"status":true,"code":0}"#, Expect::Data, false, &Secrets::new());
        assert_eq!(reading.result.as_deref(), Ok("null"), "{status}");
    }
}
