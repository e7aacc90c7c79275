//! The signed body: exactly seven keys, in the order of the vendor's example.

use zeroize::Zeroize;

use crate::argument::{Argument, to_params};
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::issue::Issues;
use crate::json::write_string;
use crate::mask::Secrets;
use crate::scheme::{Prefix, Scheme};
use crate::signature::{Signer, Target, string_to_sign, token};
use crate::text::decimal;

/// The action that identifies a member.
pub const IDENTIFY: &str = "communal.user.identity";
/// The largest nonce, 2^31 − 1.
pub(crate) const MAX_NONCE: u32 = 0x7FFF_FFFF;
/// The largest timestamp in seconds, in the year 5138; what is larger was meant in milliseconds.
const MAX_TIMESTAMP: u64 = 99_999_999_999;

/// What a caller may say about a request; the edge fills in what is left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsignedRequest {
    /// The method.
    pub action: String,
    /// JSON of an object.
    pub params: String,
    /// Unix seconds.
    pub timestamp: Option<u64>,
    /// 1 to [`MAX_NONCE`].
    pub nonce: Option<u32>,
}

impl UnsignedRequest {
    /// The names of the fields.
    pub const FIELDS: [&'static str; 4] = ["action", "params", "timestamp", "nonce"];

    /// A request with nothing but its action and params.
    #[must_use]
    pub const fn of(action: String, params: String) -> Self {
        Self { action, params, timestamp: None, nonce: None }
    }

    /// The request with what was left open taken from `now` (Unix seconds) and `nonce`.
    ///
    /// # Errors
    /// Those of `now` and `nonce`.
    pub fn complete(
        &self,
        now: &dyn Fn() -> Result<u64, Error>,
        nonce: &dyn Fn() -> Result<u32, Error>,
    ) -> Result<Request<'_>, Error> {
        Ok(Request {
            action: &self.action,
            params: &self.params,
            timestamp: self.timestamp.map_or_else(now, Ok)?,
            nonce: self.nonce.map_or_else(nonce, Ok)?,
        })
    }

    /// Reads the argument `request`.
    pub fn from_argument(argument: &Argument<'_>, issues: &mut Issues) -> Option<Self> {
        let fields = argument.fields("a request object", issues)?;
        fields.refuse_unknown(&Self::FIELDS, issues);
        let seconds = "an integer of Unix seconds from 0 to 99999999999, not milliseconds";
        let timestamp = fields.integer("timestamp", 0, MAX_TIMESTAMP, seconds, issues);
        let nonce = fields.integer("nonce", 1, MAX_NONCE.into(), "an integer from 1 to 2147483647", issues);
        Some(Self {
            action: fields.text("action", issues).unwrap_or_else(|| IDENTIFY.into()),
            params: fields.get("params").map_or_else(|| Some("{}".into()), |it| to_params(it, "params", issues))?,
            timestamp,
            nonce: nonce.and_then(|nonce| nonce.try_into().ok()),
        })
    }
}

/// The five values that can take part in a signature: Action, GrantCode, Nonce, OpenId, Timestamp.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signed<'a>(pub(crate) [&'a str; 5]);

impl Signed<'_> {
    /// The string that `scheme` signs for these values at `endpoint`.
    pub(crate) fn string_to_sign(&self, scheme: Scheme, endpoint: &Endpoint) -> String {
        let mut pairs = Vec::with_capacity(5);
        for (place, pair) in scheme.names.spelt().into_iter().zip(self.0).enumerate() {
            if scheme.fields.has(place) {
                pairs.push(pair);
            }
        }
        let target = match scheme.prefix {
            Prefix::None => None,
            Prefix::MethodHostPath => Some(Target { method: "POST", host: endpoint.host(), path: endpoint.path() }),
        };
        string_to_sign(target, &mut pairs, scheme.values)
    }
}

/// Every stage of a signature.
#[derive(Clone)]
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

impl Explanation {
    /// The stages as the JavaScript surface spells them, in JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let stages = [("stringToSign", &self.string_to_sign), ("signature", &self.signature), ("token", &self.token)];
        let mut out = String::from("{");
        for (name, value) in stages {
            write_member(&mut out, name, value);
        }
        out.push('}');
        out
    }

    /// Adds both spellings of the Token to what must not be shown.
    pub fn add_to(&self, secrets: &mut Secrets) {
        secrets.add(&self.token);
        secrets.add(&self.signature);
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

/// A request whose timestamp and nonce are chosen.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The method.
    pub action: &'a str,
    /// JSON of an object.
    pub params: &'a str,
    /// Unix seconds.
    pub timestamp: u64,
    /// 1 to [`MAX_NONCE`].
    pub nonce: u32,
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
        let (nonce, timestamp) = (decimal(request.nonce.into()), decimal(request.timestamp));
        let signed = Signed([request.action, grant_code, &nonce, open_id, &timestamp]);
        let string_to_sign = signed.string_to_sign(self.scheme, &self.endpoint);
        let signature = self.signer.signature(&string_to_sign);
        Explanation { token: token(&signature), string_to_sign, signature }
    }

    /// The body of the POST for a request with this Token, in JSON.
    #[must_use]
    pub fn body(&self, request: Request<'_>, token: &str) -> String {
        let mut out = String::with_capacity(256 + request.params.len());
        out.push('{');
        write_member(&mut out, "OpenId", &self.credentials.open_id);
        write_member(&mut out, "GrantCode", &self.credentials.grant_code);
        write_member(&mut out, "Timestamp", &decimal(request.timestamp));
        write_member(&mut out, "Nonce", &decimal(request.nonce.into()));
        write_member(&mut out, "Token", token);
        write_member(&mut out, "Action", request.action);
        out.push_str(",\"Params\":");
        out.push_str(request.params);
        out.push('}');
        out
    }
}

fn write_member(out: &mut String, name: &str, value: &str) {
    if out.len() > 1 {
        out.push(',');
    }
    write_string(out, name);
    out.push(':');
    write_string(out, value);
}

impl Drop for Explanation {
    fn drop(&mut self) {
        self.signature.zeroize();
        self.token.zeroize();
    }
}
