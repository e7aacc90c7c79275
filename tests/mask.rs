//! How secrets and mobile numbers are hidden in text from outside.
#![expect(clippy::expect_used, reason = "a test that fails is to say so")]

mod reading;

use std::fmt::Write;

use reading::{Expect, Told, read_response};
use zvcms_openapi::Secrets;

fn secrets(values: &[&str]) -> Secrets {
    let mut secrets = Secrets::new();
    for value in values {
        secrets.add(value);
    }
    secrets
}

fn masks(secret: &str, cases: &[(&str, &str)]) {
    for (text, masked) in cases {
        assert_eq!(secrets(&[secret]).mask(text), *masked, "{text}");
    }
}

/// Each way in which one character is written somewhere.
fn spellings(character: char) -> Vec<String> {
    let mut units = [0; 2];
    let mut bytes = [0; 4];
    let mut json = [String::new(), String::new()];
    for unit in character.encode_utf16(&mut units) {
        write!(json[0], "\\u{unit:04x}").expect("room");
        write!(json[1], "\\u{unit:04X}").expect("room");
    }
    let mut percent = [String::new(), String::new()];
    for byte in character.encode_utf8(&mut bytes).bytes() {
        write!(percent[0], "%{byte:02x}").expect("room");
        write!(percent[1], "%{byte:02X}").expect("room");
    }
    let code = u32::from(character);
    let html = [format!("&#{code};"), format!("&#x{code:x};"), format!("&#X{code:X};"), format!("&#{code:06};")];
    let raw = [character.to_string()];
    raw.into_iter().chain(json).chain(percent).chain(html).collect()
}

/// Small, fast and the same everywhere (xorshift64*).
fn random(state: &mut u64, below: usize) -> usize {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    let bits = state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
    usize::try_from(bits).expect("31 bits") % below
}

#[test]
fn a_secret_is_masked_as_it_stands() {
    masks(
        "hunter2",
        &[
            ("", ""),
            ("hunter", "hunter"),
            ("hunter2", "***"),
            ("a hunter2hunter2 b", "a ****** b"),
            ("Hunter2", "Hunter2"),
        ],
    );
}

