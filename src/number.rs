//! Numbers as text. None is ever parsed as a float: that would round, and costs more bytes than all the rest.

/// A decimal number: `whole.fraction × 10^exponent`, without the zeros that do not count.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
    exponent: Option<i64>,
}

/// Why a number is not one of the documented type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It has a fraction, or is none at all.
    Type,
    /// An integer that a JavaScript number does not hold exactly.
    Beyond,
    /// JavaScript would read infinity.
    Infinite,
}

const MAX_SAFE: &str = "9007199254740991";
/// The first digits of the smallest number that rounds to infinity, which has 309 before the point.
const INFINITE: &str = "1797693134862315807";
const INFINITE_DIGITS: i64 = 309;
/// More than any text has digits, and far from any overflow.
const MAX_EXPONENT: i64 = 1_000_000_000;

impl<'t> Number<'t> {
    /// Digits with perhaps a minus before them and a fraction behind; no `+`, exponent or blank. Leading zeros are fine.
    pub(crate) fn plain(text: &'t str) -> Option<Self> {
        let digits = text.strip_prefix("-").unwrap_or(text);
        let point = digits.bytes().position(|byte| byte == b'.');
        let (whole, fraction) =
            point.map_or(Some((digits, "0")), |at| Some((digits.get(..at)?, digits.get(at + 1..)?)))?;
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (is_number(whole) && is_number(fraction)).then(|| Self {
            negative: digits.len() < text.len(),
            whole: without_leading_zeros(whole),
            fraction: without_trailing_zeros(fraction),
            exponent: None,
        })
    }

    /// Any number of JSON.
    pub(crate) fn json(text: &'t str) -> Option<Self> {
        let Some(end) = text.bytes().position(|byte| matches!(byte, b'e' | b'E')) else { return Self::plain(text) };
        let number = Self::plain(text.get(..end)?)?;
        let mut exponent: i64 = 0;
        let mut sign = 1;
        for byte in text.bytes().skip(end + 1) {
            match byte {
                b'-' => sign = -1,
                b'0'..=b'9' => exponent = (exponent * 10 + i64::from(byte - b'0')).min(MAX_EXPONENT),
                _ => {}
            }
        }
        Some(Self { exponent: Some(sign * exponent), ..number })
    }

    pub(crate) const fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    /// Whether JavaScript would read another number: an integer is rounded, or anything becomes infinity. A number
    /// with an exponent is the server's own float, which loses nothing.
    pub(crate) fn is_lossy(&self) -> bool {
        self.is_infinite() || self.is_rounded()
    }

    fn is_rounded(&self) -> bool {
        self.exponent.is_none() && self.fraction.is_empty() && !is_safe(self.whole)
    }

    fn is_infinite(&self) -> bool {
        if self.exponent.is_none() && length(self.whole) < INFINITE_DIGITS {
            return false;
        }
        let (digits, magnitude) = self.scientific();
        let is_largest = magnitude == INFINITE_DIGITS && digits.as_str() >= INFINITE;
        !digits.is_empty() && (magnitude > INFINITE_DIGITS || is_largest)
    }

    /// Its digits without the outer zeros, and the power of ten that `0.digits` is to be multiplied with.
    fn scientific(&self) -> (String, i64) {
        let digits = [self.whole, self.fraction].concat();
        let significant = without_leading_zeros(&digits);
        let zeros = length(&digits) - length(significant);
        (without_trailing_zeros(significant).into(), length(self.whole) - zeros + self.exponent.unwrap_or(0))
    }

    /// Writes it as JSON that JavaScript reads as the same number; without a fraction unless a float is asked for.
    pub(crate) fn write(&self, is_float: bool, out: &mut String) -> Result<(), Unfit> {
        if self.exponent.is_some() {
            return self.write_scaled(is_float, out);
        }
        if self.fraction.is_empty() {
            return self.write_safe(self.whole, out);
        }
        if !is_float {
            return Err(Unfit::Type);
        }
        if self.is_infinite() {
            return Err(Unfit::Infinite);
        }
        if self.negative {
            out.push('-');
        }
        out.push_str(if self.whole.is_empty() { "0" } else { self.whole });
        out.push('.');
        out.push_str(self.fraction);
        Ok(())
    }

    /// With its exponent worked out, which leaves an integer or nothing.
    fn write_scaled(&self, is_float: bool, out: &mut String) -> Result<(), Unfit> {
        let (mut digits, magnitude) = self.scientific();
        if is_float && self.is_infinite() {
            return Err(Unfit::Infinite);
        }
        if !digits.is_empty() && magnitude < length(&digits) {
            return Err(Unfit::Type);
        }
        if !digits.is_empty() && magnitude > length(MAX_SAFE) {
            return Err(Unfit::Beyond);
        }
        while !digits.is_empty() && length(&digits) < magnitude {
            digits.push('0');
        }
        self.write_safe(&digits, out)
    }

