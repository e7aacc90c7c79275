//! From bytes to a JSON object, or to the reason why there is none.

use std::borrow::Cow;

use crate::json::{Document, Flaw, Tag};

/// How deep an answer may be nested.
const MAX_DEPTH: usize = 64;
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

/// What a body has instead of the documented envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadBody {
    /// No byte, or white space only.
    Empty,
    /// More than 16 MiB.
    TooLarge,
    /// More than 64 MiB after missing fields were filled in.
    Overgrown,
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
    /// Nesting deeper than 64.
    TooDeep,
    /// JSON that is not an object.
    NotAnObject,
}

impl From<Flaw> for BadBody {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::TooLarge => Self::TooLarge,
            Flaw::TooDeep => Self::TooDeep,
            Flaw::Truncated => Self::Truncated,
            Flaw::TrailingText => Self::TrailingText,
            Flaw::NotJson => Self::NotJson,
        }
    }
}

impl BadBody {
    /// The code and the message of its error.
    pub(crate) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => ("empty_body", "the response is empty"),
            Self::TooLarge => ("too_large", "the response is larger than 16 MiB"),
            Self::Overgrown => ("too_large", "the response grows beyond 64 MiB when its missing fields are filled in"),
            Self::Utf16 => ("utf16", "the response is UTF-16, not UTF-8"),
            Self::InvalidUtf8 => ("invalid_utf8", "the response is not valid UTF-8"),
            Self::Html => ("html", "the response is an HTML page, not JSON"),
            Self::Php => ("php_message", "the response has a PHP message before or instead of the JSON"),
            Self::NotJson => ("not_json", "the response is not JSON"),
            Self::Truncated => ("truncated", "the response ends in the middle of the JSON"),
            Self::TrailingText => ("trailing_text", "the response goes on after the JSON"),
            Self::TooDeep => ("too_deep", "the response is nested deeper than 64 levels"),
            Self::NotAnObject => ("not_an_object", "the response is JSON but not an object"),
        }
    }
}

/// The JSON object in `body`, which may begin with a byte-order mark of UTF-8 and have white space around.
pub(crate) fn document(body: &[u8]) -> Result<Document<'_>, BadBody> {
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
        Ok(text) => {
            let document = Document::parse(text, MAX_DEPTH)?;
            if document.root().tag() == Tag::Object { Ok(document) } else { Err(BadBody::NotAnObject) }
        }
        Err(error) => {
            let valid = body.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok());
            let ends_early = error.error_len().is_none()
                && matches!(Document::parse(valid.unwrap_or_default(), MAX_DEPTH), Err(Flaw::Truncated));
            Err(if ends_early { BadBody::Truncated } else { BadBody::InvalidUtf8 })
        }
    }
}

/// The body as text, with U+FFFD for what is not UTF-8.
pub(crate) fn lossy(mut body: &[u8]) -> Cow<'_, str> {
    let mut out = String::new();
    loop {
        let error = match std::str::from_utf8(body) {
            Ok(text) if out.is_empty() => return text.into(),
            Ok(text) => return (out + text).into(),
            Err(error) => error,
        };
        let (valid, rest) = body.split_at_checked(error.valid_up_to()).unwrap_or_default();
        out.push_str(std::str::from_utf8(valid).unwrap_or_default());
        out.push(char::REPLACEMENT_CHARACTER);
        body = error.error_len().and_then(|length| rest.get(length..)).unwrap_or_default();
    }
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
        let trimmed = body.trim_ascii_start();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_utf_8_is_replaced_as_the_standard_library_does() {
        let bodies: [&[u8]; 9] = [
            b"",
            b"a",
            b"\xff",
            b"a\xffb",
            b"\xe6\x99",
            b"\xe6\x99z",
            b"\xc4\xe3\xba\xc3!",
            b"\xed\xa0\x80",
            b"\xf0\x9f\x98\x80\xf0\x9f",
        ];
        for body in bodies {
            assert_eq!(lossy(body), String::from_utf8_lossy(body));
        }
    }
}
