//! Numbers as PHP writes them, and what JavaScript makes of them.

use std::borrow::Cow;

/// 2^53 − 1: beyond it JavaScript rounds integers.
pub(super) const MAX_SAFE: f64 = 9_007_199_254_740_991.0;
const MAX_SAFE_INT: u64 = 9_007_199_254_740_991;
/// An integer that JavaScript would round, in the words of errors.
pub(super) const BEYOND: &str = "integer beyond 2^53-1";
/// A number that JavaScript would read as infinity.
pub(super) const INFINITE: &str = "number beyond 1.8e308";

/// Whether it is as most numbers are: an integer that is too short to be rounded.
pub(super) fn is_short_integer(number: &str) -> bool {
    number.len() < 16 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number is written without fraction and exponent.
pub(super) fn is_integer(number: &str) -> bool {
    !number.contains(['.', 'e', 'E'])
}

/// Whether a number is zero, whatever its sign, fraction and exponent.
pub(crate) fn is_zero(number: &str) -> bool {
    let mut mantissa = number.bytes().take_while(|byte| !matches!(byte, b'e' | b'E'));
    !mantissa.any(|byte| matches!(byte, b'1'..=b'9'))
}

/// Whether a text is a number: digits with or without a fraction; no `+`, no exponent, no lone point.
pub(super) fn is_decimal(text: &str) -> bool {
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    is_digits(whole.strip_prefix('-').unwrap_or(whole)) && is_digits(fraction)
}

/// The number as JSON spells it: without leading zeros, and without a minus before zero.
pub(super) fn to_json(number: &str) -> Cow<'_, str> {
    if number.starts_with('-') && is_zero(number) {
        return "0".into();
    }
    let unsigned = number.trim_start_matches('-');
    let zeros = unsigned.bytes().take_while(|&byte| byte == b'0').count();
    let has_more = unsigned.as_bytes().get(zeros).is_some_and(u8::is_ascii_digit);
    match unsigned.get(if has_more { zeros } else { zeros.saturating_sub(1) }..) {
        Some(shorter) if shorter.len() < unsigned.len() && number.starts_with('-') => format!("-{shorter}").into(),
        Some(shorter) if shorter.len() < unsigned.len() => shorter.into(),
        _ => number.into(),
    }
}

/// How JavaScript would misread a number of JSON: it rounds an integer, and reads infinity. A number with an exponent is the
/// server's own float, which loses nothing.
pub(super) fn loss(number: &str) -> Option<&'static str> {
    if is_short_integer(number) {
        return None;
    }
    match (value_of(number), whole(number).map(str::parse::<i64>)) {
        (None, _) => Some(INFINITE),
        (_, Some(Ok(value))) if value.unsigned_abs() <= MAX_SAFE_INT => None,
        (_, Some(_)) => Some(BEYOND),
        (_, None) => None,
    }
}

/// The digits of a number that is written as an integer, or with a fraction of zeros.
pub(super) fn whole(number: &str) -> Option<&str> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    (is_integer(whole) && fraction.bytes().all(|digit| digit == b'0')).then_some(whole)
}

/// The digits of a whole number, else what is written: PHP writes a whole float with a fraction of zeros, if it is asked to.
pub(crate) fn digits(number: &str) -> &str {
    whole(number).unwrap_or(number)
}

/// None where it is infinite.
pub(super) fn value_of(number: &str) -> Option<f64> {
    serde_json::from_str(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_digits_in_a_text_are_a_number() {
        for text in ["0", "-1", "007.50", "120.0"] {
            assert!(is_decimal(text), "{text}");
        }
        for text in ["", "-", "+1", "1e2", ".5", "5.", "1 2", "0x1", "１", "NaN", "1.2.3", "--1", "1.-2"] {
            assert!(!is_decimal(text), "{text}");
        }
    }

    #[test]
    fn plain_digits_become_a_number_of_json() {
        for (digits, number) in [
            ("0", "0"),
            ("-0", "0"),
            ("000", "0"),
            ("-00.0", "0"),
            ("00.0", "0.0"),
            ("120", "120"),
            ("-120", "-120"),
            ("000120", "120"),
            ("0.01", "0.01"),
            ("-007.50", "-7.50"),
            ("-0.5", "-0.5"),
            ("00.5", "0.5"),
            ("-0e3", "0"),
            ("1e21", "1e21"),
        ] {
            assert_eq!(to_json(digits), number, "{digits}");
        }
    }

    #[test]
    fn a_number_is_misread_where_javascript_rounds_an_integer_or_reads_infinity() {
        for (digits, lost) in [
            ("9007199254740991", None),
            ("-9007199254740992", Some(BEYOND)),
            ("9007199254740993.000", Some(BEYOND)),
            ("9007199254740993.5", None),
            ("1e20", None),
            ("1.7976931348623157e308", None),
            ("-1.8e308", Some(INFINITE)),
        ] {
            assert_eq!(loss(digits), lost, "{digits}");
        }
    }
}
