//! Text from outside with the request's secrets and whole mobile numbers hidden.

mod unescape;

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use self::unescape::any_unescaped;

/// What the names of secrets have in them, in lower case.
const SECRET_NAMES: [&str; 7] = ["pass", "pwd", "secret", "openkey", "token", "mobile", "phone"];
const MASK: &str = "***";
const SNIPPET_UNITS: usize = 200;
/// Nobody reads more, and unescaping takes time.
const SHOWN_BYTES: usize = 64 << 10;
/// A server could send much that the mask makes short.
const READ_BYTES: usize = 256 << 10;
/// A text may be cut in the middle of a secret: this many characters from its beginning are hidden like all of it, if
/// they are at least half of it. Fewer may be there by chance.
const PART: usize = 8;
/// What may stand before a mobile number of mainland China: the trunk digit and the country's code.
const PREFIXES: [&str; 4] = ["", "0", "86", "0086"];
/// How the numbers are written (`d` a digit, 3 one from 3 to 9, a blank also a hyphen), and where their middle begins.
const MOBILES: [(&str, usize); 2] = [("13ddddddddd", 3), ("13d dddd dddd", 4)];

/// What must never be shown, wiped on drop.
#[derive(Default)]
pub struct Secrets {
    values: Vec<Zeroizing<String>>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secrets")
    }
}

impl Secrets {
    pub const fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// Adds a secret, and what its own escapes stand for: a Token is escaped for a URL.
    pub fn add(&mut self, secret: &str) {
        let mut add = |text: &str| {
            // The empty text is in every text.
            if !text.is_empty() {
                self.values.push(Zeroizing::new(text.to_owned()));
            }
            false
        };
        add(secret);
        any_unescaped(secret, add);
    }

    /// Adds the texts and numbers of `params`, which is JSON, that stand under a secret's name, however deep.
    pub fn add_params(&mut self, params: &str) {
        self.add_from(params, false);
    }

    /// `is_secret` says whether the value stands under such a name.
    fn add_from(&mut self, json: &str, is_secret: bool) {
        // Raw, because numbers count as they are written.
        if let Ok(fields) = serde_json::from_str::<BTreeMap<String, &RawValue>>(json) {
            for (name, value) in fields {
                let name = name.to_ascii_lowercase();
                self.add_from(value.get(), is_secret || SECRET_NAMES.iter().any(|word| name.contains(word)));
            }
        } else if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) {
            for item in items {
                self.add_from(item.get(), is_secret);
            }
        } else if is_secret {
            match serde_json::from_str::<String>(json) {
                Ok(text) => self.add(&text),
                Err(_) if json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) => self.add(json),
                Err(_) => {}
            }
        }
    }

    /// `text` with `***` for each secret and with the middle of each mobile number of mainland China hidden. If one that
    /// is escaped is left, all of it is `***`. At most about 64 KiB are shown.
    pub fn mask(&self, text: &str) -> String {
        let mut masked = self.hide(text, |secret| secret);
        for middle in middles_of_mobiles(&masked) {
            masked.replace_range(middle, "****");
        }
        let shows = |text: &str| {
            self.values.iter().any(|secret| text.contains(part(secret)))
                || !middles_of_mobiles(text).is_empty()
                || self.may_be_garbled_in(text)
        };
        // Parts come last: behind a part that needs no escapes the rest of the secret may stand escaped.
        if any_unescaped(&masked, shows) { MASK.into() } else { self.hide(&masked, part) }
    }

    /// The beginning of `text`, masked before it is cut: at most 200 characters, as JavaScript counts them.
    pub fn snippet(&self, text: &str) -> String {
        let mut masked = self.mask(text);
        let mut units = 0;
        let end = masked.char_indices().find(|(_, character)| {
            units += character.len_utf16();
            units > SNIPPET_UNITS
        });
        masked.truncate(end.map_or(masked.len(), |(at, _)| at));
        masked
    }

    /// Whether a text may hold a secret beyond recognition: in another encoding than UTF-8 the part of it that is ASCII reads
    /// on, between characters that cannot be read.
    pub fn may_be_garbled_in(&self, text: &str) -> bool {
        text.contains(char::REPLACEMENT_CHARACTER) && self.values.iter().any(|secret| !secret.is_ascii())
    }

    /// Masks the secrets of which `enough` stands there as it is. Those that overlap are masked as one.
    fn hide(&self, text: &str, enough: fn(&str) -> &str) -> String {
        let secrets: Vec<_> = self.values.iter().map(|secret| (secret, enough(secret))).collect();
        let mut out = String::new();
        let mut hidden_to = 0;
        for (at, character) in text.char_indices() {
            if out.len() >= SHOWN_BYTES || at >= READ_BYTES {
                break;
            }
            let rest = text.get(at..).unwrap_or_default();
            let found = secrets.iter().filter(|(_, enough)| rest.starts_with(enough));
            if let Some(length) = found.map(|(secret, _)| common(rest, secret)).max() {
                out.push_str(if at < hidden_to { "" } else { MASK });
                hidden_to = hidden_to.max(at + length);
            }
            if at >= hidden_to {
                out.push(character);
            }
        }
        out
    }
}

/// As much of a secret as is hidden like all of it.
fn part(secret: &str) -> &str {
    let count = secret.chars().count().div_ceil(2).max(PART);
    secret.char_indices().nth(count).and_then(|(end, _)| secret.get(..end)).unwrap_or(secret)
}

/// How many bytes both begin with.
fn common(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    same.map(|(character, _)| character.len_utf8()).sum()
}

/// The middle four digits of each mobile number of mainland China.
fn middles_of_mobiles(text: &str) -> Vec<Range<usize>> {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let fits = |shape: &str, at: usize| {
        let bytes = text.as_bytes().get(at..at + shape.len()).unwrap_or_default();
        let is = |(byte, wanted): (&u8, u8)| match wanted {
            b'd' => byte.is_ascii_digit(),
            b'3' => matches!(byte, b'3'..=b'9'),
            b' ' => matches!(byte, b' ' | b'-'),
            wanted => *byte == wanted,
        };
        bytes.len() == shape.len() && bytes.iter().zip(shape.bytes()).all(is) && !is_digit(at + shape.len())
    };
    let middle = |start: usize| {
        let prefixes =
            PREFIXES.iter().filter(|prefix| text.get(start..).is_some_and(|text| text.starts_with(**prefix)));
        let mut numbers = prefixes.map(|prefix| start + prefix.len());
        numbers.find_map(|at| {
            let (_, middle) = MOBILES.iter().find(|(shape, _)| fits(shape, at))?;
            Some(at + middle..at + middle + 4)
        })
    };
    let starts = (0..text.len()).filter(|&at| is_digit(at) && !(at > 0 && is_digit(at - 1)));
    starts.filter_map(middle).collect()
}
