//! A request: its nonce, its signature, its body; and whether the Token of a body is right.

use serde::Serialize;

use crate::arguments::Fields;
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::issue::Issues;
use crate::scheme::{FieldSet, Names, Prefix, Scheme, Values};
use crate::signature::{Signer, Target, string_to_sign, token};

/// The action that identifies a member.
pub const IDENTIFY: &str = "communal.user.identity";
/// The largest timestamp in seconds, in the year 5138; what is larger was meant in milliseconds.
const MAX_TIMESTAMP: u64 = 99_999_999_999;
/// 2^31 − 1, a prime.
const MAX_NONCE: u32 = 0x7FFF_FFFF;

/// The nonces of a process: it walks through 1 to 2^31 − 1 from a random start with a random step, so none is repeated
/// before all were used.
#[derive(Debug, Clone, Copy)]
pub struct Nonces {
    last: u32,
    step: u32,
}

impl Nonces {
    /// From two random numbers, or None if they are among the few that would make the nonces uneven; take others.
    pub const fn new(start: u32, step: u32) -> Option<Self> {
        let (last, step) = (start >> 1, step >> 1);
        if last < MAX_NONCE && step > 0 && step < MAX_NONCE { Some(Self { last, step }) } else { None }
    }

    pub fn next_nonce(&mut self) -> u32 {
        self.last = (self.last + self.step) % MAX_NONCE;
        self.last + 1
    }
}

/// What the argument `request` says besides its action and params.
#[derive(Debug, Clone, Copy, Default)]
pub struct RequestOptions {
    /// Unix seconds.
    pub timestamp: Option<u64>,
    /// 1 to 2^31 − 1.
    pub nonce: Option<u32>,
}

impl RequestOptions {
    /// The names of the fields of the argument `request`.
    pub const FIELDS: [&'static str; 4] = ["action", "params", "timestamp", "nonce"];

    pub fn checked(fields: &Fields, issues: &mut Issues) -> Self {
        let seconds = "an integer of Unix seconds from 0 to 99999999999, not milliseconds";
        let nonces = "an integer from 1 to 2147483647";
        let timestamp = fields.integer("timestamp", (0, MAX_TIMESTAMP), seconds, issues);
        let nonce = fields.integer("nonce", (1, MAX_NONCE.into()), nonces, issues);
        Self { timestamp, nonce: nonce.and_then(|nonce| nonce.try_into().ok()) }
    }
}

/// A request whose timestamp and nonce are chosen.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub action: &'a str,
    /// Unix seconds.
    pub timestamp: u64,
    /// 1 to 2^31 − 1.
    pub nonce: u32,
}

/// Every stage of a signature. Whoever has the token can send any request until its timestamp expires.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    pub string_to_sign: String,
    /// Base64.
    pub signature: String,
    /// Percent-encoded Base64.
    pub token: String,
}

impl std::fmt::Debug for Explanation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Explanation").field("string_to_sign", &self.string_to_sign).finish_non_exhaustive()
    }
}

/// Who sends requests, and how: all that the requests of one client have in common.
#[derive(Debug, Clone)]
pub struct Sender {
    pub credentials: Credentials,
    /// Has taken the openKey.
    pub signer: Signer,
    pub scheme: Scheme,
    pub endpoint: Endpoint,
}

impl Sender {
    pub fn new(credentials: Credentials, scheme: Scheme, endpoint: Endpoint) -> Self {
        Self { signer: Signer::new(&credentials.open_key), credentials, scheme, endpoint }
    }

    pub fn explain(&self, request: Request<'_>) -> Explanation {
        let Credentials { open_id, grant_code, .. } = &self.credentials;
        let (nonce, timestamp) = (request.nonce.to_string(), request.timestamp.to_string());
        let values = [request.action, grant_code, &nonce, open_id, &timestamp];
        let string_to_sign = string_of(values, self.scheme, &self.endpoint);
        let signature = self.signer.signature(&string_to_sign);
        Explanation { token: token(&signature), string_to_sign, signature }
    }

    /// The body of the POST as JSON: exactly seven keys, in the order of the vendor's example. `params` is JSON, too.
    pub fn body(&self, request: Request<'_>, token: &str, params: &str) -> String {
        let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let Credentials { open_id, grant_code, .. } = &self.credentials;
        let (open_id, grant_code, action) = (text(open_id), text(grant_code), text(request.action));
        let Request { timestamp, nonce, .. } = request;
        format!(
            r#"{{"OpenId":{open_id},"GrantCode":{grant_code},"Timestamp":"{timestamp}","Nonce":"{nonce}","Token":"{token}","Action":{action},"Params":{params}}}"#
        )
    }
}

/// The string that `scheme` signs for the values of Action, GrantCode, Nonce, OpenId and Timestamp.
fn string_of(values: [&str; 5], scheme: Scheme, endpoint: &Endpoint) -> String {
    let pairs = scheme.names.spelt().into_iter().zip(values).enumerate();
    let pairs = pairs.filter(|(place, _)| scheme.fields.has(*place)).map(|(_, pair)| pair);
    let target = match scheme.prefix {
        Prefix::None => None,
        Prefix::MethodHostPath => Some(Target { method: "POST", host: &endpoint.host, path: &endpoint.path }),
    };
    string_to_sign(target, pairs, scheme.values)
}

/// A body whose Token is to be verified.
#[derive(Debug, Clone)]
pub struct SignedBody {
    values: [String; 5],
    token: String,
}

impl SignedBody {
    /// The names of the fields that are read: Params take no part in any scheme.
    pub const FIELDS: [&'static str; 6] = ["Action", "GrantCode", "Nonce", "OpenId", "Timestamp", "Token"];

    /// Six texts, none of them empty.
    pub fn checked(fields: &Fields, issues: &mut Issues) -> Self {
        let [action, grant_code, nonce, open_id, timestamp, token] =
            Self::FIELDS.map(|name| fields.required_text(name, issues).unwrap_or_default().to_string());
        Self { values: [action, grant_code, nonce, open_id, timestamp], token }
    }

    /// Whether the Token is what `scheme` gives. Its freshness is not judged.
    pub fn verify(&self, signer: &Signer, scheme: Scheme, endpoint: &Endpoint) -> bool {
        let values = self.values.each_ref().map(String::as_str);
        signer.verify(&string_of(values, scheme, endpoint), &self.token)
    }

    /// The first scheme that gives this Token: the named ones, then every subset of the fields with each prefix, case of
    /// the names and encoding of the values.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn nonces(last: u32, step: u32) -> Option<Nonces> {
        Nonces::new(last << 1, step << 1)
    }

    #[test]
    fn nonces_stay_within_their_range_at_both_ends() {
        let mut up = nonces(MAX_NONCE - 2, 1).expect("in range");
        assert_eq!([up.next_nonce(), up.next_nonce(), up.next_nonce()], [MAX_NONCE, 1, 2]);
        let mut down = nonces(1, MAX_NONCE - 1).expect("in range");
        assert_eq!([down.next_nonce(), down.next_nonce()], [1, MAX_NONCE]);
    }

    #[test]
    fn a_start_or_step_outside_the_range_is_refused() {
        assert!(nonces(MAX_NONCE, 1).is_none());
        assert!(nonces(0, 0).is_none());
        assert!(nonces(0, MAX_NONCE).is_none());
    }

    #[test]
    fn a_million_nonces_are_a_million_different_ones() {
        let mut nonces = nonces(123_456_789, 1_987_654_321).expect("in range");
        let mut seen: Vec<u32> = (0..1_000_000).map(|_| nonces.next_nonce()).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 1_000_000);
    }
}