#[test]
fn a_secret_is_masked_in_every_escape() {
    let cases = [
        (r#"{"p":"a\/b\"c\\d\ne"}"#, r#"{"p":"***"}"#),
        (r"a\u002fb\u0022c\u005Cd\u000Ae", "***"),
        ("a%2Fb%22c%5Cd%0Ae", "***"),
        ("a%2fb%22c%5cd%0ae", "***"),
        ("a/b&quot;c\\d\ne", "***"),
        ("a&#47;b&#x22;c&#0092;d&#xA;e", "***"),
        (r"a%2Fb\u0022c&#92;d\ne", "***"),
        (r#"a\u0026#47;b\"c\\d\ne"#, "***"),
        ("a%252Fb%2522c%255Cd%250Ae", "***"),
        ("a\\\\/b\\\\\\\"c\\\\\\\\d\\\\ne", "***"),
    ];
    masks("a/b\"c\\d\ne", &cases);
    masks("<&'>", &[("&lt;&amp;&apos;&gt;", "***"), ("&lt;&amp;&#039;&gt;", "***"), (r"<&\'>", "***")]);
    masks("a b", &[("a+b", "***"), ("a%20b", "***"), ("a&nbsp;b", "***")]);
    masks(
        "密码😀",
        &[("密码😀", "***"), (r"\u5bc6\u7801\ud83d\ude00", "***"), ("%E5%AF%86%E7%A0%81%f0%9f%98%80", "***")],
    );
    masks("密码😀", &[("&#23494;&#x7801;&#128512;", "***"), (r"密\u7801&#x1F600;", "***")]);
}

#[test]
fn a_secret_is_masked_in_any_mixture_of_escapes() {
    let seed = 0x5eed_0001;
    println!("seed {seed:#x}");
    let mut state = seed;
    for secret in
        ["k", "%", "&;", "\\\\", "%25%", "a+b c", "p@ss/w\"ö\\rd", "密码😀&amp;", "0%2B%2B3c6hthjwAml4ABAXOYF4Q6UY%3D"]
    {
        for _ in 0..300 {
            let mut text = String::from("<");
            for character in secret.chars() {
                let spellings = spellings(character);
                text.push_str(&spellings[random(&mut state, spellings.len())]);
            }
            text.push('>');
            assert_eq!(secrets(&[secret]).mask(&text), "<***>", "{secret} in {text}");
        }
    }
}

#[test]
fn what_looks_like_an_escape_but_is_none_is_text() {
    let text = r"%, %2, %zz, \u12, &, &;, &amp, &#;, &#x;, &#99999999;, &unknown;, \, %E5%AF, %ff, \ud83d";
    assert_eq!(secrets(&["secret"]).mask(text), text);
    masks("100%", &[("100%", "***"), ("100%25", "***"), ("100% ", "*** ")]);
    masks(r"C:\new", &[(r"C:\new", "***"), (r"C:\\new", "***")]);
    masks("hunter2", &[(r"h\unter2", "***"), (r"hu\n\u", r"hu\n\u")]);
}

#[test]
fn overlapping_secrets_leave_nothing_between_them() {
    assert_eq!(secrets(&["abc", "bcdef", "x"]).mask("-abcdefx-"), "-******-");
    assert_eq!(secrets(&["abc", "abcdef"]).mask("abcdef abc"), "*** ***");
    assert_eq!(secrets(&["abcdef", "cd"]).mask("-abcdef-"), "-***-");
    assert_eq!(secrets(&["aa"]).mask("aaaa"), "***");
}

#[test]
fn an_empty_secret_is_none() {
    assert_eq!(secrets(&["", "a"]).mask("bab"), "b***b");
    assert_eq!(secrets(&[""]).mask("b"), "b");
}

#[test]
fn the_middle_of_a_mobile_number_is_hidden_even_if_nobody_sent_it() {
    let cases = [
        ("13812345678", "138****5678"),
        ("a13812345678b, 19912345678.", "a138****5678b, 199****5678."),
        ("+8613812345678", "+86138****5678"),
        ("8613812345678 008613812345678 013812345678", "86138****5678 0086138****5678 0138****5678"),
        (r#"{"mobile":13812345678}"#, r#"{"mobile":138****5678}"#),
        (r"\u0031381234\u00356\u00378", "138****5678"),
        ("%31%33812345678", "138****5678"),
        ("&#49;&#x33;812345678", "138****5678"),
        (r"%2013812345678 \n13812345678 \u002013812345678", r"%20138****5678 \n138****5678 \u0020138****5678"),
        ("LIKE '%13812345678%'", "LIKE '%138****5678%'"),
        ("%E4%BD%A013812345678 %C4%E313812345678", "%E4%BD%A0138****5678 %C4%E3138****5678"),
        (r"\\u4f6013812345678", r"\\u4f60138****5678"),
        ("138 1234 5678, 138-1234-5678 no", "138 **** 5678, 138-****-5678 no"),
        ("+86 138 1234 5678 +86-138-1234-5678 86138 1234 5678", "+86 138 **** 5678 +86-138-****-5678 86138 **** 5678"),
        ("1 13812345678 138 1234 5678 2", "1 138****5678 138 **** 5678 2"),
        ("138%201234%205678 138+1234+5678", "138 **** 5678 138 **** 5678"),
        ("１３８１２３４５６７８ 13８12345678", "138****5678 138****5678"),
    ];
    for (text, masked) in cases {
        assert_eq!(Secrets::new().mask(text), masked, "{text}");
    }
}

#[test]
fn other_numbers_are_left_alone() {
    let text = "12812345678 1381234567 138123456789 213812345678 1547186244 10001 880110000000 1234567890123456789 \
        138 1234 567 138 12345 678 128 1234 5678 138  1234 5678 138- 1234 5678 １２３";
    assert_eq!(Secrets::new().mask(text), text);
}

#[test]
fn a_secret_that_is_cut_off_is_masked_if_half_of_it_is_there_and_eight_characters() {
    let secrets = secrets(&["0123456789abcdef", "ключ-密钥-秘密", "short-pw"]);
    for (text, masked) in [
        ("key 0123456789abcde", "key ***"),
        ("key 01234567", "key ***"),
        ("key 01234567… is wrong", "key ***… is wrong"),
        ("key 0123456", "key 0123456"),
        ("key 89abcdef", "key 89abcdef"),
        (r"\u043a\u043b\u044e\u0447-\u5bc6\u94a5-\u79", r"***\u79"),
        ("%D0%BA%D0%BB%D1%8E%D1%87-%E5%AF%86%E9%92%A5-%E7%A7", "***%E7%A7"),
        ("short-p", "short-p"),
    ] {
        assert_eq!(secrets.mask(text), masked);
    }
    assert_eq!(secrets.snippet(&format!("{}0123456789abcdef", "x".repeat(192))), format!("{}***", "x".repeat(192)));
}

#[test]
fn a_text_that_is_nothing_but_a_secret_cut_off_is_masked_too() {
    for (text, masked) in [("01234567", "***"), ("0123456789", "***"), ("0123456", "0123456")] {
        assert_eq!(secrets(&["0123456789abcdef"]).mask(text), masked);
    }
}

#[test]
fn a_secret_inside_a_mobile_number_is_masked_too() {
    assert_eq!(secrets(&["5678"]).mask("13812345678"), "1381234***");
    assert_eq!(secrets(&["a13812345678"]).mask("a13812345678"), "***");
}

#[test]
fn secrets_have_no_debug_output() {
    assert_eq!(format!("{:?}", secrets(&["hunter2"])), "Secrets");
}

#[test]
fn nothing_that_is_shown_of_an_answer_holds_a_secret() {
    let secrets = secrets(&["hunter2", "p/w", "密码"]);
    let body =
        r#"{"status":true,"code":"hunter2","message":"p\/w \u5bc6\u7801 p%2Fw 13812345678","traceId":"hunter2"}"#;
    let reading = read_response(200, body.as_bytes(), Expect::Data, false, &secrets);
    let error = reading.result.expect_err("a business error");
    assert_eq!(error.to_string(), "the platform refused with code *** (*** *** *** 138****5678)");
    assert_eq!((error.code(), reading.trace_id.as_deref()), ("vendor_other", Some("***")));
    let reading = read_response(500, body.as_bytes(), Expect::Data, false, &secrets);
    let error = reading.result.expect_err("an http error");
    assert_eq!(error.vendor(), Some(("***", "*** *** *** 138****5678")));
    assert_eq!((error.trace_id(), error.snippet()), (Some("***"), None));
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
    let mobile: String =
        "13812345678".chars().flat_map(|digit| ["&amp;#x00003".into(), digit.to_string(), ";".into()]).collect();
    let body = [[mobile.as_str(), ","].concat().repeat(15).as_str(), r"\u0068unter2"].concat();
    let reading = read_response(200, body.as_bytes(), Expect::Data, false, &secrets(&["hunter2"]));
    let shown = ["138****5678,".repeat(15).as_str(), "***"].concat();
    assert_eq!(reading.result.expect_err("no JSON").snippet(), Some(shown.as_str()));
}
