//! Numbers as text. None is ever parsed as a float: that would round, and costs more bytes than all the rest.

/// A decimal number: `whole.fraction × 10^exponent`, without the zeros that do not count.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
    exponent: Option<i64>,
}

/// The documented types of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Int,
    Float,
}

impl Form {
    /// The type in the vendor's word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Float => "float",
        }
    }
}

/// Why a number cannot be written as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// Not an integer.
    Fraction,
    /// An integer that a JavaScript number does not hold exactly.
    Beyond,
    /// JavaScript would read infinity.
    Infinite,
}

const MAX_SAFE: &str = "9007199254740991";
/// The first digits of the smallest number that rounds to infinity, which has 309 before the point.
const INFINITE: &str = "1797693134862315807";

impl<'t> Number<'t> {
    /// Digits with perhaps a minus before them and a fraction behind; no `+`, exponent or blank. Leading zeros are fine.
    pub(crate) fn plain(text: &'t str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (is_number(whole) && is_number(fraction)).then(|| Self {
            negative: digits.len() < text.len(),
            whole: whole.trim_start_matches('0'),
            fraction: fraction.trim_end_matches('0'),
            exponent: None,
        })
    }

    /// Any number of JSON.
    pub(crate) fn json(text: &'t str) -> Option<Self> {
        let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return Self::plain(text) };
        let number = Self::plain(mantissa)?;
        let digits = exponent.trim_start_matches(['+', '-']);
        // A million is beyond any use, and short of any overflow.
        let size = digits.bytes().fold(0, |sum: i64, digit| (sum * 10 + i64::from(digit & 15)).min(1_000_000_000));
        Some(Self { exponent: Some(if exponent.starts_with('-') { -size } else { size }), ..number })
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
        if self.exponent.is_none() && self.whole.len() < 309 {
            return false;
        }
        let (digits, magnitude) = self.scientific();
        !digits.is_empty() && (magnitude > 309 || (magnitude == 309 && digits.as_str() >= INFINITE))
    }

    /// Its digits without the outer zeros, and the power of ten that `0.digits` is to be multiplied with.
    fn scientific(&self) -> (String, i64) {
        let digits = [self.whole, self.fraction].concat();
        let digits = digits.trim_end_matches('0');
        let significant = digits.trim_start_matches('0');
        let magnitude = length(self.whole) + self.exponent.unwrap_or(0) - length(digits) + length(significant);
        (significant.into(), magnitude)
    }

    /// Writes it as a JSON number of this form, if JavaScript reads that as the same number.
    pub(crate) fn write(&self, form: Form, out: &mut String) -> Result<(), Unfit> {
        match form {
            Form::Int => self.write_integer(out),
            Form::Float => self.write_float(out),
        }
    }

    fn write_integer(&self, out: &mut String) -> Result<(), Unfit> {
        if self.is_zero() {
            out.push('0');
            return Ok(());
        }
        if self.exponent.is_some() {
            return self.write_scientific_integer(out);
        }
        if !self.fraction.is_empty() {
            return Err(Unfit::Fraction);
        }
        self.write_safe(self.whole, out)
    }

    fn write_scientific_integer(&self, out: &mut String) -> Result<(), Unfit> {
        let (mut digits, magnitude) = self.scientific();
        if magnitude < length(&digits) {
            return Err(Unfit::Fraction);
        }
        if magnitude > length(MAX_SAFE) {
            return Err(Unfit::Beyond);
        }
        while length(&digits) < magnitude {
            digits.push('0');
        }
        self.write_safe(&digits, out)
    }

    fn write_safe(&self, digits: &str, out: &mut String) -> Result<(), Unfit> {
        if !is_safe(digits) {
            return Err(Unfit::Beyond);
        }
        out.push_str(if self.negative { "-" } else { "" });
        out.push_str(digits);
        Ok(())
    }

    fn write_float(&self, out: &mut String) -> Result<(), Unfit> {
        if self.is_zero() {
            out.push('0');
            return Ok(());
        }
        if self.is_infinite() {
            return Err(Unfit::Infinite);
        }
        if self.is_rounded() {
            return Err(Unfit::Beyond);
        }
        out.push_str(if self.negative { "-" } else { "" });
        out.push_str(if self.whole.is_empty() { "0" } else { self.whole });
        if !self.fraction.is_empty() {
            out.push('.');
            out.push_str(self.fraction);
        }
        if let Some(exponent) = self.exponent {
            out.push('e');
            out.push_str(&exponent.to_string());
        }
        Ok(())
    }

    /// Whether it is written without a fraction other than zeros.
    pub(crate) const fn is_integer(&self) -> bool {
        self.fraction.is_empty()
    }

    /// Writes all its digits before the point.
    pub(crate) fn write_whole(&self, out: &mut String) {
        out.push_str(if self.negative { "-" } else { "" });
        out.push_str(self.whole);
    }
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

    fn integer(text: &str) -> Result<String, Option<Unfit>> {
        let mut out = String::new();
        Number::json(text).ok_or(None)?.write(Form::Int, &mut out)?;
        Ok(out)
    }

    fn float(text: &str) -> Result<String, Option<Unfit>> {
        let mut out = String::new();
        Number::json(text).ok_or(None)?.write(Form::Float, &mut out)?;
        Ok(out)
    }

    impl From<Unfit> for Option<Unfit> {
        fn from(unfit: Unfit) -> Self {
            Some(unfit)
        }
    }
}
