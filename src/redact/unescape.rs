//! Text as it reads once it is unescaped.

use percent_encoding::percent_decode_str;

/// Escapes nested deeper than this hide something.
const MAX_ROUNDS: usize = 8;

/// Unescapes `text` step by step until nothing is escaped, or `shows` is true of what a step gives. Whether that was so;
/// true, too, of a text that is escaped too deeply.
pub(super) fn any_unescaped(text: &str, mut shows: impl FnMut(&str) -> bool) -> bool {
    let mut text = text.to_owned();
    for _ in 0..MAX_ROUNDS {
        let mut is_plain = true;
        for unescape in [percent, html, plain] {
            let next = unescape(&text);
            if next != text {
                if shows(&next) {
                    return true;
                }
                is_plain = false;
                text = next;
            }
        }
        if is_plain {
            return false;
        }
    }
    true
}

fn percent(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn html(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let found = piece.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest)));
        out.push(found.map_or('&', |(character, _)| character));
        out.push_str(found.map_or(piece, |(_, rest)| rest));
    }
    out
}

/// Any by its number, and by name those that PHP and templates write: the other 2,000 would make the package a sixth larger.
fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
            char::from_u32(code.ok()?)
        }
    }
}

/// Resolves the escapes of JSON, and makes one character of those that are written for one another. All other
/// backslashes go: no step can know which of them are escaped themselves.
fn plain(text: &str) -> String {
    let mut pieces = text.split('\\');
    let mut units: Vec<u16> = pieces.next().unwrap_or_default().encode_utf16().collect();
    for piece in pieces {
        let hex = piece.strip_prefix('u').and_then(|piece| piece.get(..4));
        let unit = hex.and_then(|hex| u16::from_str_radix(hex, 16).ok());
        units.extend(unit);
        units.extend(unit.map_or(piece, |_| piece.get(5..).unwrap_or_default()).encode_utf16());
    }
    String::from_utf16_lossy(&units).chars().map(folded).collect()
}

fn folded(character: char) -> char {
    match character {
        // Their escapes read so without a backslash.
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '+' | '\u{a0}' | '\u{3000}' => ' ',
        // Full width.
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}
