//! How a string to sign is made, as data: the vendor's page that defines it for V2 is not to be had.
//!
//! The default, [`Scheme::ZVCMS_V2`], is inferred from two independent public clients of the vendor's successor
//! platform, which agree with one another; it is likely but not confirmed.

use crate::argument::{self, fault};
use crate::fields::{Fields, nearest};
use crate::issue::{Fault, Issues};
use crate::json::{Tag, Value};
use crate::path::item;
use crate::text::place_of;

/// The common fields that can take part in the string to sign, in the byte order of their names.
pub(crate) const PASCAL: [&str; 5] = ["Action", "GrantCode", "Nonce", "OpenId", "Timestamp"];
const CAMEL: [&str; 5] = ["action", "grantCode", "nonce", "openId", "timestamp"];

/// Which of the five fields take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSet(u8);

impl FieldSet {
    /// All fields but Action.
    pub const COMMON: Self = Self(0b1_1110);
    /// All five.
    pub const ALL: Self = Self(0b1_1111);

    /// The subset that the lowest five bits of `bits` select: Action, GrantCode, Nonce, OpenId, Timestamp.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// Whether the field at this place takes part.
    pub(crate) const fn has(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }
}

/// How the names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// `OpenId`.
    Pascal,
    /// `openId`.
    Camel,
}

impl Names {
    /// The names of the fields.
    pub(crate) const fn spelt(self) -> [&'static str; 5] {
        match self {
            Self::Pascal => PASCAL,
            Self::Camel => CAMEL,
        }
    }
}

/// How the values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// As they are.
    Raw,
    /// Percent-encoded: RFC 3986, upper-case hex.
    Percent,
}

/// What stands before the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// Nothing.
    None,
    /// `POST`, the host, the path and `?`.
    MethodHostPath,
}

/// How a string to sign is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    /// Written as `name=value`, sorted by name in byte order, joined by `&`.
    pub fields: FieldSet,
    /// How the names are written.
    pub names: Names,
    /// How the values are written.
    pub values: Values,
    /// What stands before them.
    pub prefix: Prefix,
}

const NAMES: [&str; 2] = ["pascal", "camel"];
const VALUES: [&str; 2] = ["raw", "percent"];
const PREFIXES: [&str; 2] = ["none", "method-host-path"];
const MEMBERS: [&str; 4] = ["fields", "names", "values", "prefix"];
const SCHEME_NAMES: &str = "\"zvcms-v2\", \"zvcms-v2+action\", \"tencent-v2\" or \"qmai-v3\"";

impl Scheme {
    /// The four common fields, sorted, `PascalCase`: the default.
    pub const ZVCMS_V2: Self =
        Self { fields: FieldSet::COMMON, names: Names::Pascal, values: Values::Raw, prefix: Prefix::None };
    /// The default with Action.
    pub const ZVCMS_V2_ACTION: Self = Self { fields: FieldSet::ALL, ..Self::ZVCMS_V2 };
    /// All five fields behind `POST` + host + path + `?`, as Tencent Cloud API 2.0 does.
    pub const TENCENT_V2: Self = Self { prefix: Prefix::MethodHostPath, ..Self::ZVCMS_V2_ACTION };
    /// The four common fields in camelCase, as the vendor's successor platform does.
    pub const QMAI_V3: Self = Self { names: Names::Camel, ..Self::ZVCMS_V2 };
    /// The schemes that have a name.
    pub const NAMED: [(&'static str, Self); 4] = [
        ("zvcms-v2", Self::ZVCMS_V2),
        ("zvcms-v2+action", Self::ZVCMS_V2_ACTION),
        ("tencent-v2", Self::TENCENT_V2),
        ("qmai-v3", Self::QMAI_V3),
    ];

    /// The scheme that the option `scheme` of `options` names or describes; the default where it is not given.
    pub(crate) fn from_option(options: &Fields<'_>, issues: &mut Issues) -> Self {
        let Some(value) = options.get("scheme") else { return Self::ZVCMS_V2 };
        if value.tag() == Tag::Object {
            return Self::from_object(value, &options.path("scheme"), issues);
        }
        let fault = match argument::text(value) {
            Some(name) => {
                for (known, scheme) in Self::NAMED {
                    if known == name {
                        return scheme;
                    }
                }
                Fault::NotOneOf { choices: SCHEME_NAMES }
            }
            None => fault(value, "a name or a description"),
        };
        options.add("scheme", fault, issues);
        Self::ZVCMS_V2
    }

    fn from_object(value: Value<'_>, path: &str, issues: &mut Issues) -> Self {
        let Some(members) = Fields::of(value, path, "an object", issues) else { return Self::ZVCMS_V2 };
        members.refuse_unknown(&MEMBERS, issues);
        Self {
            fields: fields_of(&members, issues),
            names: match members.choice("names", &NAMES, "\"pascal\" or \"camel\"", issues) {
                0 => Names::Pascal,
                _ => Names::Camel,
            },
            values: match members.choice("values", &VALUES, "\"raw\" or \"percent\"", issues) {
                0 => Values::Raw,
                _ => Values::Percent,
            },
            prefix: match members.choice("prefix", &PREFIXES, "\"none\" or \"method-host-path\"", issues) {
                0 => Prefix::None,
                _ => Prefix::MethodHostPath,
            },
        }
    }

    /// The scheme as the object that [`Scheme::from_option`] reads, in JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\"fields\":[");
        for (place, name) in PASCAL.iter().enumerate() {
            if self.fields.has(place) {
                out.push_str(if out.as_bytes().ends_with(b"[") { "\"" } else { ",\"" });
                out.push_str(name);
                out.push('"');
            }
        }
        let [names, values, prefix] = [self.names as usize, self.values as usize, self.prefix as usize];
        for (name, words, choice) in
            [("],\"names", NAMES, names), (",\"values", VALUES, values), (",\"prefix", PREFIXES, prefix)]
        {
            out.push_str(name);
            out.push_str("\":\"");
            out.push_str(words.get(choice).unwrap_or(&""));
            out.push('"');
        }
        out.push('}');
        out
    }
}

