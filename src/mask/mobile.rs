//! Whole mobile numbers of mainland China: 11 digits, 1 and then 3 to 9.

use crate::escape::{LAYERS, character};

/// How many digits such a number has.
pub(super) const DIGITS: usize = 11;
/// What may stand right before the number: the country's code and the trunk digit.
const PREFIXES: [&str; 4] = ["", "0", "86", "0086"];

/// `text` with `138****5678` for each number, first where its digits stand as they are, then where they are escaped
/// (`%13812345678` is a number after a percent sign, `%2013812345678` one after a blank).
pub(super) fn mask(text: String) -> String {
    (0..=LAYERS).fold(text, |text, layers| mask_layer(&text, layers))
}

fn mask_layer(text: &str, layers: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    let mut at = 0;
    let mut run = 0;
    loop {
        let found = character(text, at, layers);
        if let Some((digit @ '0'..='9', after)) = found {
            digits.push(digit);
            at = after;
            continue;
        }
        match masked(&digits) {
            Some(masked) => out.push_str(&masked),
            None => out.push_str(text.get(run..at).unwrap_or_default()),
        }
        digits.clear();
        let Some((_, after)) = found else { return out };
        out.push_str(text.get(at..after).unwrap_or_default());
        at = after;
        run = after;
    }
}

/// A run of digits with its middle hidden, if it is a mobile number.
fn masked(digits: &str) -> Option<String> {
    let (prefix, number) = digits.split_at_checked(digits.len().checked_sub(DIGITS)?)?;
    let is_mobile = matches!(number.as_bytes(), [b'1', b'3'..=b'9', ..]);
    let hidden = || Some([prefix, number.get(..3)?, "****", number.get(7..)?].concat());
    if is_mobile && PREFIXES.contains(&prefix) { hidden() } else { None }
}
