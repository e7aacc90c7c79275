//! Foreign errors behind ours.

use crate::json::Document;
use crate::mask::Secrets;

/// A foreign error behind ours: name, code and masked message, with its own cause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cause {
    /// The foreign error's name.
    pub name: String,
    /// Its code, if it has one (`ECONNREFUSED`).
    pub code: Option<String>,
    /// Its message, masked.
    pub message: String,
    /// What was behind it in turn.
    pub cause: Option<Box<Cause>>,
}

impl Cause {
    /// Reads what the edge found: a list of name, code and message of each error, the outermost first.
    #[must_use]
    pub fn from_json(json: &str, secrets: &Secrets) -> Option<Self> {
        let document = Document::parse(json, 2).ok()?;
        let causes: Vec<_> = document.root().items().collect();
        causes.into_iter().rev().fold(None, |cause, texts| {
            let mut texts = texts.items().map(|text| text.text().map(|text| secrets.mask(&text)));
            let name = texts.next().flatten().unwrap_or_else(|| "Error".into());
            let code = texts.next().flatten();
            Some(Self { name, code, message: texts.next().flatten().unwrap_or_default(), cause: cause.map(Box::new) })
        })
    }
}
