//! Is the Token of a body right, and which scheme made it?

use crate::argument::Argument;
use crate::endpoint::Endpoint;
use crate::issue::Issues;
use crate::request::Signed;
use crate::scheme::{FieldSet, Names, Prefix, Scheme, Values};
use crate::signature::Signer;

/// A body whose Token is to be judged. Its Params take no part in any scheme.
#[derive(Debug, Clone)]
pub struct SignedBody {
    texts: [String; 6],
}

impl SignedBody {
    /// The fields that a check reads.
    pub const FIELDS: [&'static str; 6] = ["Action", "GrantCode", "Nonce", "OpenId", "Timestamp", "Token"];

    /// Reads the argument `request`: six texts, none of them empty.
    pub fn from_argument(argument: &Argument<'_>, issues: &mut Issues) -> Option<Self> {
        let fields = argument.fields("a signed body", issues)?;
        let mut texts = <[String; 6]>::default();
        for (text, name) in texts.iter_mut().zip(Self::FIELDS) {
            *text = fields.required_text(name, issues).unwrap_or_default();
        }
        Some(Self { texts })
    }

    /// Whether the Token is what `scheme` gives. Its freshness is not judged.
    #[must_use]
    pub fn verify(&self, signer: &Signer, scheme: Scheme, endpoint: &Endpoint) -> bool {
        let [action, grant_code, nonce, open_id, timestamp, token] = &self.texts;
        let string_to_sign = Signed([action, grant_code, nonce, open_id, timestamp]).string_to_sign(scheme, endpoint);
        signer.verify(&string_to_sign, token)
    }

    /// The first scheme that gives this Token: the named ones, then every subset of the fields with each prefix, case
    /// of the names and encoding of the values.
    #[must_use]
    pub fn detect_scheme(&self, signer: &Signer, endpoint: &Endpoint) -> Option<Scheme> {
        for (_, scheme) in Scheme::NAMED {
            if self.verify(signer, scheme, endpoint) {
                return Some(scheme);
            }
        }
        for bits in 1..32 {
            for variant in 0..8 {
                let scheme = Scheme {
                    fields: FieldSet::from_bits(bits),
                    names: if variant & 1 == 0 { Names::Pascal } else { Names::Camel },
                    values: if variant & 2 == 0 { Values::Raw } else { Values::Percent },
                    prefix: if variant & 4 == 0 { Prefix::None } else { Prefix::MethodHostPath },
                };
                if self.verify(signer, scheme, endpoint) {
                    return Some(scheme);
                }
            }
        }
        None
    }
}
