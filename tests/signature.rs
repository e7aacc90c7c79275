//! The signature against published examples: every stage asserted apart.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use zvcms_openapi::{
    Argument, Credentials, Endpoint, Fields, Issues, Request, Scheme, Sender, SignedBody, Signer, Target, Values,
    string_to_sign, token,
};

const PUBLISHED: &str = include_str!("vectors/signature.json");

fn vectors() -> Vec<Value> {
    let file: Value = serde_json::from_str(PUBLISHED).expect("JSON");
    file["vectors"].as_array().expect("a list").clone()
}

fn text<'v>(vector: &'v Value, name: &str) -> &'v str {
    vector[name].as_str().unwrap_or_else(|| panic!("{} has {name}", vector["id"]))
}

fn bytes(text: &str, encoding: Option<&str>) -> Vec<u8> {
    match encoding {
        None => text.into(),
        Some("hex") => {
            let digits: Vec<u8> =
                text.chars().map(|digit| digit.to_digit(16).expect("hex").try_into().expect("small")).collect();
            digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
        }
        Some("base64url") => {
            let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let digits = text.trim_end_matches('=').chars().map(|one| alphabet.find(one).expect("base64url"));
            let bits: Vec<usize> = digits.flat_map(|digit| (0..6).rev().map(move |bit| digit >> bit & 1)).collect();
            let byte = |bits: &[usize]| bits.iter().fold(0, |byte, bit| byte << 1 | bit);
            bits.chunks_exact(8).map(|bits| byte(bits).try_into().expect("eight bits")).collect()
        }
        Some(other) => panic!("unknown encoding {other}"),
    }
}

#[test]
fn every_published_digest_is_reproduced() {
    let all = vectors();
    assert!(all.len() >= 19, "only {} vectors", all.len());
    for vector in &all {
        let key = bytes(text(vector, "hmac_key"), vector["hmac_key_encoding"].as_str());
        let message = bytes(text(vector, "string_to_sign"), vector["string_to_sign_encoding"].as_str());
        let digest = Signer::with_secret(&key).digest(&message);
        let output = vector["output_encoding"].as_str().filter(|encoding| *encoding != "base64");
        let (expected, id) = (text(vector, "expected"), &vector["id"]);
        if output.is_some() {
            assert_eq!(digest.to_vec(), bytes(expected, output), "{id}");
            continue;
        }
        let standard = expected.replace('+', "-").replace('/', "_");
        assert_eq!(digest.to_vec(), bytes(&standard, Some("base64url")), "{id}");
        let message = String::from_utf8(message).expect("text");
        assert_eq!(Signer::with_secret(&key).signature(&message), expected, "{id}");
    }
}

#[test]
fn the_tencent_examples_are_reproduced_whole() {
    let tencent: Vec<Value> = vectors().into_iter().filter(|one| one["inputs"]["host_path"].is_string()).collect();
    assert_eq!(tencent.len(), 4);
    for vector in &tencent {
        let inputs = &vector["inputs"];
        let (host, path) = text(inputs, "host_path").split_once('/').expect("a path");
        let path = ["/", path].concat();
        let target = Target { method: text(inputs, "method"), host, path: &path };
        let params = inputs["params"].as_object().expect("params");
        let mut pairs: Vec<(&str, &str)> =
            params.iter().map(|(name, value)| (name.as_str(), value.as_str().expect("text"))).collect();
        pairs.sort_unstable();
        let string = string_to_sign(Some(target), pairs, Values::Raw);
        assert_eq!(string, text(vector, "string_to_sign"), "{}", vector["id"]);
        assert_eq!(
            Signer::with_secret(text(vector, "hmac_key").as_bytes()).signature(&string),
            text(vector, "expected")
        );
    }
}

