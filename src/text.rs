//! Small work on text. What `str` and `fmt` have for it costs kilobytes of Wasm: their patterns and formats are general.

/// Appends a number in decimal digits.
pub(crate) fn push_decimal(out: &mut String, number: u64) {
    if number > 9 {
        push_decimal(out, number / 10);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    out.push(char::from(b'0' + digit));
}

/// A number in decimal digits.
pub(crate) fn decimal(number: u64) -> String {
    let mut out = String::new();
    push_decimal(&mut out, number);
    out
}

/// The number that decimal digits mean, if it is below 2^63.
pub(crate) fn parse_decimal(digits: &str) -> Option<u64> {
    let mut number: u64 = 0;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() || number >= 1 << 60 {
            return None;
        }
        number = number * 10 + u64::from(digit - b'0');
    }
    (!digits.is_empty() && number < 1 << 63).then_some(number)
}

/// Whether `text` contains `word`.
pub(crate) fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window == word.as_bytes())
}

/// Whether every byte is one of those; so it is for the empty text.
pub(crate) fn every(text: &str, is: fn(u8) -> bool) -> bool {
    for byte in text.bytes() {
        if !is(byte) {
            return false;
        }
    }
    true
}

/// Whether a text is decimal digits, one or more.
pub(crate) fn is_decimal(text: &str) -> bool {
    !text.is_empty() && every(text, |byte| byte.is_ascii_digit())
}

/// The place of a name in a list.
pub(crate) fn place_of(name: &str, names: &[&str]) -> Option<usize> {
    for (place, known) in names.iter().enumerate() {
        if *known == name {
            return Some(place);
        }
    }
    None
}

/// What stands before the first byte that is a mark, and the rest with that mark.
pub(crate) fn split_before(text: &str, is_mark: fn(u8) -> bool) -> (&str, &str) {
    let mut at = 0;
    for byte in text.bytes() {
        if is_mark(byte) {
            break;
        }
        at += 1;
    }
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// What stands before the last colon, and the rest with that colon; without one, all of it and nothing.
pub(crate) fn split_before_last_colon(text: &str) -> (&str, &str) {
    let mut last = text.len();
    for (at, byte) in text.bytes().enumerate() {
        if byte == b':' {
            last = at;
        }
    }
    text.split_at_checked(last).unwrap_or((text, ""))
}

/// A wording with each `{}` replaced by the next part.
pub(crate) fn fill(wording: &str, parts: &[&str]) -> String {
    let mut out = String::new();
    let mut parts = parts.iter();
    for character in wording.chars() {
        match character {
            '{' => out.push_str(parts.next().unwrap_or(&"")),
            '}' => {}
            character => out.push(character),
        }
    }
    out
}
