//! How a string to sign is made, as data: the vendor's page that defines it for V2 is not public.
//!
//! The default, [`Scheme::ZVCMS_V2`], is inferred from two independent public clients of the vendor's successor
//! platform, which agree with one another; it is likely but not confirmed.

use serde::{Serialize, Serializer};

use crate::arguments::{Argument, Fields, nearest, quoted};
use crate::issue::{Fault, Issues};

/// The common fields that can take part in the string to sign, in the byte order of their names.
const PASCAL: [&str; 5] = ["Action", "GrantCode", "Nonce", "OpenId", "Timestamp"];
const CAMEL: [&str; 5] = ["action", "grantCode", "nonce", "openId", "timestamp"];

/// Which of the five fields take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSet(u8);

impl FieldSet {
    /// All fields but Action.
    pub const COMMON: Self = Self(0b1_1110);
    pub const ALL: Self = Self(0b1_1111);

    /// The subset that the lowest five bits of `bits` select: Action, GrantCode, Nonce, OpenId, Timestamp.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }

    pub(crate) const fn has(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }
}

impl Serialize for FieldSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(PASCAL.iter().enumerate().filter(|(place, _)| self.has(*place)).map(|(_, name)| name))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    Pascal,
    Camel,
}

impl Names {
    pub(crate) const fn spelt(self) -> [&'static str; 5] {
        match self {
            Self::Pascal => PASCAL,
            Self::Camel => CAMEL,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Values {
    Raw,
    /// Percent-encoded: RFC 3986, upper-case hex.
    Percent,
}

/// What stands before the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prefix {
    None,
    /// `POST`, the host, the path and `?`.
    MethodHostPath,
}

/// How a string to sign is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Scheme {
    /// Written as `name=value`, sorted by name in byte order, joined by `&`.
    pub fields: FieldSet,
    pub names: Names,
    pub values: Values,
    pub prefix: Prefix,
}

impl Scheme {
    pub const FIELDS: [&'static str; 4] = ["fields", "names", "values", "prefix"];
    /// The four common fields, sorted, `PascalCase`: the default.
    pub const ZVCMS_V2: Self =
        Self { fields: FieldSet::COMMON, names: Names::Pascal, values: Values::Raw, prefix: Prefix::None };
    /// The default with Action.
    pub const ZVCMS_V2_ACTION: Self = Self { fields: FieldSet::ALL, ..Self::ZVCMS_V2 };
    /// All five fields behind `POST` + host + path + `?`, as Tencent Cloud API 2.0 does.
    pub const TENCENT_V2: Self = Self { prefix: Prefix::MethodHostPath, ..Self::ZVCMS_V2_ACTION };
    /// The four common fields in camelCase, as the vendor's successor platform does.
    pub const QMAI_V3: Self = Self { names: Names::Camel, ..Self::ZVCMS_V2 };
    pub const NAMED: [(&'static str, Self); 4] = [
        ("zvcms-v2", Self::ZVCMS_V2),
        ("zvcms-v2+action", Self::ZVCMS_V2_ACTION),
        ("tencent-v2", Self::TENCENT_V2),
        ("qmai-v3", Self::QMAI_V3),
    ];

    /// The scheme that the option `scheme` names or describes; the default where it is not given.
    pub(crate) fn checked(options: &Fields, issues: &mut Issues) -> Self {
        let named = |name: &str| Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, scheme)| *scheme);
        let choices = quoted(&Self::NAMED.map(|(name, _)| name));
        let fault = match options.get("scheme") {
            None => return Self::ZVCMS_V2,
            Some(Argument::Object(entries)) => {
                return Self::described(&Fields::at("scheme", entries, &Self::FIELDS, issues), issues);
            }
            Some(Argument::Text(name)) => match named(name) {
                Some(scheme) => return scheme,
                None => Fault::NotOneOf { choices: &choices },
            },
            Some(Argument::HalfText) => Fault::LoneSurrogate,
            Some(other) => other.is_not("a name or a description"),
        };
        issues.add("scheme", fault);
        Self::ZVCMS_V2
    }

