//! What the vendor's page does not describe: kept as it is, except numbers that JavaScript would misread.

use super::Reader;
use super::number::{BEYOND, digits, loss};
use crate::body::BadBody;
use crate::error::Error;

/// As deep as `serde_json` reads.
const MAX_DEPTH: u32 = 128;

impl Reader<'_> {
    /// Copies JSON with a text for each number that JavaScript would misread: of an integer its digits, of anything else
    /// what is written. Of the first one it returns what was expected and what was there.
    pub(super) fn keep(&mut self, json: &str) -> Option<(&'static str, &'static str)> {
        let bytes = json.as_bytes();
        let (mut at, mut copied, mut depth, mut first) = (0, 0, 0, None);
        while let Some(byte) = bytes.get(at) {
            let start = at;
            at += match byte {
                b'"' => text_len(bytes.get(start..).unwrap_or_default()),
                b'-' | b'0'..=b'9' => number_len(bytes.get(start..).unwrap_or_default()),
                _ => 1,
            };
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                b'-' | b'0'..=b'9' => {
                    let number = json.get(start..at).unwrap_or_default();
                    if let Some(got) = loss(number) {
                        first = first.or(Some(got));
                        self.out.push_str(json.get(copied..start).unwrap_or_default());
                        self.out.extend(["\"", digits(number), "\""]);
                        copied = at;
                    }
                }
                _ => {}
            }
            if depth > MAX_DEPTH {
                self.report.fail(|| Error::bad_body(BadBody::TooDeep));
                return None;
            }
        }
        self.out.push_str(json.get(copied..).unwrap_or_default());
        first.map(|got| (if got == BEYOND { "integer up to 2^53-1" } else { "number up to 1.8e308" }, got))
    }
}

/// The length of the text at the beginning of some JSON.
fn text_len(json: &[u8]) -> usize {
    let mut rest = json.get(1..).unwrap_or_default().iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'"' => break,
            b'\\' => drop(rest.next()),
            _ => {}
        }
    }
    json.len() - rest.len()
}

fn number_len(json: &[u8]) -> usize {
    json.iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')).count()
}
