//! Any credentials, schemes, addresses, times and nonces: what is signed is verified, and nothing else.

use std::borrow::Cow;

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::percent_decode_str;
use serde_json::Value as Json;
use sha1::{Digest, Sha1};
use zvcms_openapi::{
    Argument, Credentials, Endpoint, Explanation, FieldSet, Fields, Issues, Names, OpenKey, Prefix, Request, Scheme,
    Sender, SignedBody, Signer, Values,
};

use super::argument::text;
use super::input::Input;

pub(crate) fn run(input: &[u8]) {
    let mut input = Input(input);
    let variant = input.byte();
    let scheme = Scheme {
        fields: FieldSet::from_bits(variant >> 3),
        names: if variant & 1 == 0 { Names::Pascal } else { Names::Camel },
        values: if variant & 2 == 0 { Values::Raw } else { Values::Percent },
        prefix: if variant & 4 == 0 { Prefix::None } else { Prefix::MethodHostPath },
    };
    let (place, endpoint) = (input.byte(), endpoint(&mut input));
    let (timestamp, nonce) = (input.u64(), input.u32());
    let (open_id, grant_code, action) = (input.text(), input.text(), input.text());
    let key = input.bytes().to_vec();
    let other = [input.bytes(), input.bytes()];
    let sender = Sender {
        signer: Signer::with_secret(&key),
        credentials: Credentials { open_id, grant_code, open_key: open_key() },
        scheme,
        endpoint,
    };
    let request = Request { action: &action, timestamp, nonce };
    let stages = sender.explain(request);

    is_by_definition(&sender, request, &stages, &key);
    is_a_body(&sender, request, &stages.token);
    only_its_token_is_right(&sender.signer, &stages, other);
    only_its_key_is_right(&key, &stages, place);
    if let Some(body) = body(&sender, request, &stages.token) {
        assert!(body.verify(&sender.signer, scheme, &sender.endpoint));
        // Some 250 digests.
        if place % 64 == 1 {
            is_found(&body, &sender, request, &key);
        }
    }
}

/// What the host's `URL` makes of an address can be any host and path.
fn endpoint(input: &mut Input<'_>) -> Endpoint {
    let is_secure = input.flag();
    let (host, path) = (input.text(), input.text());
    let endpoint = Endpoint { url: format!("http://{host}{path}"), host, path, is_secure };
    assert!(is_secure <= endpoint.is_trustworthy());
    endpoint
}

fn open_key() -> OpenKey {
    OpenKey::checked(Some(&text("k")), &mut Issues::new()).expect("a key")
}

/// The string, its HMAC-SHA1 and the Token, straight from their definitions.
fn is_by_definition(sender: &Sender, request: Request<'_>, stages: &Explanation, key: &[u8]) {
    let string = string_to_sign(sender, sender.scheme, request);
    assert_eq!(stages.string_to_sign, string);
    let digest = hmac(key, string.as_bytes());
    assert_eq!(STANDARD.decode(&stages.signature).as_deref(), Ok(&digest[..]));
    assert_eq!(stages.token, encoded(&stages.signature));
    assert_eq!(percent_decode_str(&stages.token).decode_utf8_lossy(), stages.signature);
}

fn string_to_sign(sender: &Sender, scheme: Scheme, request: Request<'_>) -> String {
    let mut pairs = Vec::new();
    let written = serde_json::to_value(scheme).expect("JSON");
    for name in written["fields"].as_array().expect("a list") {
        let name = name.as_str().expect("a text");
        let value = match name {
            "Action" => request.action.to_owned(),
            "GrantCode" => sender.credentials.grant_code.clone(),
            "Nonce" => request.nonce.to_string(),
            "OpenId" => sender.credentials.open_id.clone(),
            _ => request.timestamp.to_string(),
        };
        let value = if scheme.values == Values::Percent { encoded(&value) } else { value };
        let (first, rest) = name.split_at(1);
        let name = if scheme.names == Names::Camel { first.to_ascii_lowercase() + rest } else { name.into() };
        pairs.push(format!("{name}={value}"));
    }
    pairs.sort_by(|one, other| one.split('=').next().cmp(&other.split('=').next()));
    let start = match scheme.prefix {
        Prefix::None => String::new(),
        Prefix::MethodHostPath => format!("POST{}{}?", sender.endpoint.host, sender.endpoint.path),
    };
    start + &pairs.join("&")
}

