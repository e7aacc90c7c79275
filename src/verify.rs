//! Is the Token of a body right, and which scheme made it?

use crate::endpoint::Endpoint;
use crate::fields::Fields;
use crate::issue::Issues;
use crate::request::Signed;
use crate::scheme::{FieldSet, Names, Prefix, Scheme, Values};
use crate::signature::Signer;
use crate::value::Value;

/// A body whose Token is to be judged. Its Params take no part in any scheme.
#[derive(Debug, Clone, Copy)]
pub struct SignedBody<'a> {
    signed: Signed<'a>,
    token: &'a str,
}

impl<'a> SignedBody<'a> {
    /// The fields that a check reads.
    pub const FIELDS: [&'static str; 6] = ["OpenId", "GrantCode", "Timestamp", "Nonce", "Token", "Action"];

    /// Reads the argument `request`: six texts, none of them empty.
    pub fn from_value(value: &'a Value, issues: &mut Issues) -> Option<Self> {
        let fields = Fields::of(value, "", issues)?;
        let [open_id, grant_code, timestamp, nonce, token, action] =
            Self::FIELDS.map(|name| fields.required_text(name, issues));
        let signed = Signed {
            open_id: open_id?,
            grant_code: grant_code?,
            timestamp: timestamp?,
            nonce: nonce?,
            action: action?,
        };
        Some(Self { signed, token: token? })
    }

    /// Whether the Token is what `scheme` gives. Its freshness is not judged.
    #[must_use]
    pub fn verify(&self, signer: &Signer, scheme: Scheme, endpoint: &Endpoint) -> bool {
        signer.verify(&self.signed.string_to_sign(scheme, endpoint), self.token)
    }

    /// The first scheme that gives this Token: the named ones, then every subset of the fields with each prefix, case
    /// of the names and encoding of the values.
    #[must_use]
    pub fn detect_scheme(&self, signer: &Signer, endpoint: &Endpoint) -> Option<Scheme> {
        let named = Scheme::NAMED.into_iter().map(|(_, scheme)| scheme);
        let all = (1..32).flat_map(|bits| {
            (0..8).map(move |variant| Scheme {
                fields: FieldSet::from_bits(bits),
                names: if variant & 1 == 0 { Names::Pascal } else { Names::Camel },
                values: if variant & 2 == 0 { Values::Raw } else { Values::Percent },
                prefix: if variant & 4 == 0 { Prefix::None } else { Prefix::MethodHostPath },
            })
        });
        named.chain(all).find(|scheme| self.verify(signer, *scheme, endpoint))
    }
}