    fn described(members: &Fields, issues: &mut Issues) -> Self {
        Self {
            fields: field_set(members.get("fields"), issues),
            names: match members.choice("names", &["pascal", "camel"], issues) {
                0 => Names::Pascal,
                _ => Names::Camel,
            },
            values: match members.choice("values", &["raw", "percent"], issues) {
                0 => Values::Raw,
                _ => Values::Percent,
            },
            prefix: match members.choice("prefix", &["none", "method-host-path"], issues) {
                0 => Prefix::None,
                _ => Prefix::MethodHostPath,
            },
        }
    }
}

fn field_set(list: Option<&Argument>, issues: &mut Issues) -> FieldSet {
    let mut bits = 0;
    let fault = match list.unwrap_or(&Argument::Undefined) {
        Argument::List(items) if items.is_empty() => Fault::Empty,
        Argument::List(items) => {
            for (index, value) in items.iter().enumerate() {
                if let Err(fault) = take_field(value, &mut bits) {
                    issues.add(&format!("scheme.fields[{index}]"), fault);
                }
            }
            return FieldSet(bits);
        }
        other => other.is_not("an array"),
    };
    issues.add("scheme.fields", fault);
    FieldSet(bits)
}

fn take_field(value: &Argument, bits: &mut u8) -> Result<(), Fault<'static>> {
    let name = value.text()?;
    let Some(place) = PASCAL.iter().position(|known| *known == **name) else {
        return Err(Fault::Unknown { nearest: nearest(name, &PASCAL) });
    };
    if FieldSet(*bits).has(place) {
        return Err(Fault::Duplicate);
    }
    *bits |= 1 << place;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arguments::tests::checked;

    fn read(scheme: &serde_json::Value) -> (Scheme, Vec<String>) {
        checked(|issues| {
            let options = Fields::of((&json!({ "scheme": scheme })).into(), "options", &["scheme"], issues);
            Scheme::checked(&options, issues)
        })
    }

    #[test]
    fn names_stand_in_byte_order_however_they_are_spelt() {
        assert!(PASCAL.is_sorted() && CAMEL.is_sorted());
    }

    #[test]
    fn each_named_scheme_is_found_by_its_name() {
        for (name, scheme) in Scheme::NAMED {
            assert_eq!(read(&json!(name)), (scheme, vec![]));
        }
        assert_eq!(read(&json!(null)).1, ["scheme must be a name or a description, not null"]);
    }

    #[test]
    fn a_scheme_of_the_callers_own_is_read_and_written_alike() {
        let custom = json!({
            "fields": ["Timestamp", "Action"], "names": "camel", "values": "percent", "prefix": "method-host-path",
        });
        let (scheme, issues) = read(&custom);
        assert!(issues.is_empty(), "{issues:?}");
        assert_eq!(
            serde_json::to_string(&scheme).expect("JSON"),
            r#"{"fields":["Action","Timestamp"],"names":"camel","values":"percent","prefix":"method-host-path"}"#
        );
    }

    #[test]
    fn every_fault_of_a_scheme_is_named() {
        assert_eq!(
            read(&json!({ "fields": ["OpenID", "Nonce", "Nonce", 1], "name": "camel", "values": "url" })).1,
            [
                "scheme.name is not known; did you mean \"names\"?",
                "scheme.fields[0] is not known; did you mean \"OpenId\"?",
                "scheme.fields[2] is in the list already",
                "scheme.fields[3] must be a string, not a number",
                "scheme.values must be \"raw\" or \"percent\"",
            ]
        );
        assert_eq!(read(&json!({})).1, ["scheme.fields is required"]);
        assert_eq!(read(&json!({ "fields": [] })).1, ["scheme.fields must not be empty"]);
        assert_eq!(read(&json!(7)).1, ["scheme must be a name or a description, not a number"]);
        assert_eq!(
            read(&json!("zvcms")).1,
            ["scheme must be \"zvcms-v2\", \"zvcms-v2+action\", \"tencent-v2\" or \"qmai-v3\""]
        );
    }
}
