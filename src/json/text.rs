//! Texts in JSON: what their escapes mean, and how one is written.

use crate::escape;

/// The meaning of a valid JSON text without its quotes.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut plain = 0;
    while let Some(length) = text.get(plain..).and_then(|rest| rest.bytes().position(|byte| byte == b'\\')) {
        let at = plain + length;
        out.push_str(text.get(plain..at).unwrap_or_default());
        let Some((character, after)) = escape::json(text, at) else { return out };
        out.push(character);
        plain = after;
    }
    out.push_str(text.get(plain..).unwrap_or_default());
    out
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
