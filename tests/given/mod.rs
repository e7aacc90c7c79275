//! Arguments that are objects of texts.
#![allow(clippy::mod_module_files, reason = "a file beside the others would be a test of its own")]

use std::borrow::Cow;

use zeroize::Zeroizing;
use zvcms_openapi::{ArgumentKind, Value};

/// A text, or an object of texts.
#[derive(Clone)]
pub(crate) enum Text {
    One(String),
    Object(Vec<(String, String)>),
}

impl Text {
    pub(crate) fn object(fields: &[(&str, &str)]) -> Self {
        Self::Object(fields.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect())
    }
}

impl Value for Text {
    fn kind(&self) -> ArgumentKind {
        match self {
            Self::One(_) => ArgumentKind::Text,
            Self::Object(_) => ArgumentKind::Object,
        }
    }

    fn text(&self) -> Option<Zeroizing<String>> {
        match self {
            Self::One(text) => Some(text.clone().into()),
            Self::Object(_) => None,
        }
    }

    fn number(&self) -> Option<f64> {
        None
    }

    fn digits(&self) -> Option<String> {
        None
    }

    fn boolean(&self) -> Option<bool> {
        None
    }

    fn items(&self) -> Option<Vec<Self>> {
        None
    }

    fn entries(&self, _: &'static [&'static str]) -> Option<Vec<(Cow<'static, str>, Self)>> {
        let Self::Object(fields) = self else { return None };
        Some(fields.iter().map(|(name, text)| (name.clone().into(), Self::One(text.clone()))).collect())
    }
}
