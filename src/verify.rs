//! Is the Token of a body right, and which scheme made it?

use crate::argument::{Fields, Value};
use crate::endpoint::Endpoint;
use crate::issue::Issues;
use crate::request::Signed;
use crate::scheme::{FieldSet, Names, Prefix, Scheme, Values};
use crate::signature::Signer;

/// A body whose Token is to be judged.
#[derive(Debug, Clone)]
pub struct SignedBody {
    texts: [String; 5],
    token: String,
}

impl SignedBody {
    /// The names of the fields that a check reads: Params take no part in any scheme.
    pub const FIELDS: [&'static str; 6] = ["Action", "GrantCode", "Nonce", "OpenId", "Timestamp", "Token"];

    /// Six texts, none of them empty.
    pub fn checked<V: Value>(fields: &Fields<V>, issues: &mut Issues) -> Self {
        let [action, grant_code, nonce, open_id, timestamp, token] =
            Self::FIELDS.map(|name| fields.required_text(name, issues).unwrap_or_default().to_string());
        Self { texts: [action, grant_code, nonce, open_id, timestamp], token }
    }

    /// Whether the Token is what `scheme` gives. Its freshness is not judged.
    #[must_use]
    pub fn verify(&self, signer: &Signer, scheme: Scheme, endpoint: &Endpoint) -> bool {
        let values = Signed(self.texts.each_ref().map(String::as_str));
        signer.verify(&values.string_to_sign(scheme, endpoint), &self.token)
    }

    /// The first scheme that gives this Token: the named ones, then every subset of the fields with each prefix, case
    /// of the names and encoding of the values.
    #[must_use]
    pub fn detect_scheme(&self, signer: &Signer, endpoint: &Endpoint) -> Option<Scheme> {
        let named = Scheme::NAMED.into_iter().map(|(_, scheme)| scheme);
        let others = (1..32).flat_map(|bits| {
            (0..8).map(move |variant| Scheme {
                fields: FieldSet::from_bits(bits),
                names: if variant & 1 == 0 { Names::Pascal } else { Names::Camel },
                values: if variant & 2 == 0 { Values::Raw } else { Values::Percent },
                prefix: if variant & 4 == 0 { Prefix::None } else { Prefix::MethodHostPath },
            })
        });
        named.chain(others).find(|scheme| self.verify(signer, *scheme, endpoint))
    }
}