    fn write_safe(&self, digits: &str, out: &mut String) -> Result<(), Unfit> {
        if !is_safe(digits) {
            return Err(Unfit::Beyond);
        }
        if self.negative && !digits.is_empty() {
            out.push('-');
        }
        out.push_str(if digits.is_empty() { "0" } else { digits });
        Ok(())
    }

    /// All digits of a number written as an integer, its sign before them.
    pub(crate) fn whole_text(&self) -> Option<String> {
        self.fraction.is_empty().then(|| [if self.negative { "-" } else { "" }, self.whole].concat())
    }
}

/// What counts of the digits of an integer.
pub(crate) fn without_leading_zeros(digits: &str) -> &str {
    let zeros = digits.bytes().take_while(|&digit| digit == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}

fn without_trailing_zeros(digits: &str) -> &str {
    let zeros = digits.bytes().rev().take_while(|&digit| digit == b'0').count();
    digits.get(..digits.len() - zeros).unwrap_or_default()
}

/// Whether an integer of these digits, without leading zeros, is at most 2^53−1.
fn is_safe(digits: &str) -> bool {
    digits.len() < MAX_SAFE.len() || (digits.len() == MAX_SAFE.len() && digits <= MAX_SAFE)
}

fn length(digits: &str) -> i64 {
    i64::try_from(digits.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, is_float: bool) -> Result<String, Unfit> {
        let mut out = String::new();
        Number::json(text).ok_or(Unfit::Type)?.write(is_float, &mut out)?;
        Ok(out)
    }

    fn int(text: &str) -> Result<String, Unfit> {
        written(text, false)
    }

    fn float(text: &str) -> Result<String, Unfit> {
        written(text, true)
    }

    #[test]
    fn an_int_is_written_without_the_zeros_that_do_not_count() {
        for (text, json) in [("0", "0"), ("-0", "0"), ("000", "0"), ("007", "7"), ("-007.00", "-7"), ("120.0", "120")] {
            assert_eq!(int(text), Ok(json.into()), "{text}");
        }
    }

    #[test]
    fn an_exponent_that_gives_an_integer_is_worked_out() {
        let cases = [("1e2", "100"), ("-1.5E+1", "-15"), ("100e-2", "1"), ("0.001e3", "1"), ("0e999999999999", "0")];
        for (text, json) in cases {
            assert_eq!(int(text), Ok(json.into()), "{text}");
        }
        for text in ["1e-1", "1.55e1", "1e-999999999999"] {
            assert_eq!(int(text), Err(Unfit::Type), "{text}");
        }
    }

    #[test]
    fn an_int_ends_at_2_to_the_53_minus_1() {
        assert_eq!(int("-9007199254740991"), Ok("-9007199254740991".into()));
        assert_eq!(int("0000000009007199254740991.000"), Ok("9007199254740991".into()));
        assert_eq!(int("9.007199254740991e15"), Ok("9007199254740991".into()));
        for text in ["9007199254740992", "-10000000000000000", "1e16", "9007199254740992e0", "1e999999999999"] {
            assert_eq!(int(text), Err(Unfit::Beyond), "{text}");
        }
    }

    #[test]
    fn a_float_ends_where_javascript_reads_infinity() {
        let zeros = "0".repeat(308);
        let largest = ["1", &zeros, ".5"].concat();
        assert_eq!(float(&largest), Ok(largest));
        assert_eq!(float(&["2", &zeros, ".5"].concat()), Err(Unfit::Infinite));
        let is_lossy = |text: &str| Number::json(text).map(|number| number.is_lossy());
        for text in ["1.7976931348623157e308", "-17976931348623157e+292", "1e308", "1e-999", "0.0e999"] {
            assert_eq!(is_lossy(text), Some(false), "{text}");
            assert!(text.parse::<f64>().is_ok_and(f64::is_finite), "{text}");
        }
        for text in ["1.7976931348623159e308", "-2E+308", "0.2e309", "1e309", "1e99999999999999999999"] {
            assert_eq!(is_lossy(text), Some(true), "{text}");
            assert!(text.parse::<f64>().is_ok_and(f64::is_infinite), "{text}");
        }
    }

    #[test]
    fn an_integer_in_a_float_is_never_rounded() {
        assert_eq!(float("9007199254740993"), Err(Unfit::Beyond));
        assert_eq!(float("9007199254740993.0"), Err(Unfit::Beyond));
        assert_eq!(float("007.50"), Ok("7.5".into()));
        assert_eq!(float("-0.50"), Ok("-0.5".into()));
    }

    #[test]
    fn only_plain_decimals_are_numbers() {
        for text in ["", "-", ".", "1.", ".5", "+1", "1 2", "1e2", "0x10", "--1", "1.2.3", "１", "1_0"] {
            assert!(Number::plain(text).is_none(), "{text}");
        }
    }
}
