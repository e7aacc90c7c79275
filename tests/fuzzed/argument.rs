//! An argument such as JavaScript can give: JSON's values and all that JSON lacks.

use zvcms_openapi::Argument;

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

/// An object with some of these fields, and perhaps others.
fn object(input: &mut Input<'_>, names: &[&str], depth: u8) -> Argument {
    let throws = input.byte() == 255;
    let object = if throws { Argument::Threw } else { Argument::Object(Vec::new()) };
    changed(object, input, names, depth)
}

/// The same object with some fields added, replaced and left out.
pub(super) fn changed(mut object: Argument, input: &mut Input<'_>, names: &[&str], depth: u8) -> Argument {
    let Argument::Object(fields) = &mut object else { return object };
    for _ in 0..input.byte() % 14 {
        let known = names.get(usize::from(input.byte()) % (names.len() + 1));
        let name = known.map_or_else(|| input.text().replace(MARK, ""), ToString::to_string);
        let value = any(input, depth + 1);
        fields.retain(|(known, _)| *known != name);
        if value != Argument::Undefined {
            fields.push((name.into(), value));
        }
    }
    object
}

pub(super) fn text(text: impl Into<String>) -> Argument {
    Argument::Text(text.into().into())
}

/// An object of texts that show up where they must not.
pub(super) fn texts(names: &[&'static str]) -> Argument {
    Argument::Object(names.iter().map(|name| ((*name).into(), text(format!("{name}{MARK}")))).collect())
}

pub(super) fn with(mut object: Argument, name: &'static str, value: Argument) -> Argument {
    if let Argument::Object(fields) = &mut object {
        fields.push((name.into(), value));
    }
    object
}

pub(super) fn any(input: &mut Input<'_>, depth: u8) -> Argument {
    match input.byte() % 16 {
        0 => match input.byte() % 5 {
            0 => Argument::Undefined,
            1 => Argument::Null,
            2 => Argument::Symbol,
            3 => Argument::Function,
            _ => Argument::BuiltIn,
        },
        1 => Argument::Boolean(input.flag()),
        2 | 3 => Argument::Number(input.one_of(&NUMBERS)),
        4 => Argument::Number(f64::from_bits(input.u64())),
        5 => Argument::Number(input.u16().into()),
        6 => Argument::BigInt(input.one_of(&DIGITS).into()),
        7 => text(input.one_of(&DIGITS)),
        8 | 9 => text(input.one_of(&TEXTS)),
        10 => Argument::HalfText,
        11 if depth < 4 => list(input, depth),
        12 if depth < 4 => object(input, &["fields", "names", "values", "prefix"], depth),
        _ => text(format!("{}{MARK}{}", input.text(), input.text())),
    }
}

fn list(input: &mut Input<'_>, depth: u8) -> Argument {
    let length = input.byte();
    if length == 255 {
        Argument::Threw
    } else {
        Argument::List((0..length % 8).map(|_| any(input, depth + 1)).collect())
    }
}

pub(super) fn get<'a>(object: &'a Argument, name: &str) -> Option<&'a Argument> {
    let Argument::Object(fields) = object else { return None };
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

pub(super) fn names(object: &Argument) -> impl Iterator<Item = &str> {
    let fields = if let Argument::Object(fields) = object { &fields[..] } else { &[] };
    fields.iter().map(|(name, _)| &**name)
}

pub(super) fn as_text(value: &Argument) -> Option<&str> {
    if let Argument::Text(text) = value { Some(text) } else { None }
}

/// The text that it is, or the digits of a bigint.
pub(super) fn as_digits(value: &Argument) -> Option<&str> {
    if let Argument::BigInt(digits) = value { Some(digits) } else { as_text(value) }
}

pub(super) const fn as_number(value: &Argument) -> Option<f64> {
    if let Argument::Number(number) = value { Some(*number) } else { None }
}

pub(super) fn items(value: &Argument) -> &[Argument] {
    if let Argument::List(items) = value { items } else { &[] }
}
