//! Where a text ends.

use crate::Flaw;

/// Where the text ends that begins at `at`, after its opening quote; and whether it has escapes.
pub(crate) fn end_of_text(bytes: &[u8], mut at: usize) -> Result<(usize, bool), Flaw> {
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
            Some(0..0x20) => return Err(Flaw::NotJson),
            Some(_) => at += 1,
            None => return Err(Flaw::Truncated),
        }
    }
}

/// How many of eight bytes, the first one lowest, come before a quote, a backslash or a control character.
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

fn end_of_escape(bytes: &[u8], at: usize) -> Result<usize, Flaw> {
    let digits = match bytes.get(at) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => return Ok(at + 1),
        Some(b'u') => bytes.get(at + 1..).unwrap_or_default(),
        Some(_) => return Err(Flaw::NotJson),
        None => return Err(Flaw::Truncated),
    };
    match digits.iter().take(4).position(|byte| !byte.is_ascii_hexdigit()) {
        Some(_) => Err(Flaw::NotJson),
        None if digits.len() < 4 => Err(Flaw::Truncated),
        None => Ok(at + 5),
    }
}
