//! An argument such as JavaScript can give: JSON's values and all that JSON lacks.

use std::borrow::Cow;

use zeroize::Zeroizing;
use zvcms_openapi::{ArgumentKind, Value};

use super::input::Input;

/// Stands in each text that the fuzzer makes up, and in no name: where it is shown, a value is.
pub(super) const MARK: char = '\u{E000}';

const NUMBERS: [f64; 20] = [
    0.0,
    -0.0,
    1.0,
    2.0,
    3.0,
    4.0,
    5.0,
    20.0,
    21.0,
    1_000.0,
    1_001.0,
    0.5,
    -1.0,
    2_147_483_647.0,
    2_147_483_648.0,
    99_999_999_999.0,
    9_007_199_254_740_991.0,
    9_007_199_254_740_992.0,
    f64::NAN,
    f64::INFINITY,
];
const DIGITS: [&str; 10] =
    ["", "1", "0", "007", "+1", "-1", "1.0", "9007199254740993", "9223372036854775807", "9223372036854775808"];
const TEXTS: [&str; 16] = [
    "",
    " ",
    "13812345678",
    "http://shop.example/api",
    "HTTPS://Shop.Example:443?x",
    "http://user@host/",
    "ftp://host",
    "zvcms-v2",
    "qmai-v3",
    "camel",
    "percent",
    "method-host-path",
    "Action",
    "OpenId",
    "a\u{200B}b",
    "ａ",
];

#[derive(Debug, Clone)]
pub(super) enum Given {
    /// What has neither fields nor a text nor a number.
    Bare(ArgumentKind),
    Boolean(bool),
    Number(f64),
    BigInt(String),
    /// None has half of a surrogate pair.
    Text(Option<String>),
    /// None throws.
    List(Option<Vec<Self>>),
    Object(Option<Vec<(String, Self)>>),
}

impl Given {
    /// An object with some of these fields, and perhaps others.
    fn object(input: &mut Input<'_>, names: &[&str], depth: u8) -> Self {
        let throws = input.byte() == 255;
        Self::Object((!throws).then(Vec::new)).changed(input, names, depth)
    }

    /// The same object with some fields added, replaced and left out.
    pub(super) fn changed(mut self, input: &mut Input<'_>, names: &[&str], depth: u8) -> Self {
        let Self::Object(Some(fields)) = &mut self else { return self };
        for _ in 0..input.byte() % 14 {
            let known = names.get(usize::from(input.byte()) % (names.len() + 1));
            let name = known.map_or_else(|| input.text().replace(MARK, ""), ToString::to_string);
            let value = Self::any(input, depth + 1);
            fields.retain(|(known, _)| *known != name);
            if value.kind() != ArgumentKind::Undefined {
                fields.push((name, value));
            }
        }
        self
    }

    /// An object of texts that show up where they must not.
    pub(super) fn texts(names: &[&str]) -> Self {
        let text = |name| Self::Text(Some(format!("{name}{MARK}")));
        Self::Object(Some(names.iter().map(|name| ((*name).into(), text(name))).collect()))
    }

    pub(super) fn with(mut self, name: &str, value: Self) -> Self {
        if let Self::Object(Some(fields)) = &mut self {
            fields.push((name.into(), value));
        }
        self
    }

    pub(super) fn any(input: &mut Input<'_>, depth: u8) -> Self {
        use ArgumentKind::{BuiltIn, Function, Null, Symbol, Undefined};
        match input.byte() % 16 {
            0 => Self::Bare(input.one_of(&[Undefined, Null, Symbol, Function, BuiltIn])),
            1 => Self::Boolean(input.flag()),
            2 | 3 => Self::Number(input.one_of(&NUMBERS)),
            4 => Self::Number(f64::from_bits(input.u64())),
            5 => Self::Number(input.u16().into()),
            6 => Self::BigInt(input.one_of(&DIGITS).into()),
            7 => Self::Text(Some(input.one_of(&DIGITS).into())),
            8 | 9 => Self::Text(Some(input.one_of(&TEXTS).into())),
            10 => Self::Text(None),
            11 if depth < 4 => Self::list(input, depth),
            12 if depth < 4 => Self::object(input, &["fields", "names", "values", "prefix"], depth),
            _ => Self::Text(Some(format!("{}{MARK}{}", input.text(), input.text()))),
        }
    }

    fn list(input: &mut Input<'_>, depth: u8) -> Self {
        let length = input.byte();
        Self::List((length < 255).then(|| (0..length % 8).map(|_| Self::any(input, depth + 1)).collect()))
    }

    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(Some(fields)) = self else { return None };
        fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let fields = if let Self::Object(Some(fields)) = self { &fields[..] } else { &[] };
        fields.iter().map(|(name, _)| &**name)
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        if let Self::Text(Some(text)) = self { Some(text) } else { None }
    }

    pub(super) const fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }
}

impl Value for Given {
    fn kind(&self) -> ArgumentKind {
        match self {
            Self::Bare(kind) => *kind,
            Self::Boolean(_) => ArgumentKind::Boolean,
            Self::Number(_) => ArgumentKind::Number,
            Self::BigInt(_) => ArgumentKind::BigInt,
            Self::Text(_) => ArgumentKind::Text,
            Self::List(_) => ArgumentKind::List,
            Self::Object(_) => ArgumentKind::Object,
        }
    }

    fn text(&self) -> Option<Zeroizing<String>> {
        self.as_text().map(|text| text.to_owned().into())
    }

    fn number(&self) -> Option<f64> {
        self.as_number()
    }

    fn digits(&self) -> Option<String> {
        if let Self::BigInt(digits) = self { Some(digits.clone()) } else { None }
    }

    fn boolean(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    fn items(&self) -> Option<Vec<Self>> {
        if let Self::List(items) = self { items.clone() } else { None }
    }

    fn entries(&self, _: &'static [&'static str]) -> Option<Vec<(Cow<'static, str>, Self)>> {
        let Self::Object(Some(fields)) = self else { return None };
        Some(fields.iter().map(|(name, value)| (name.clone().into(), value.clone())).collect())
    }
}
