//! Texts in JSON: where one ends, what its escapes mean, and how one is written.

use crate::error::BadBody;

/// Where the text ends that begins at `at`, after its opening quote; and whether it has escapes.
pub(super) fn end_of_string(bytes: &[u8], mut at: usize) -> Result<(usize, bool), BadBody> {
    let mut escaped = false;
    loop {
        match bytes.get(at) {
            Some(b'"') => return Ok((at + 1, escaped)),
            Some(b'\\') => {
                escaped = true;
                at = end_of_escape(bytes, at + 1)?;
            }
            Some(0..0x20) => return Err(BadBody::NotJson),
            Some(_) => at += 1,
            None => return Err(BadBody::Truncated),
        }
    }
}

fn end_of_escape(bytes: &[u8], at: usize) -> Result<usize, BadBody> {
    match bytes.get(at) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => return Ok(at + 1),
        Some(b'u') => {}
        Some(_) => return Err(BadBody::NotJson),
        None => return Err(BadBody::Truncated),
    }
    for at in at + 1..at + 5 {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii_hexdigit() => {}
            Some(_) => return Err(BadBody::NotJson),
            None => return Err(BadBody::Truncated),
        }
    }
    Ok(at + 5)
}

/// The meaning of a valid JSON text without its quotes. Half a surrogate pair, which JSON allows, becomes U+FFFD.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut after = escape.chars();
        match after.next() {
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('u') => {
                let (character, length) = code_point(escape);
                out.push(character);
                after = escape.get(length..).unwrap_or_default().chars();
            }
            other => out.extend(other),
        }
        rest = after.as_str();
    }
    out.push_str(rest);
    out
}

/// The character of `uXXXX` or `uXXXX\uXXXX` at the beginning of `escape`, and how many bytes that took.
fn code_point(escape: &str) -> (char, usize) {
    let unit = |at: usize| escape.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let first = unit(1).unwrap_or_default();
    if let 0xD800..0xDC00 = first
        && escape.get(5..7) == Some("\\u")
        && let Some(second @ 0xDC00..0xE000) = unit(7)
    {
        let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 11);
    }
    (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 5)
}

/// Writes `text` as a JSON text, with its quotes.
pub(crate) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(text.get(plain..at).unwrap_or_default());
        plain = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x8 => out.push_str("\\b"),
            0xC => out.push_str("\\f"),
            _ => {
                out.push_str(if byte < 16 { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(u32::from(byte & 15), 16));
            }
        }
    }
    out.push_str(text.get(plain..).unwrap_or_default());
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_text_is_what_javascript_would_write() {
        for text in ["", "a", "\"\\/\u{8}\u{c}\n\r\t", "\0\u{1f}\u{7f}", "智迈😀𠮷", "\u{2028}"] {
            let mut out = String::new();
            write_string(&mut out, text);
            assert_eq!(out, serde_json::to_string(text).unwrap_or_default());
        }
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescape(r#"\"\\\/\b\f\n\r\tx"#), "\"\\/\u{8}\u{c}\n\r\tx");
        assert_eq!(unescape(r"\u667A\u8fc8 \ud83d\uDE00"), "智迈 😀");
    }

    #[test]
    fn half_a_surrogate_pair_is_replaced_and_takes_nothing_else_with_it() {
        assert_eq!(unescape(r"\ud83dx"), "\u{fffd}x");
        assert_eq!(unescape(r"\ude00\n"), "\u{fffd}\n");
        assert_eq!(unescape(r"\ud83d\ud83d\ude00"), "\u{fffd}😀");
        assert_eq!(unescape(r"\ud83d\u0041"), "\u{fffd}A");
    }
}