fn object(fields: &[(&'static str, &str)]) -> Argument {
    let text = |text: &str| Argument::Text(text.to_owned().into());
    Argument::Object(fields.iter().map(|(name, value)| ((*name).into(), text(value))).collect())
}

fn sender(open_id: &str, grant_code: &str, key: &str, scheme: Scheme, endpoint: Endpoint) -> Sender {
    let mut issues = Issues::new();
    let argument = object(&[("openId", open_id), ("grantCode", grant_code), ("openKey", key)]);
    let fields = Fields::of(argument, "credentials", &Credentials::FIELDS, &mut issues);
    let credentials = Credentials::checked(&fields, &mut issues).expect("right credentials");
    assert_eq!(issues.as_slice(), []);
    Sender::new(credentials, scheme, endpoint)
}

#[test]
fn the_example_of_the_successor_platform_is_reproduced_whole() {
    let all = vectors();
    let vector = all.iter().find(|one| one["id"] == "qmai-cli-example").expect("the example");
    let inputs = &vector["inputs"];
    let sender = sender(
        text(inputs, "openId"),
        text(inputs, "grantCode"),
        text(vector, "hmac_key"),
        Scheme::QMAI_V3,
        Endpoint::default(),
    );
    let request = Request {
        action: "a.b",
        timestamp: inputs["timestamp"].as_u64().expect("a number"),
        nonce: inputs["nonce"].as_u64().expect("a number").try_into().expect("small"),
    };
    let stages = sender.explain(request);
    assert_eq!(stages.string_to_sign, text(vector, "string_to_sign"));
    assert_eq!(stages.signature, text(vector, "expected"));
    assert_eq!(stages.token, text(vector, "token"));
    assert_eq!(token(&stages.signature), stages.token);
}

fn shop(path: &str) -> Endpoint {
    let host = "shop.example:8443";
    Endpoint { url: format!("https://{host}{path}?x"), host: host.into(), path: path.into(), is_secure: true }
}

const REQUEST: Request<'_> = Request { action: "a.b", timestamp: 1_547_186_244, nonce: 658_965 };

/// The request as the vendor's page shows it.
#[test]
fn the_string_to_sign_of_the_vendors_example_is_as_inferred() {
    let strings = Scheme::NAMED.map(|(_, scheme)| {
        let sender = sender("6dc05b4ac175cf316d226252b05cf685", "782c281f62", "k", scheme, shop("/api/v2"));
        sender.explain(REQUEST).string_to_sign.clone()
    });
    assert_eq!(
        strings,
        [
            "GrantCode=782c281f62&Nonce=658965&OpenId=6dc05b4ac175cf316d226252b05cf685&Timestamp=1547186244",
            "Action=a.b&GrantCode=782c281f62&Nonce=658965&OpenId=6dc05b4ac175cf316d226252b05cf685&Timestamp=1547186244",
            "POSTshop.example:8443/api/v2?Action=a.b&GrantCode=782c281f62&Nonce=658965&OpenId=6dc05b4ac175cf316d226252b05cf685&Timestamp=1547186244",
            "grantCode=782c281f62&nonce=658965&openId=6dc05b4ac175cf316d226252b05cf685&timestamp=1547186244",
        ]
    );
}

fn body(open_id: &str, token: &str) -> SignedBody {
    let mut issues = Issues::new();
    let argument = object(&[
        ("OpenId", open_id),
        ("GrantCode", "g"),
        ("Timestamp", "1547186244"),
        ("Nonce", "658965"),
        ("Token", token),
        ("Action", "a.b"),
    ]);
    let fields = Fields::of(argument, "request", &SignedBody::FIELDS, &mut issues);
    let body = SignedBody::checked(&fields, &mut issues);
    assert_eq!(issues.as_slice(), []);
    body
}

#[test]
fn a_scheme_is_detected_from_its_token_and_every_form_of_the_token_is_verified() {
    let endpoint = shop("/api");
    let signer = Signer::with_secret(b"k+1");
    // An openId that percent-encoding changes, so that no two schemes give the same string.
    let open_id = "店 1";
    let mut schemes = 0;
    for bits in 1..32 {
        for variant in 0..8_u8 {
            let scheme = Scheme {
                fields: zvcms_openapi::FieldSet::from_bits(bits),
                names: if variant & 1 == 0 { zvcms_openapi::Names::Pascal } else { zvcms_openapi::Names::Camel },
                values: if variant & 2 == 0 { Values::Raw } else { Values::Percent },
                prefix: if variant & 4 == 0 {
                    zvcms_openapi::Prefix::None
                } else {
                    zvcms_openapi::Prefix::MethodHostPath
                },
            };
            let sender = sender(open_id, "g", "k+1", scheme, endpoint.clone());
            let stages = sender.explain(REQUEST);
            for token in [stages.token.clone(), stages.token.to_ascii_lowercase_hex(), stages.signature.clone()] {
                let body = body(open_id, &token);
                assert!(body.verify(&signer, scheme, &endpoint), "{scheme:?} {token}");
                let found = body.detect_scheme(&signer, &endpoint).expect("a scheme");
                let again = self::sender(open_id, "g", "k+1", found, endpoint.clone()).explain(REQUEST);
                assert_eq!(again.string_to_sign, stages.string_to_sign, "{scheme:?}");
                assert!(body.detect_scheme(&Signer::with_secret(b"another"), &endpoint).is_none());
            }
            schemes += 1;
        }
    }
    assert_eq!(schemes, 248);
}

/// Lower-case hex in the percent-encoding, nothing else changed.
trait LowerHex {
    fn to_ascii_lowercase_hex(&self) -> String;
}

impl LowerHex for str {
    fn to_ascii_lowercase_hex(&self) -> String {
        self.replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d")
    }
}

#[test]
fn a_named_scheme_is_preferred_and_a_wrong_token_finds_none() {
    for (_, scheme) in Scheme::NAMED {
        let sender = sender("o", "g", "k", scheme, Endpoint::default());
        let body = body("o", &sender.explain(REQUEST).token);
        assert_eq!(body.detect_scheme(&Signer::with_secret(b"k"), &Endpoint::default()), Some(scheme));
    }
    let body = body("o", "0%2B%2B3c6hthjwAml4ABAXOYF4Q6UY%3D");
    assert_eq!(body.detect_scheme(&Signer::with_secret(b"k"), &Endpoint::default()), None);
}