/// RFC 3986.
fn encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}

/// RFC 2104.
fn hmac(key: &[u8], message: &[u8]) -> [u8; 20] {
    let mut block = [0; 64];
    let hashed = Sha1::digest(key);
    let key = if key.len() > block.len() { &hashed[..] } else { key };
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    let inner = Sha1::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(message).finalize();
    Sha1::new().chain_update(block.map(|byte| byte ^ 0x5C)).chain_update(inner).finalize().into()
}

fn is_a_body(sender: &Sender, request: Request<'_>, token: &str) {
    let text = sender.body(request, token, r#"{"type":1}"#);
    let body: Json = serde_json::from_str(&text).expect("JSON");
    assert_eq!(body.as_object().map(serde_json::Map::len), Some(7));
    let Credentials { open_id, grant_code, .. } = &sender.credentials;
    assert_eq!((&body["OpenId"], &body["GrantCode"]), (&open_id.as_str().into(), &grant_code.as_str().into()));
    assert_eq!((&body["Action"], &body["Token"]), (&request.action.into(), &token.into()));
    assert_eq!(body["Timestamp"], request.timestamp.to_string());
    assert_eq!((&body["Nonce"], &body["Params"]["type"]), (&request.nonce.to_string().into(), &1.into()));
}

/// A text is the Token exactly if the signature is what it stands for.
fn only_its_token_is_right(signer: &Signer, stages: &Explanation, [place, given]: [&[u8]; 2]) {
    let Explanation { string_to_sign, signature, token } = stages;
    assert!(signer.verify(string_to_sign, token) && signer.verify(string_to_sign, signature));
    let given = String::from_utf8_lossy(given);
    let mut changed = token.clone();
    let at = usize::from(place.first().copied().unwrap_or_default()) % token.len();
    changed.replace_range(at..=at, &given);
    for text in [&*given, &changed, &format!("{token}{given}")] {
        let is_right = percent_decode_str(text).eq(signature.bytes());
        assert_eq!(signer.verify(string_to_sign, text), is_right, "{text} for {token}");
    }
}

fn only_its_key_is_right(key: &[u8], stages: &Explanation, place: u8) {
    let mut key = key.to_vec();
    if let Some(byte) = key.len().checked_sub(1).and_then(|last| key.get_mut(usize::from(place).min(last))) {
        *byte ^= 1 << (place & 7);
        assert!(!Signer::with_secret(&key).verify(&stages.string_to_sign, &stages.token));
    }
}

/// The body with its Token; None where a text is empty, which is refused.
fn body(sender: &Sender, request: Request<'_>, token: &str) -> Option<SignedBody> {
    let Credentials { open_id, grant_code, .. } = &sender.credentials;
    let (nonce, timestamp) = (request.nonce.to_string(), request.timestamp.to_string());
    let texts = [request.action, grant_code, &nonce, open_id, &timestamp, token].map(String::from);
    let has_empty = texts.iter().any(String::is_empty);
    let fields = SignedBody::FIELDS.map(Cow::Borrowed).into_iter().zip(texts.map(text)).collect();
    let mut issues = Issues::new();
    let fields = Fields::of(Argument::Object(fields), "body", &SignedBody::FIELDS, &mut issues);
    let body = SignedBody::checked(&fields, &mut issues);
    assert_eq!(issues.as_slice().is_empty(), !has_empty);
    (!has_empty).then_some(body)
}

/// The scheme that is found gives the same string, and another key finds none.
fn is_found(body: &SignedBody, sender: &Sender, request: Request<'_>, key: &[u8]) {
    let found = body.detect_scheme(&sender.signer, &sender.endpoint);
    assert!(found.is_some() || sender.scheme.fields == FieldSet::from_bits(0), "{:?}", sender.scheme);
    if let Some(found) = found {
        assert_eq!(string_to_sign(sender, found, request), string_to_sign(sender, sender.scheme, request));
    }
    let other = Signer::with_secret(&[key, b"?"].concat());
    assert_eq!(body.detect_scheme(&other, &sender.endpoint), None);
}
