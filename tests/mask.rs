//! How secrets and mobile numbers are hidden in text from outside.

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

fn hidden(secret: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(secrets(&[secret]).mask(&format!("key <{text}>")), "***", "{text}");
    }
}

#[test]
fn a_secret_is_masked_as_it_stands() {
    let cases = [("", ""), ("hunter", "hunter"), ("hunter2", "***"), ("Hunter2", "Hunter2")];
    masks("hunter2", &cases);
    masks("hunter2", &[("a hunter2hunter2 b", "a ****** b")]);
}

#[test]
fn a_text_with_an_escaped_secret_is_hidden_whole() {
    let texts = [
        r#"a\/b\"c\\d\ne"#,
        r"a\u002fb\u0022c\u005Cd\u000Ae",
        "a%2Fb%22c%5Cd%0Ae",
        "a%2fb%22c%5cd%0ae",
        "a/b&quot;c\\d\ne",
        "a&#47;b&#x22;c&#0092;d&#xA;e",
        r"a%2Fb\u0022c&#92;d\ne",
        r#"a\u0026#47;b\"c\\d\ne"#,
        "a%252Fb%2522c%255Cd%250Ae",
        "a\\\\/b\\\\\\\"c\\\\\\\\d\\\\ne",
        "a%26%2347%3Bb&amp;quot;c%255Cd\\\\u000Ae",
    ];
    hidden("a/b\"c\\d\ne", &texts);
    hidden("<&'>", &["&lt;&amp;&apos;&gt;", "&lt;&amp;&#039;&gt;", r"<&\'>"]);
    hidden("a b", &["a+b", "a%20b", "a&nbsp;b", "a%2Bb"]);
    hidden("密码😀", &[r"\u5bc6\u7801\ud83d\ude00", "%E5%AF%86%E7%A0%81%f0%9f%98%80"]);
    hidden("密码😀", &["&#23494;&#x7801;&#128512;", r"密\u7801&#X1F600;"]);
    hidden("hunter2", &["ｈｕｎｔｅｒ２", r"h\unter2", r"hunter\2"]);
    hidden(r"C:\new", &[r"C:\\new", "C:%5Cnew"]);
}

#[test]
fn what_stands_unescaped_is_masked_where_it_stands_whatever_else_is_escaped() {
    let text = r#"{"a":"\u5bc6\/ 100%25 &amp; hunter2","b":"x+y %2B138****5678"}"#;
    assert_eq!(secrets(&["hunter2"]).mask(text), text.replace("hunter2", "***"));
    masks("0%2B3c6h%3D", &[("Token=0%2B3c6h%3D; 0+3c6h=; 0 3c6h=", "Token=***; ***; ***")]);
    masks("100%", &[("100%", "***"), ("100%25", "***25"), ("100% ", "*** ")]);
    masks(r"C:\new", &[(r"C:\new", "***")]);
}

#[test]
fn a_secret_that_only_begins_unescaped_is_hidden_to_its_end() {
    let secrets = secrets(&["pass word/<秘>&\"1\""]);
    for text in ["pass word/&lt;秘&gt;&amp;&quot;1&quot;", "pass word/<秘>&\\\"1\\\"", "pass word/%3C%E7%A7%98"] {
        assert_eq!(secrets.mask(text), "***", "{text}");
    }
}

#[test]
fn what_looks_like_an_escape_but_is_none_is_text() {
    let text = r"%, %2, %zz, \u12, &, &;, &amp, &#;, &#x;, &#99999999;, &unknown;, \, %E5%AF, %ff, \ud83d, hu\n\u";
    assert_eq!(secrets(&["hunter2"]).mask(text), text);
}

#[test]
fn a_secret_is_hidden_however_deep_its_escapes_are_nested() {
    for depth in [1, 2, 7, 20, 50_000] {
        for (start, layer, end) in [("%", "25", "68unter2"), ("&", "amp;", "#104;unter2"), ("\\", "\\", "u0068unter2")]
        {
            let text = [start, &layer.repeat(depth), end].concat();
            assert_eq!(secrets(&["hunter2"]).mask(&text), "***", "{depth} of {layer}");
        }
    }
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
        (r"\n13812345678 &nbsp;13812345678", r"\n138****5678 &nbsp;138****5678"),
        ("LIKE '%13812345678%'", "LIKE '%138****5678%'"),
        ("%E4%BD%A013812345678 %C4%E313812345678", "***"),
        ("138 1234 5678, 138-1234-5678 no", "138 **** 5678, 138-****-5678 no"),
        ("+86 138 1234 5678 +86-138-1234-5678 86138 1234 5678", "+86 138 **** 5678 +86-138-****-5678 86138 **** 5678"),
        ("1 13812345678 138 1234 5678 2", "1 138****5678 138 **** 5678 2"),
    ];
    for (text, masked) in cases {
        assert_eq!(Secrets::new().mask(text), masked, "{text}");
    }
}

#[test]
fn a_text_with_an_escaped_mobile_number_is_hidden_whole() {
    for text in [
        r"\u0031381234\u00356\u00378",
        "%31%33812345678",
        "&#49;&#x33;812345678",
        "%2013812345678",
        r"\u002013812345678",
        r"\\u4f6013812345678",
        "138%201234%205678",
        "138+1234+5678",
        "138&nbsp;1234&nbsp;5678",
        "１３８１２３４５６７８",
        "13８12345678",
    ] {
        assert_eq!(Secrets::new().mask(&format!("call {text} now")), "***", "{text}");
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
        (r"\u043a\u043b\u044e\u0447-\u5bc6\u94a5-\u79", "***"),
        ("%D0%BA%D0%BB%D1%8E%D1%87-%E5%AF%86%E9%92%A5-%E7%A7", "***"),
        ("key%20%30%31%32%33%34%35%36%37", "***"),
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
fn what_params_have_under_the_name_of_a_secret_is_one_as_it_is_written() {
    let mut secrets = Secrets::new();
    secrets.add_params(
        r#"{"a":{"cardPassword":"p\u0077-1"},"pwd_list":[123456789012345678901234567890,-1.50,{"x":"in\nside"}],
            "user":"public","TOKENS":{"b":["deep"]},"openKey":null,"is_secret":true,"count":42}"#,
    );
    let text = "pw-1 123456789012345678901234567890 -1.50 in\nside public deep null true 42 pwd";
    assert_eq!(secrets.mask(text), "*** *** *** *** public *** null true 42 pwd");
    secrets.add_params("no JSON");
    assert_eq!(secrets.mask("no JSON"), "no JSON");
}

#[test]
fn a_text_that_is_not_utf8_once_it_is_unescaped_may_hold_a_secret_that_is_not_ascii() {
    assert_eq!(secrets(&["密码-of-mine"]).mask("%C3%DC%C2%EB-of-mine"), "***");
    assert_eq!(secrets(&["hunter2"]).mask("%C3%DC%C2%EB-of-mine"), "%C3%DC%C2%EB-of-mine");
}