fn fields_of(members: &Fields<'_>, issues: &mut Issues) -> FieldSet {
    let mut bits = 0;
    let fault = match members.get("fields") {
        None => Fault::Required,
        Some(list) if list.tag() != Tag::List => fault(list, "an array"),
        Some(list) if list.is_empty_container() => Fault::Empty,
        Some(list) => {
            for (index, value) in list.items().enumerate() {
                let name = argument::text(value);
                let place = name.as_deref().and_then(|name| place_of(name, &PASCAL));
                let fault = match (&name, place) {
                    (_, Some(place)) if bits & (1 << place) == 0 => {
                        bits |= 1 << place;
                        continue;
                    }
                    (_, Some(_)) => Fault::Duplicate,
                    (Some(name), None) => Fault::Unknown { nearest: nearest(name, &PASCAL) },
                    (None, None) => fault(value, "a string"),
                };
                issues.add(&item(&members.path("fields"), index), fault);
            }
            return FieldSet(bits);
        }
    };
    members.add("fields", fault, issues);
    FieldSet(bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::argument::Argument;

    fn read(scheme: &str) -> (Scheme, Vec<String>) {
        let options = [r#"{"scheme":"#, scheme, "}"].concat();
        let mut issues = Issues::new();
        let argument = Argument::new(&options);
        let scheme = Scheme::from_option(&argument.fields("an object", &mut issues).expect("an object"), &mut issues);
        (scheme, issues.as_slice().iter().map(|issue| [&issue.path, " ", &issue.message].concat()).collect())
    }

    #[test]
    fn each_named_scheme_is_found_by_its_name() {
        for (name, scheme) in Scheme::NAMED {
            assert_eq!(read(&["\"", name, "\""].concat()), (scheme, vec![]));
        }
        assert_eq!(read(r#""\ud800undefined""#), (Scheme::ZVCMS_V2, vec![]));
    }

    #[test]
    fn a_scheme_of_the_callers_own_is_read_and_written_alike() {
        let custom =
            r#"{"fields":["Timestamp","Action"],"names":"camel","values":"percent","prefix":"method-host-path"}"#;
        let (scheme, issues) = read(custom);
        assert!(issues.is_empty(), "{issues:?}");
        assert_eq!(
            scheme.to_json(),
            r#"{"fields":["Action","Timestamp"],"names":"camel","values":"percent","prefix":"method-host-path"}"#
        );
    }

    #[test]
    fn every_fault_of_a_scheme_is_named() {
        assert_eq!(
            read(r#"{"fields":["OpenID","Nonce","Nonce",null],"name":"camel","values":"url"}"#).1,
            [
                "scheme.name is not known; did you mean \"names\"?",
                "scheme.fields[0] is not known; did you mean \"OpenId\"?",
                "scheme.fields[2] is in the list already",
                "scheme.fields[3] must be a string, not null",
                "scheme.values must be \"raw\" or \"percent\"",
            ]
        );
        assert_eq!(read("{}").1, ["scheme.fields is required"]);
        assert_eq!(read(r#"{"fields":[]}"#).1, ["scheme.fields must not be empty"]);
        assert_eq!(read("7").1, ["scheme must be a name or a description, not a number"]);
        assert_eq!(read(r#""zvcms""#).1, [["scheme must be ", SCHEME_NAMES].concat()]);
    }
}
