//! From bytes to the JSON of an answer, or to the reason why there is none.

use std::borrow::Cow;

use serde::de::{IgnoredAny, Visitor};
use serde::{Deserialize, Deserializer as _};
use serde_json::Deserializer;
use serde_json::de::StrRead;
use serde_json::error::Category;

/// The largest body that is read.
pub(crate) const MAX_BODY: usize = 16 << 20;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const PHP_LABELS: [&[u8]; 8] = [
    b"Warning",
    b"Notice",
    b"Deprecated",
    b"Fatal error",
    b"Parse error",
    b"Strict Standards",
    b"Catchable fatal error",
    b"Recoverable fatal error",
];
/// PHP names its file and line this early.
const PHP_MESSAGE: usize = 4 << 10;

/// What a body is instead of the documented envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadBody {
    /// No byte, or white space only.
    Empty,
    /// More than 16 MiB.
    TooLarge,
    /// More than 64 MiB once its missing fields are filled in.
    Overgrown,
    /// The host could not undo its Content-Encoding.
    Encoding,
    /// UTF-16 or UTF-32.
    Utf16,
    /// Bytes that are not UTF-8.
    InvalidUtf8,
    /// An HTML page, as proxies send.
    Html,
    /// PHP's own warning or error, before or instead of the JSON.
    Php,
    /// Text that is no JSON.
    NotJson,
    /// JSON that ends too early.
    Truncated,
    /// Something after the JSON.
    TrailingText,
    /// Nesting deeper than 128 levels.
    TooDeep,
    /// JSON that is not an object.
    NotAnObject,
}

impl From<serde_json::Error> for BadBody {
    fn from(error: serde_json::Error) -> Self {
        match error.classify() {
            Category::Eof => Self::Truncated,
            // What is read may be any JSON, as long as it does not grow too large.
            Category::Data => Self::Overgrown,
            Category::Syntax | Category::Io => Self::NotJson,
        }
    }
}

/// Reads the JSON object in `body`, which may begin with byte-order marks of UTF-8 and have white space around.
pub(crate) fn read_object<'a, V: Visitor<'a>>(body: &'a [u8], visitor: V) -> Result<V::Value, BadBody> {
    let json = object_in(body)?;
    read(json, |deserializer| deserializer.deserialize_map(visitor))
}

/// The text of the body, if it begins as an object.
fn object_in(body: &[u8]) -> Result<&str, BadBody> {
    if body.len() > MAX_BODY {
        return Err(BadBody::TooLarge);
    }
    if is_utf16(body) {
        return Err(BadBody::Utf16);
    }
    let body = skip_blanks_and_marks(body);
    match body.first() {
        None => return Err(BadBody::Empty),
        Some(_) if is_php_message(body) => return Err(BadBody::Php),
        Some(b'<') => return Err(BadBody::Html),
        Some(_) => {}
    }
    match std::str::from_utf8(body) {
        Ok(json) if json.starts_with('{') => Ok(json),
        Ok(json) => Err(skip(json).err().unwrap_or(BadBody::NotAnObject)),
        Err(error) => {
            let valid = body.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok());
            let ends_early = error.error_len().is_none() && skip(valid.unwrap_or_default()) == Err(BadBody::Truncated);
            Err(if ends_early { BadBody::Truncated } else { BadBody::InvalidUtf8 })
        }
    }
}

fn skip(json: &str) -> Result<(), BadBody> {
    read(json, |deserializer| IgnoredAny::deserialize(deserializer).map(drop))
}

fn read<'a, T>(
    json: &'a str,
    visit: impl FnOnce(&mut Deserializer<StrRead<'a>>) -> serde_json::Result<T>,
) -> Result<T, BadBody> {
    let mut deserializer = Deserializer::from_str(json);
    let value = visit(&mut deserializer)
        .map_err(|error| if error.is_syntax() && ends_in_number(json) { BadBody::Truncated } else { error.into() })?;
    deserializer.end().map_err(|_| BadBody::TrailingText)?;
    Ok(value)
}

/// Whether the JSON ends in the middle of a number, which `serde_json` takes for a wrong one: with a digit more it is right.
fn ends_in_number(json: &str) -> bool {
    json.ends_with(['-', '+', '.', 'e', 'E'])
        && serde_json::from_str::<IgnoredAny>(&format!("{json}0")).is_err_and(|error| error.is_eof())
}

/// The beginning of a body as text that may be shown: members' data begin with `"data"`, and are left out. UTF-16 has
/// zeros between its characters, which would hide secrets from the mask: nothing of it is shown.
pub(crate) fn showable(body: &[u8]) -> Option<Cow<'_, str>> {
    const DATA: &[u8] = b"\"data\"";
    if body.contains(&0) {
        return None;
    }
    let end = body.windows(DATA.len()).position(|window| window == DATA).unwrap_or(body.len());
    body.get(..end).filter(|shown| !shown.is_empty()).map(String::from_utf8_lossy)
}

/// UTF-16 and UTF-32 begin with their byte-order marks, or have zeros around the first character of any JSON.
fn is_utf16(body: &[u8]) -> bool {
    let start = body.get(..4).unwrap_or(body);
    let has_zero = matches!(start, [0, _, ..] | [_, 0, ..]) && start.iter().any(|&byte| byte != 0);
    has_zero || start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF")
}

/// PHP files that each begin with a byte-order mark send several.
fn skip_blanks_and_marks(mut body: &[u8]) -> &[u8] {
    loop {
        // White space as JSON has it: Rust's has a form feed, too.
        let blanks = body.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        let trimmed = body.get(blanks..).unwrap_or_default();
        match trimmed.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => body = rest,
            None => return trimmed,
        }
    }
}

/// `Warning: … in … on line …`, with `PHP ` before it from the command line, or with tags for a page.
fn is_php_message(body: &[u8]) -> bool {
    let start = body.get(..PHP_MESSAGE).unwrap_or(body);
    let is_page = start.starts_with(b"<");
    let label = start.strip_prefix(b"PHP ").unwrap_or(start);
    let label = label.strip_prefix(b"<br />").unwrap_or(label).trim_ascii_start();
    let label = label.strip_prefix(b"<b>").unwrap_or(label);
    let is_labelled = PHP_LABELS
        .iter()
        .filter_map(|known| label.strip_prefix(*known))
        .any(|rest| rest.starts_with(if is_page { b"</b>:" } else { b": " }));
    let line: &[u8] = b" on line ";
    is_labelled && start.windows(line.len()).any(|window| window == line) || start.starts_with(b"<?php")
}
