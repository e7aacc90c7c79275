//! Numbers as PHP writes them, bare or in quotes.

use std::borrow::Cow;

use crate::json::{Written, is_zero};

/// 2^53 − 1: beyond it JavaScript rounds integers.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;
const MAX_SAFE_INT: u64 = 9_007_199_254_740_991;
/// PHP's floats carry noise: 1998.9999999999998 for 1999.
const NOISE: f64 = 1e-6;

/// Why a number is not one of the documented type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It has a fraction.
    Fraction,
    /// An integer that a JavaScript number does not hold exactly.
    Beyond,
    /// JavaScript would read infinity.
    Infinite,
}

impl Unfit {
    /// What was there, in the words of errors.
    pub(super) fn word(self, written: &Written<'_>) -> &'static str {
        match self {
            Self::Fraction => written.word(),
            Self::Beyond => "integer beyond 2^53-1",
            Self::Infinite => "number beyond 1.8e308",
        }
    }
}

/// Whether it is as most numbers are: an integer that is too short to be misread.
pub(super) fn is_short_integer(number: &str) -> bool {
    number.len() < 16 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits in a text: blanks around them are skipped, a fraction is fine; no `+`, no exponent, no lone point.
pub(super) fn plain(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let digits = text.trim_ascii();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = is_digits(whole.strip_prefix('-').unwrap_or(whole)) && is_digits(fraction);
    is_number.then(|| match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.trim_ascii().into()),
    })
}

/// Digits as JSON spells them: without leading zeros, and without a minus before zero.
pub(super) fn json(digits: Cow<'_, str>) -> Cow<'_, str> {
    match digits.as_bytes() {
        [b'-', ..] if is_zero(&digits) => "0".into(),
        [b'0', b'0'..=b'9', ..] | [b'-', b'0', b'0'..=b'9', ..] => {
            let (sign, unsigned) = digits.strip_prefix('-').map_or(("", &*digits), |unsigned| ("-", unsigned));
            let rest = unsigned.trim_start_matches('0');
            let zero = if rest.starts_with(|first: char| first.is_ascii_digit()) { "" } else { "0" };
            format!("{sign}{zero}{rest}").into()
        }
        _ => digits,
    }
}

/// The integer that a number of JSON is.
#[expect(clippy::cast_possible_truncation, reason = "a whole number of at most 2^53-1 is an i64")]
pub(super) fn int(number: &str) -> Result<i64, Unfit> {
    if let Some(whole) = whole(number) {
        let value = whole.parse().map_err(|_| Unfit::Beyond)?;
        return if is_safe(value) { Ok(value) } else { Err(Unfit::Beyond) };
    }
    let value = float(number).ok_or(Unfit::Beyond)?;
    let whole = value.round();
    if whole.abs() > MAX_SAFE {
        Err(Unfit::Beyond)
    } else if (value - whole).abs() > NOISE {
        Err(Unfit::Fraction)
    } else {
        Ok(whole as i64)
    }
}

/// How JavaScript would read another number than this one of JSON: an integer is rounded, or anything becomes infinite. A
/// number with an exponent is the server's own float, which loses nothing.
pub(super) fn misread(number: &str) -> Option<Unfit> {
    match whole(number).map(str::parse) {
        Some(Ok(value)) if is_safe(value) => None,
        Some(_) if float(number).is_some() => Some(Unfit::Beyond),
        None if float(number).is_some() => None,
        _ => Some(Unfit::Infinite),
    }
}

/// The digits of a number that is written as an integer, or with a fraction of zeros.
pub(super) fn whole(number: &str) -> Option<&str> {
    if is_short_integer(number) {
        return Some(number);
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let has_exponent = number.contains(['e', 'E']);
    (!has_exponent && fraction.bytes().all(|digit| digit == b'0')).then_some(whole)
}

const fn is_safe(value: i64) -> bool {
    value.unsigned_abs() <= MAX_SAFE_INT
}

/// None where it is infinite.
fn float(number: &str) -> Option<f64> {
    serde_json::from_str(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_digits_in_a_text_are_a_number() {
        for text in ["0", "-1", "007.50", " 8\n", "120.0"] {
            assert_eq!(plain(text.into()).as_deref(), Some(text.trim()), "{text}");
        }
        for text in ["", "-", "+1", "1e2", ".5", "5.", "1 2", "0x1", "１", "NaN", "1.2.3", "--1", "1.-2"] {
            assert_eq!(plain(text.into()), None, "{text}");
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
            assert_eq!(json(digits.into()), number, "{digits}");
        }
    }

    #[test]
    fn the_noise_of_phps_floats_is_no_fraction() {
        for (digits, value) in [
            ("1998.9999999999998", Ok(1999)),
            ("-0.0000009", Ok(0)),
            ("1.000002", Err(Unfit::Fraction)),
            ("1.99e1", Err(Unfit::Fraction)),
            ("9007199254740991", Ok(9_007_199_254_740_991)),
            ("9007199254740991.0", Ok(9_007_199_254_740_991)),
            ("9007199254740992", Err(Unfit::Beyond)),
            ("-1e400", Err(Unfit::Beyond)),
        ] {
            assert_eq!(int(digits), value, "{digits}");
        }
    }

    #[test]
    fn a_number_is_misread_where_javascript_rounds_an_integer_or_reads_infinity() {
        for (digits, misread_as) in [
            ("9007199254740991", None),
            ("-9007199254740992", Some(Unfit::Beyond)),
            ("9007199254740993.000", Some(Unfit::Beyond)),
            ("9007199254740993.5", None),
            ("1e20", None),
            ("1.7976931348623157e308", None),
            ("-1.8e308", Some(Unfit::Infinite)),
        ] {
            assert_eq!(misread(digits), misread_as, "{digits}");
        }
    }
}
