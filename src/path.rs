//! Places in arguments and answers, as JavaScript spells them.

use crate::json::write_string;
use crate::text::decimal;

/// The path of a member: `a.b`, or `a["b c"]` where the name is no identifier.
pub(crate) fn member(path: &str, name: &str) -> String {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$');
    let mut is_identifier = !name.is_empty();
    for (at, byte) in name.bytes().enumerate() {
        is_identifier &= is_letter(byte) || at > 0 && byte.is_ascii_digit();
    }
    let mut out = String::from(path);
    if is_identifier {
        out.push_str(if path.is_empty() { "" } else { "." });
        out.push_str(name);
    } else {
        out.push('[');
        write_string(&mut out, name);
        out.push(']');
    }
    out
}

/// The path of an item of a list.
pub(crate) fn item(path: &str, index: usize) -> String {
    let mut out = String::from(path);
    push_item(&mut out, &decimal(index as u64));
    out
}

/// Goes on to an item, by its index or, where PHP made an object of a list, by its name.
pub(crate) fn push_item(path: &mut String, key: &str) {
    path.push('[');
    path.push_str(key);
    path.push(']');
}
