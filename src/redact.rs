//! Text from outside with the request's secrets and whole mobile numbers masked.

mod escape;
mod mobile;

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use self::escape::{LAYERS, character, is_introducer};

/// What the names of secrets have in them, in lower case.
const SECRET_NAMES: [&str; 7] = ["pass", "pwd", "secret", "openkey", "token", "mobile", "phone"];
const MASK: &str = "***";
const SNIPPET_UNITS: usize = 200;
/// Of this much text after masking the secrets, 200 characters remain after masking mobile numbers, however escaped.
const MASKED_BYTES: usize = 64 << 10;
/// Nobody reads more, and a server could send much that takes long to look through.
const READ_BYTES: usize = 256 << 10;
/// So many characters from the beginning of a secret are hidden like all of it, if they are half of it at least: a text may
/// be cut in the middle of one. Fewer may be there by chance.
const GOOD_PART: usize = 8;
/// In how many ways a part of a text is read at the same time.
const MAX_READINGS: usize = 16;

/// What must never be shown: each value as sent, wiped from memory on drop.
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
    /// None yet.
    pub const fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// Adds one. The empty text is in every text, and no secret.
    pub fn add(&mut self, secret: &str) {
        if !secret.is_empty() {
            self.values.push(Zeroizing::new(secret.to_owned()));
        }
    }

    /// Adds what params hold under a name that tells of a secret, however deep. Params are JSON.
    pub fn add_params(&mut self, params: &str) {
        self.add_from(params, false);
    }

    /// `is_secret` says whether the value stands under such a name.
    fn add_from(&mut self, json: &str, is_secret: bool) {
        match json.as_bytes().first() {
            Some(b'{') => {
                let entries: BTreeMap<String, &RawValue> = serde_json::from_str(json).unwrap_or_default();
                for (name, value) in entries {
                    let name = name.to_ascii_lowercase();
                    self.add_from(value.get(), is_secret || SECRET_NAMES.iter().any(|word| name.contains(word)));
                }
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
                for item in items {
                    self.add_from(item.get(), is_secret);
                }
            }
            Some(b'"') if is_secret => self.add(&serde_json::from_str::<String>(json).unwrap_or_default()),
            Some(b'-' | b'0'..=b'9') if is_secret => self.add(json),
            _ => {}
        }
    }

    /// `text` with `***` for each secret, be it raw or escaped for JSON, a URL or HTML, or for two of them, and with
    /// the middle of each mobile number of mainland China hidden. Text of more than 64 KiB loses its end.
    pub fn mask(&self, text: &str) -> String {
        // What is to be hidden has more characters, and escapes only add to them.
        if text.len() < GOOD_PART && self.values.iter().all(|secret| text.len() < secret.len()) {
            return text.into();
        }
        mobile::mask(self.hide(text))
    }

    /// The beginning of `text`, masked before it is cut: at most 200 characters, as JavaScript counts them.
    pub fn snippet(&self, text: &str) -> String {
        let mut masked = mobile::mask(self.hide(text));
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

    /// Masks the secrets in as much of the text as can be shown. Matches may reach beyond; overlapping ones become one.
    fn hide(&self, text: &str) -> String {
        let mut out = String::new();
        let mut hidden_to = 0;
        for (at, character) in text.char_indices() {
            if out.len() >= MASKED_BYTES || at >= READ_BYTES {
                break;
            }
            if let Some(end) = self.end_of_secret(text, at, character) {
                out.push_str(if at < hidden_to { "" } else { MASK });
                hidden_to = hidden_to.max(end);
            }
            if at >= hidden_to {
                out.push(character);
            }
        }
        out
    }

    /// Where the longest secret ends that begins at `at`.
    fn end_of_secret(&self, text: &str, at: usize, first: char) -> Option<usize> {
        let mut firsts = [Some(first); LAYERS + 1];
        if is_introducer(first) {
            for (layers, first) in firsts.iter_mut().enumerate() {
                *first = character(text, at, layers).map(|(character, _)| character);
            }
        }
        let may_begin = |secret: &&Zeroizing<String>| firsts.contains(&secret.chars().next());
        self.values.iter().filter(may_begin).filter_map(|secret| end_of_match(text, at, secret)).max()
    }
}

/// Where `secret` ends if it stands at `at`, whole or cut off behind a good part of it. Each character may be escaped or
/// not, and what introduces an escape may stand for itself, so several readings are followed side by side.
fn end_of_match(text: &str, at: usize, secret: &str) -> Option<usize> {
    let mut readings = vec![at];
    let mut next = Vec::new();
    for (count, wanted) in secret.chars().enumerate() {
        for &at in &readings {
            for layers in 0..=LAYERS {
                let Some((found, after)) = character(text, at, layers) else { break };
                if found == wanted && next.len() < MAX_READINGS && !next.contains(&after) {
                    next.push(after);
                }
                if layers == 0 && !is_introducer(found) {
                    break;
                }
            }
        }
        if next.is_empty() {
            let is_good_part = count >= GOOD_PART && 2 * count >= secret.chars().count();
            return if is_good_part { readings.into_iter().max() } else { None };
        }
        std::mem::swap(&mut readings, &mut next);
        next.clear();
    }
    readings.into_iter().max()
}
