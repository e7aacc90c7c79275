//! OpenId, GrantCode and OpenKey. The key is wiped from memory on drop and absent from `Debug`.

use zeroize::Zeroizing;

use crate::argument::{self, Argument, fault};
use crate::fields::Fields;
use crate::issue::{Fault, Issues};
use crate::json::Value;

/// The signing secret (openKey). Never sent, never printed.
#[derive(Clone)]
pub struct OpenKey(Zeroizing<String>);

impl OpenKey {
    /// Takes a key that keeps the rules for credentials; faults are noted at `openKey`.
    pub(crate) fn read(value: Value<'_>, issues: &mut Issues) -> Option<Self> {
        let secret = argument::text(value).map(Zeroizing::new);
        match &secret {
            Some(secret) => check("openKey", secret, issues),
            None => issues.add("openKey", fault(value, "a string")),
        }
        secret.map(Self)
    }

    /// The secret itself.
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for OpenKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("OpenKey(…)")
    }
}

/// The three values that the vendor hands out with a key.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// 密钥Id.
    pub open_id: String,
    /// 授权code.
    pub grant_code: String,
    /// The signing secret.
    pub open_key: OpenKey,
}

impl Credentials {
    /// The names of the fields, as JavaScript spells them.
    pub const FIELDS: [&'static str; 3] = ["openId", "grantCode", "openKey"];

    /// Reads the argument `credentials`.
    pub fn from_argument(argument: &Argument<'_>, issues: &mut Issues) -> Option<Self> {
        let fields = argument.fields("an object of credentials", issues)?;
        Self::of(&fields, issues)
    }

    /// Credentials from three of `fields`. Refused are: anything but a text, the empty text, white space at either end,
    /// control characters, invisible characters and full-width forms. Where `issues` has grown they are not to be used.
    pub(crate) fn of(fields: &Fields<'_>, issues: &mut Issues) -> Option<Self> {
        let open_id = checked("openId", fields, issues);
        let grant_code = checked("grantCode", fields, issues);
        let open_key = fields.get("openKey");
        if open_key.is_none() {
            issues.add("openKey", Fault::Required);
        }
        let open_key = open_key.and_then(|value| OpenKey::read(value, issues));
        Some(Self { open_id: open_id?, grant_code: grant_code?, open_key: open_key? })
    }
}

fn checked(name: &str, fields: &Fields<'_>, issues: &mut Issues) -> Option<String> {
    let text = fields.required_text(name, issues)?;
    check(name, &text, issues);
    Some(text)
}

/// Blanks and look-alikes that come with copy and paste are the commonest cause of wrong signatures.
fn check(name: &str, text: &str, issues: &mut Issues) {
    let (mut control, mut invisible, mut full_width) = (false, false, false);
    for one in text.chars() {
        control |= one.is_control();
        invisible |= is_invisible(one);
        full_width |= matches!(one, '\u{FF01}'..='\u{FF5E}');
    }
    let faults = [
        (Fault::Empty, text.is_empty()),
        (Fault::SurroundingSpace, text.trim().len() < text.len()),
        (Fault::ControlCharacter, control),
        (Fault::InvisibleCharacter, invisible),
        (Fault::FullWidth, full_width),
    ];
    for (fault, found) in faults {
        if found {
            issues.add(name, fault);
        }
    }
}

const fn is_invisible(one: char) -> bool {
    matches!(
        one,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> (OpenKey, Vec<&'static str>) {
        let mut issues = Issues::new();
        let json = serde_json::to_string(text).expect("JSON");
        let key = Argument::new(&json).as_open_key(&mut issues).expect("a text");
        (key, issues.as_slice().iter().map(|issue| issue.code).collect())
    }

    #[test]
    fn what_copy_and_paste_brings_along_is_refused() {
        for (text, code) in [
            ("", "empty"),
            (" a", "surrounding_space"),
            ("a\u{3000}", "surrounding_space"),
            ("a\u{A0}", "surrounding_space"),
            ("a\u{7F}b", "control_character"),
            ("a\0b", "control_character"),
            ("\u{FEFF}a", "invisible_character"),
            ("a\u{200B}b", "invisible_character"),
            ("a\u{200D}b", "invisible_character"),
            ("a\u{61C}b", "invisible_character"),
            ("a\u{180C}b", "invisible_character"),
            ("a\u{FFFA}b", "invisible_character"),
            ("ａb", "full_width"),
            ("a！b", "full_width"),
            ("a～", "full_width"),
        ] {
            assert_eq!(key(text).1, [code], "{text:?}");
        }
    }

    #[test]
    fn every_fault_of_a_key_is_named() {
        assert_eq!(key("\n１").1, ["surrounding_space", "control_character", "full_width"]);
    }

    #[test]
    fn han_emoji_and_inner_blanks_are_allowed() {
        for text in ["a", "密钥", "𠮷🔑", "a b", "❤️", "￥", "a\u{3000}b"] {
            assert!(key(text).1.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn the_key_is_absent_from_debug() {
        let text = format!("{:?}", key("hunter2").0);
        assert!(!text.contains("hunter2"), "{text}");
    }
}
