//! Whole mobile numbers of mainland China: 11 digits, 1 and then 3 to 9.

use super::escape::{LAYERS, character};

/// How many digits such a number has.
const DIGITS: usize = 11;
/// What may stand right before the number: the country's code and the trunk digit.
const PREFIXES: [&[u8]; 4] = [b"", b"0", b"86", b"0086"];

/// `text` with `138****5678` for each number, whatever its digits are grouped by: first where its digits stand as they
/// are, then where they are escaped (`%13812345678` is a number after a percent sign, `%2013812345678` one after a
/// blank).
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
        let part = match found {
            Some((blank @ (' ' | '-'), after)) if !digits.is_empty() && is_digit(text, after, layers) => Some(blank),
            Some((character, _)) => digit(character),
            None => None,
        };
        if let (Some(part), Some((_, after))) = (part, found) {
            digits.push(part);
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

fn is_digit(text: &str, at: usize, layers: usize) -> bool {
    character(text, at, layers).is_some_and(|(found, _)| digit(found).is_some())
}

/// The digit that it is, be it of full width.
fn digit(found: char) -> Option<char> {
    match found {
        '０'..='９' => char::from_digit(u32::from(found) - u32::from('０'), 10),
        _ => found.is_ascii_digit().then_some(found),
    }
}

/// Groups of digits with the middle of each mobile number hidden, be it one group or the three of `138 1234 5678`.
fn masked(run: &str) -> Option<String> {
    if run.len() < DIGITS {
        return None;
    }
    let mut out = run.as_bytes().to_vec();
    let groups: Vec<&[u8]> = run.as_bytes().split(|byte| !byte.is_ascii_digit()).collect();
    let mut start = 0;
    for (place, group) in groups.iter().enumerate() {
        let end = start + group.len();
        let is_grouped = matches!(groups.get(place + 1..place + 3), Some([[_, _, _, _], [_, _, _, _]]));
        let hidden = if is_grouped && is_start(group, 3) {
            end + 1..end + 5
        } else if is_start(group, DIGITS) {
            end - 8..end - 4
        } else {
            0..0
        };
        out.get_mut(hidden).unwrap_or_default().fill(b'*');
        start = end + 1;
    }
    String::from_utf8(out).ok().filter(|out| out != run)
}

/// Whether these are the first `count` digits of a mobile number, perhaps after a prefix.
fn is_start(digits: &[u8], count: usize) -> bool {
    let (prefix, number) = digits.split_at(digits.len().saturating_sub(count));
    matches!(number, [b'1', b'3'..=b'9', ..]) && number.len() == count && PREFIXES.contains(&prefix)
}
