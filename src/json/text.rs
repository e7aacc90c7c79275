//! Texts in JSON: where one ends, what its escapes mean, and how one is written.

use crate::error::BadBody;
use crate::escape;

/// Where the text ends that begins at `at`, after its opening quote; and whether it has escapes.
pub(super) fn end_of_string(bytes: &[u8], mut at: usize) -> Result<(usize, bool), BadBody> {
    let mut escaped = false;
    loop {
        // Eight bytes at a time while there are eight.
        if let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let plain = plain_bytes(u64::from_le_bytes(*chunk));
            at += plain;
            if plain == 8 {
                continue;
            }
        }
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

/// How many of eight bytes, the first one lowest, come before a quote, a backslash or a control character.
#[inline(always)]
const fn plain_bytes(bytes: u64) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let quote = bytes ^ (ONES * b'"' as u64);
    let backslash = bytes ^ (ONES * b'\\' as u64);
    // A borrow can only spoil what is above the lowest byte that is found, and that is the one that counts.
    let found = (quote.wrapping_sub(ONES) & !quote)
        | (backslash.wrapping_sub(ONES) & !backslash)
        | (bytes.wrapping_sub(ONES * 0x20) & !bytes);
    (found & HIGH).trailing_zeros() as usize / 8
}

fn end_of_escape(bytes: &[u8], at: usize) -> Result<usize, BadBody> {
    let digits = match bytes.get(at) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => return Ok(at + 1),
        Some(b'u') => bytes.get(at + 1..).unwrap_or_default(),
        Some(_) => return Err(BadBody::NotJson),
        None => return Err(BadBody::Truncated),
    };
    match digits.iter().take(4).position(|byte| !byte.is_ascii_hexdigit()) {
        Some(_) => Err(BadBody::NotJson),
        None if digits.len() < 4 => Err(BadBody::Truncated),
        None => Ok(at + 5),
    }
}

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
