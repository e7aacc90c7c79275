//! What the errors and reports of an answer show of it.

mod reading;

use reading::{Expect, Told, read_response};
use zvcms_openapi::Secrets;

fn secrets(values: &[&str]) -> Secrets {
    let mut secrets = Secrets::new();
    for value in values {
        secrets.add(value);
    }
    secrets
}

#[test]
fn nothing_that_is_shown_of_an_answer_holds_a_secret() {
    let secrets = secrets(&["hunter2", "p/w", "密码"]);
    for (message, shown) in [
        (r"p\/w \u5bc6\u7801 \u0068unter2 \u00313812345678", "*** *** *** 138****5678"),
        (r"p\/w p%2Fw", "***"),
        (r"%E5%AF%86\u7801", "***"),
    ] {
        let body = format!(r#"{{"status":true,"code":"hunter2","message":"{message}","traceId":"hunter2"}}"#);
        let reading = read_response(200, body.as_bytes(), Expect::Data, false, &secrets);
        let error = reading.result.expect_err("a business error");
        assert_eq!(error.to_string(), format!("the platform refused with code *** ({shown})"));
        assert_eq!((error.code(), reading.trace_id.as_deref()), ("vendor_other", Some("***")));
        let reading = read_response(500, body.as_bytes(), Expect::Data, false, &secrets);
        let error = reading.result.expect_err("an http error");
        assert_eq!(error.vendor(), Some(("***", shown)));
        assert_eq!((error.trace_id(), error.snippet()), (Some("***"), None));
    }
}

#[test]
fn a_snippet_is_cut_after_it_was_masked() {
    let secret = "s".repeat(50);
    for before in 100..210 {
        let body = ["x".repeat(before), secret.clone(), "13812345678".into(), "y".repeat(100_000)].concat();
        let reading = read_response(200, body.as_bytes(), Expect::Data, false, &secrets(&[&secret]));
        let error = reading.result.expect_err("no JSON");
        let shown = ["x".repeat(before), "***138****5678".into(), "y".repeat(200)].concat();
        assert_eq!(error.snippet(), shown.get(..200));
    }
}

#[test]
fn zeros_between_characters_hide_nothing_because_nothing_is_shown() {
    let text: Vec<u8> = "错 hunter2 13812345678".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for start in ["", "  ", "{\"status\":true} "] {
        let body = [start.as_bytes(), &text].concat();
        for status in [200, 500] {
            let reading = read_response(status, &body, Expect::Data, false, &secrets(&["hunter2"]));
            assert_eq!(reading.result.expect_err("no JSON").snippet(), None);
        }
    }
}

#[test]
fn a_secret_that_is_not_ascii_is_not_shown_in_an_encoding_that_is_not_read() {
    let gbk = b"<html>\xB4\xED hunter2 \xC3\xDC\xC2\xEB-of-mine</html>";
    let snippet = |secret| {
        let reading = read_response(500, gbk, Expect::Data, false, &secrets(&[secret]));
        reading.result.expect_err("status 500").snippet().map(str::to_owned)
    };
    assert_eq!(snippet("密码-of-mine"), None);
    let shown = snippet("hunter2").expect("nothing of this secret can be garbled");
    assert!(shown.contains("*** ") && !shown.contains("hunter2"));
}

#[test]
fn a_message_that_nobody_can_read_loses_its_end_but_no_secret_shows() {
    for text in
        ["hunter2".repeat(1 << 18), "111111".repeat(1 << 18), "%".repeat(1 << 20), "x".repeat(65_530) + "hunter2"]
    {
        let body = [r#"{"status":true,"code":1,"message":""#, &text, r#"","traceId":""#, &text, r#""}"#].concat();
        let reading = read_response(200, body.as_bytes(), Expect::Data, false, &secrets(&["hunter2", "111111"]));
        let error = reading.result.expect_err("code 1");
        let (_, message) = error.vendor().expect("an envelope");
        assert!(message.len() <= (64 << 10) + 3, "{}", message.len());
        assert!(!message.contains("hunter") && !message.contains("111"));
        assert_eq!(reading.trace_id.as_deref(), Some(message));
    }
}

#[test]
fn long_escapes_do_not_push_a_secret_out_of_sight() {
    let escaped = |text: &str| {
        let characters: Vec<_> = text.chars().map(|one| format!("&amp;#x{:08x};", u32::from(one))).collect();
        characters.concat()
    };
    for before in ["13812345678,".repeat(15), "x".repeat(190)] {
        let body = format!(r"{}\u0068unter2", escaped(&before));
        let reading = read_response(200, body.as_bytes(), Expect::Data, false, &secrets(&["hunter2"]));
        assert_eq!(reading.result.expect_err("no JSON").snippet(), Some("***"));
    }
}
