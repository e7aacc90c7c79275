//! From bytes to JSON: what is skipped, and what is no JSON at all.

use super::support::{Told, error, member, member_with, outcome, read, read_data, success};

fn refusal(body: impl AsRef<[u8]>) -> (String, String) {
    let reading = read(&body);
    let error = error(&reading);
    assert_eq!(error.kind_name(), "decode");
    assert_eq!(error.path(), None);
    (error.code().to_owned(), error.to_string())
}

fn is_refused(code: &str, message: &str, bodies: &[&[u8]]) {
    for body in bodies {
        assert_eq!(refusal(body), (code.into(), message.into()), "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn byte_order_marks_and_white_space_are_skipped() {
    let body = success(&member().to_string());
    for (before, after) in [("\u{feff}", ""), ("\u{feff}\u{feff}\r\n", "\n"), (" \n\t\u{feff} ", " \r\n\t ")] {
        assert_eq!(outcome(&read([before, &body, after].concat())), (member(), vec![]));
    }
}

#[test]
fn white_space_that_json_does_not_have_is_not_skipped() {
    let body = success(&member().to_string());
    for before in ["\u{c}", "\u{b}", "\u{a0}", " \u{feff}\u{c}"] {
        assert_eq!(refusal([before, &body].concat()).0, "not_json", "{before:?}");
    }
    for after in ["\u{c}", "\u{a0}", "\u{feff}"] {
        assert_eq!(refusal([&body, after].concat()).0, "trailing_text", "{after:?}");
    }
}

#[test]
fn an_empty_body_is_named() {
    is_refused(
        "empty_body",
        "the response is empty",
        &[b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \xef\xbb\xbf"],
    );
}

#[test]
fn utf_16_and_utf_32_are_named() {
    let body = success(&member().to_string());
    let units: Vec<u16> = body.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let wide: Vec<u8> = body.chars().flat_map(|character| u32::from(character).to_be_bytes()).collect();
    let narrow: Vec<u8> = body.chars().flat_map(|character| u32::from(character).to_le_bytes()).collect();
    for bytes in [&little, &big, &wide, &narrow] {
        assert_eq!(refusal(bytes), ("utf16".into(), "the response is UTF-16, not UTF-8".into()));
        assert_eq!(error(&read(bytes)).snippet(), None);
    }
    for (mark, bytes) in [(b"\xff\xfe", &little), (b"\xfe\xff", &big)] {
        assert_eq!(refusal([mark.as_slice(), bytes].concat()).0, "utf16");
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_named_and_shown_with_replacements() {
    let body = success(&member().to_string()).into_bytes();
    let mut broken = body.clone();
    broken.extend(b"\xc4\xe3");
    is_refused(
        "invalid_utf8",
        "the response is not valid UTF-8",
        &[b"\"\xc4\xe3\"", b"{\"\xed\xa0\x80\":1}", &broken, b"\xff"],
    );
    assert_eq!(error(&read(b"{\"a\":\"\xc4\xe3\"}")).snippet(), Some("{\"a\":\"\u{fffd}\u{fffd}\"}"));
}

#[test]
fn an_html_page_is_named() {
    let message = "the response is an HTML page, not JSON";
    let gbk = b"<html><title>\xc4\xe3</title></html>";
    is_refused(
        "html",
        message,
        &[b"<!DOCTYPE html><p>502", b"\n <html>", b"\xef\xbb\xbf<br />x", gbk, b"<b>Warning</b>"],
    );
}

#[test]
fn a_message_of_php_is_named() {
    let message = "the response has a PHP message before or instead of the JSON";
    let bodies: [&[u8]; 8] = [
        b"<br />\n<b>Warning</b>:  Division by zero in <b>/a.php</b> on line <b>3</b><br />\n{\"status\":true}",
        b"\nNotice: Undefined index: id in /var/www/a.php on line 12\n{}",
        b"PHP Fatal error:  Uncaught Error: x in /a.php:3\nStack trace:\n#0 {main}\n  thrown in /a.php on line 3",
        b"<br />\n<b>Parse error</b>:  syntax error in <b>/a.php</b> on line <b>1</b>",
        b"Deprecated: x in /a.php on line 1",
        b"Warning: \xc4\xe3 in /a.php on line 1",
        b"<br />\r\n<b>Recoverable fatal error</b>: x in <b>a</b> on line <b>1</b>",
        b"<?php echo json_encode($a);",
    ];
    is_refused("php_message", message, &bodies);
}

#[test]
fn text_that_is_no_json_is_named() {
    let bodies: [&[u8]; 30] = [
        b"OK",
        b"Warning: closed today",
        b"undefined",
        b"NaN",
        b"-Infinity",
        b"'a'",
        b"{a:1}",
        b"{\"a\":1,}",
        b"[1,]",
        b"[,]",
        b"{,}",
        b"{\"a\" 1}",
        b"{\"a\":}",
        b"{1:1}",
        b"[1 2]",
        b"[1}",
        b"{\"a\":1]",
        b"01",
        b"-01",
        b"1.a",
        b".5",
        b"+1",
        b"1e+a",
        b"[0x1]",
        b"\"\\x41\"",
        b"\"\\u00g0\"",
        b"\"a\nb\"",
        b"\"\x1f\"",
        b"tru?",
        b"\xe2\x80\xa8{}",
    ];
    for body in bodies {
        let (code, message) = refusal(body);
        let said = (code.as_str(), message.as_str());
        assert_eq!(said, ("not_json", "the response is not JSON"), "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn a_control_character_is_found_anywhere_in_a_text() {
    for control in 0..0x20_u8 {
        for place in 0..24 {
            let body = format!("[\"{}{}智迈智迈\"]", "a".repeat(place), char::from(control));
            assert_eq!(refusal(body).0, "not_json", "{control} at {place}");
        }
    }
}

#[test]
fn text_after_the_json_is_named() {
    is_refused(
        "trailing_text",
        "the response goes on after the JSON",
        &[b"{}{}", b"{} x", b"[]<br />", b"1 2", b"{}\0", "{}\u{feff}".as_bytes()],
    );
}

#[test]
fn json_that_is_no_object_is_named() {
    is_refused(
        "not_an_object",
        "the response is JSON but not an object",
        &[b"[]", b"null", b"\"\"", b"0", b"true", b" [{}] "],
    );
}

#[test]
fn a_hundred_and_twenty_eight_levels_are_read_and_one_more_is_not() {
    let nested = |levels: usize| ["[".repeat(levels), "]".repeat(levels)].concat();
    assert_eq!(read_data(&nested(128)).result, Ok(nested(128)));
    let message = "the response is nested deeper than 128 levels";
    for levels in [129, 1_000_000] {
        let reading = read_data(&nested(levels));
        assert_eq!((error(&reading).code(), error(&reading).to_string().as_str()), ("too_deep", message));
        let reading = read(success(&member_with("status", &[&nested(levels), ",\"more\":1"].concat())));
        assert_eq!(error(&reading).path(), Some("data.user_info.status"));
        let reading = read(success(&member_with("user_points", &["1,\"more\":", &nested(levels)].concat())));
        assert_eq!(error(&reading).code(), "too_deep");
    }
    assert_eq!(refusal("{\"a\":".repeat(1_000_000)).0, "truncated");
}

#[test]
fn sixteen_mebibytes_are_read_and_one_byte_more_is_not() {
    let body = |size: usize| {
        let (start, end) = (r#"{"status":true,"code":0,"data":""#, r#""}"#);
        [start, &"x".repeat(size - start.len() - end.len()), end].concat()
    };
    let read = |size| super::support::read_any(&body(size));
    assert!(read(16 << 20).result.is_ok());
    let reading = read((16 << 20) + 1);
    assert_eq!(
        (error(&reading).code(), error(&reading).to_string().as_str()),
        ("too_large", "the response is larger than 16 MiB")
    );
}

#[test]
fn a_snippet_is_at_most_200_characters_however_they_are_counted() {
    for character in ["x", "智", "😀"] {
        let reading = read(character.repeat(1000));
        let snippet = error(&reading).snippet().expect("a snippet");
        assert_eq!(snippet.encode_utf16().count(), 200);
        assert!(snippet.chars().all(|shown| character.contains(shown)));
    }
}
