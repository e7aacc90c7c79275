//! A request: what the caller says about it, its signature, and its body.

use serde::Serialize;

use crate::argument::{Fields, Value};
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::issue::Issues;
use crate::nonce::MAX_NONCE;
use crate::scheme::{Prefix, Scheme};
use crate::signature::{Signer, Target, string_to_sign, token};

/// The action that identifies a member.
pub const IDENTIFY: &str = "communal.user.identity";
/// The largest timestamp in seconds, in the year 5138; what is larger was meant in milliseconds.
const MAX_TIMESTAMP: u64 = 99_999_999_999;

/// What a caller may say about a request besides its params; the edge fills in what is left open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnsignedRequest {
    /// The method.
    pub action: Option<String>,
    /// Unix seconds.
    pub timestamp: Option<u64>,
    /// 1 to 2^31 − 1.
    pub nonce: Option<u32>,
}

impl UnsignedRequest {
    /// A request with nothing but its action.
    #[must_use]
    pub fn of(action: &str) -> Self {
        Self { action: Some(action.into()), timestamp: None, nonce: None }
    }

    /// The method: by default the one that identifies a member.
    #[must_use]
    pub fn action(&self) -> &str {
        self.action.as_deref().unwrap_or(IDENTIFY)
    }

    /// The names of the fields of the argument `request`.
    pub const FIELDS: [&'static str; 4] = ["action", "params", "timestamp", "nonce"];

    /// What the fields of an argument say.
    pub fn checked<V: Value>(fields: &Fields<V>, issues: &mut Issues) -> Self {
        let seconds = "an integer of Unix seconds from 0 to 99999999999, not milliseconds";
        let nonces = "an integer from 1 to 2147483647";
        let nonce = fields.integer("nonce", (1, MAX_NONCE.into()), nonces, issues);
        Self {
            action: fields.optional_text("action", issues).map(|action| action.to_string()),
            timestamp: fields.integer("timestamp", (0, MAX_TIMESTAMP), seconds, issues),
            nonce: nonce.and_then(|nonce| nonce.try_into().ok()),
        }
    }
}

/// A request whose timestamp and nonce are chosen.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The method.
    pub action: &'a str,
    /// Unix seconds.
    pub timestamp: u64,
    /// 1 to 2^31 − 1.
    pub nonce: u32,
}

/// The five values that can take part in a signature: Action, GrantCode, Nonce, OpenId, Timestamp.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signed<'a>(pub(crate) [&'a str; 5]);

impl Signed<'_> {
    /// The string that `scheme` signs for these values at `endpoint`.
    pub(crate) fn string_to_sign(&self, scheme: Scheme, endpoint: &Endpoint) -> String {
        let pairs = scheme.names.spelt().into_iter().zip(self.0).enumerate();
        let pairs = pairs.filter(|(place, _)| scheme.fields.has(*place)).map(|(_, pair)| pair);
        let target = match scheme.prefix {
            Prefix::None => None,
            Prefix::MethodHostPath => Some(Target { method: "POST", host: endpoint.host(), path: endpoint.path() }),
        };
        string_to_sign(target, pairs, scheme.values)
    }
}

/// Every stage of a signature.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// What is signed.
    pub string_to_sign: String,
    /// Base64.
    pub signature: String,
    /// Percent-encoded Base64: a live pass while the timestamp is fresh.
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
    /// What the vendor handed out.
    pub credentials: Credentials,
    /// Has taken the openKey.
    pub signer: Signer,
    /// How the string to sign is made.
    pub scheme: Scheme,
    /// Where requests go.
    pub endpoint: Endpoint,
}

impl Sender {
    /// A sender with these credentials.
    #[must_use]
    pub fn new(credentials: Credentials, scheme: Scheme, endpoint: Endpoint) -> Self {
        Self { signer: Signer::new(&credentials.open_key), credentials, scheme, endpoint }
    }

    /// The stages of the request's signature.
    #[must_use]
    pub fn explain(&self, request: Request<'_>) -> Explanation {
        let Credentials { open_id, grant_code, .. } = &self.credentials;
        let (nonce, timestamp) = (request.nonce.to_string(), request.timestamp.to_string());
        let signed = Signed([request.action, grant_code, &nonce, open_id, &timestamp]);
        let string_to_sign = signed.string_to_sign(self.scheme, &self.endpoint);
        let signature = self.signer.signature(&string_to_sign);
        Explanation { token: token(&signature), string_to_sign, signature }
    }

    /// The body of the POST as JSON: exactly seven keys, in the order of the vendor's example. `params` is JSON, too.
    #[must_use]
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
