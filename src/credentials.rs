//! OpenId, GrantCode and OpenKey. The key is wiped from memory on drop and absent from `Debug`.

use zeroize::Zeroizing;

use crate::arguments::{Argument, Fields, refuse_stray_characters};
use crate::issue::{Fault, Issues};

/// The signing secret (openKey). Never sent, never printed.
#[derive(Clone)]
pub struct OpenKey(Zeroizing<String>);

impl OpenKey {
    /// A key that keeps the rules for credentials.
    pub fn checked(value: Option<&Argument>, issues: &mut Issues) -> Option<Self> {
        credential(value, "openKey", issues).map(Self)
    }

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
    pub open_key: OpenKey,
}

impl Credentials {
    pub const FIELDS: [&'static str; 3] = ["openId", "grantCode", "openKey"];

    /// Credentials from the fields of an argument. Refused are: anything but a text, the empty text, white space at either
    /// end, control characters, invisible characters, full-width forms, quotation marks at both ends, and what is left
    /// where no value was filled in.
    pub fn checked(fields: &Fields, issues: &mut Issues) -> Option<Self> {
        let open_id = credential(fields.get("openId"), "openId", issues);
        let grant_code = credential(fields.get("grantCode"), "grantCode", issues);
        let open_key = OpenKey::checked(fields.get("openKey"), issues);
        Some(Self { open_id: open_id?.to_string(), grant_code: grant_code?.to_string(), open_key: open_key? })
    }
}

/// Blanks and look-alikes that come with copy and paste are the commonest cause of wrong signatures.
fn credential(value: Option<&Argument>, name: &str, issues: &mut Issues) -> Option<Zeroizing<String>> {
    let text = value.unwrap_or(&Argument::Undefined).required_text(name, issues)?;
    refuse_stray_characters(&text, name, issues);
    if let Some(fault) = mistake(&text) {
        issues.add(name, fault);
    }
    if !text.is_ascii() && text.chars().any(is_invisible) {
        issues.add(name, Fault::InvisibleCharacter);
    }
    if !text.is_ascii() && text.chars().any(|one| matches!(one, '\u{FF01}'..='\u{FF5E}')) {
        issues.add(name, Fault::FullWidth);
    }
    Some(text)
}

/// Those of environment files, of a shell, and of text programs.
const QUOTATION_MARKS: [(&str, char); 5] = [("\"", '"'), ("'", '\''), ("`", '`'), ("“", '”'), ("‘", '’')];

/// What environment files and templates leave instead of a value.
fn mistake(text: &str) -> Option<Fault<'static>> {
    let is_inside = |before, behind| text.strip_prefix(before).is_some_and(|rest: &str| rest.ends_with(behind));
    match text {
        "undefined" => Some(Fault::Placeholder { what: "\"undefined\", the text of a variable that is not set" }),
        "null" => Some(Fault::Placeholder { what: "\"null\", the text of a variable that is not set" }),
        "[object Object]" => Some(Fault::Placeholder { what: "\"[object Object]\", an object made into a text" }),
        _ if is_inside("${", '}') => Some(Fault::Placeholder { what: "a placeholder, ${…}, that was not filled in" }),
        _ if QUOTATION_MARKS.iter().any(|&(before, behind)| is_inside(before, behind)) => Some(Fault::Quoted),
        _ => None,
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

    fn key(text: &str) -> (Option<OpenKey>, Vec<&'static str>) {
        let mut issues = Issues::new();
        let key = OpenKey::checked(Some(&Argument::Text(text.to_owned().into())), &mut issues);
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
    fn what_environment_files_and_templates_leave_is_refused() {
        for (text, code) in [
            ("\"secret\"", "quoted"),
            ("'secret'", "quoted"),
            ("`s`", "quoted"),
            ("${ZVCMS_OPEN_KEY}", "placeholder"),
            ("undefined", "placeholder"),
            ("null", "placeholder"),
            ("[object Object]", "placeholder"),
        ] {
            assert_eq!(key(text).1, [code], "{text}");
        }
        for (text, code) in [("\"\"", "quoted"), ("“secret”", "quoted"), ("‘s’", "quoted"), ("${}", "placeholder")]
        {
            assert_eq!(key(text).1, [code], "{text}");
        }
        for text in ["\"", "a\"b\"", "\"a", "a'", "\"a'", "“a", "$a", "a${b}", "nullable", "Undefined"] {
            assert!(key(text).1.is_empty(), "{text}");
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
