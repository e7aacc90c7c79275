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

/// What stands before and after the first of the ASCII bytes in `marks`; the mark itself is with what stands after.
pub(crate) fn split_before<'t>(text: &'t str, marks: &[u8]) -> (&'t str, &'t str) {
    let at = text.bytes().position(|byte| marks.contains(&byte)).unwrap_or(text.len());
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// What stands before and after the last colon.
pub(crate) fn split_at_last_colon(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == b':')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}
