//! From the fields of a request to its Token: `string_to_sign` → `signature` → `token`.

use base64::{Engine, engine::general_purpose::STANDARD};
use ctutils::CtEq;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha1::Sha1;

use crate::credentials::OpenKey;
use crate::scheme::Values;

/// RFC 3986: everything but letters, digits and `-._~`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a request goes, for schemes that sign it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// Upper case: `POST`.
    pub method: &'a str,
    /// As in the Host header: lower case, the port only if it is not the default one.
    pub host: &'a str,
    /// Without the query.
    pub path: &'a str,
}

/// The string to sign: `name=value` pairs, which stand in the byte order of their names, joined by `&`; with a target, its
/// method, host and path and a `?` before them.
pub fn string_to_sign<'a>(
    target: Option<Target<'_>>,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    values: Values,
) -> String {
    let mut out = String::with_capacity(160);
    if let Some(Target { method, host, path }) = target {
        for part in [method, host, path, "?"] {
            out.push_str(part);
        }
    }
    for (index, (name, value)) in pairs.into_iter().enumerate() {
        if index > 0 {
            out.push('&');
        }
        out.push_str(name);
        out.push('=');
        match values {
            Values::Raw => out.push_str(value),
            Values::Percent => out.extend(utf8_percent_encode(value, RESERVED)),
        }
    }
    out
}

/// Takes a key in a frame of its own, which [`wipe_stack`] overwrites: the key stays there, and states that sign as it does.
#[inline(never)]
#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn keyed(secret: &[u8]) -> Signer {
    Signer(Box::new(Hmac::new_from_slice(secret).expect("HMAC takes a key of any length")))
}

/// Overwrites what the function that was called last left on the stack.
#[inline(never)]
fn wipe_stack() {
    std::hint::black_box([0_u8; 1024]);
}

/// An HMAC-SHA1 that has taken its key and signs any number of strings. Its state is wiped on drop, and stays in one
/// place until then: a move would leave a copy behind.
#[derive(Clone)]
pub struct Signer(Box<Hmac<Sha1>>);

impl Signer {
    pub fn new(open_key: &OpenKey) -> Self {
        Self::with_secret(open_key.expose_secret().as_bytes())
    }

    /// The key need not be text.
    pub fn with_secret(secret: &[u8]) -> Self {
        let signer = keyed(secret);
        wipe_stack();
        signer
    }

    /// Base64 of the HMAC-SHA1 of a string.
    pub fn signature(&self, string_to_sign: &str) -> String {
        STANDARD.encode(self.digest(string_to_sign.as_bytes()))
    }

    /// The HMAC-SHA1 of any bytes.
    pub fn digest(&self, message: &[u8]) -> [u8; 20] {
        // The state itself, not its box: that would be let go without being wiped.
        Hmac::clone(&self.0).chain_update(message).finalize().into_bytes().into()
    }

    /// Whether `token` is the Token of a string: percent-encoded in upper or lower case, or not at all. Takes the same
    /// time wherever the Token is wrong; only one that is too long is refused at once.
    pub fn verify(&self, string_to_sign: &str, token: &str) -> bool {
        let right = self.signature(string_to_sign);
        if token.len() > 3 * right.len() {
            return false;
        }
        let decoded: Vec<u8> = percent_decode_str(token).collect();
        decoded.ct_eq(right.as_bytes()).to_bool()
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Signer(…)")
    }
}

/// The signature percent-encoded, with upper-case hex, as the body has it.
pub fn token(signature: &str) -> String {
    utf8_percent_encode(signature, RESERVED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> String {
        token(text)
    }

    #[test]
    fn everything_but_the_unreserved_characters_is_percent_encoded() {
        assert_eq!(encoded("AZaz09-._~"), "AZaz09-._~");
        assert_eq!(encoded("a b+/=%*'()!"), "a%20b%2B%2F%3D%25%2A%27%28%29%21");
        assert_eq!(encoded("平\u{0}"), "%E5%B9%B3%00");
    }

    #[test]
    fn the_token_of_the_vendors_page_is_a_digest_of_twenty_bytes() {
        let base64: Vec<u8> = percent_decode_str("0%2B%2B3c6hthjwAml4ABAXOYF4Q6UY%3D").collect();
        assert_eq!(STANDARD.decode(base64).map(|digest| digest.len()), Ok(20));
    }

    #[test]
    fn values_are_written_as_asked() {
        let pairs = [("B", "路"), ("a", "x&y"), ("a.10", ""), ("b", "1 2")];
        assert_eq!(string_to_sign(None, pairs, Values::Raw), "B=路&a=x&y&a.10=&b=1 2");
        assert_eq!(string_to_sign(None, pairs, Values::Percent), "B=%E8%B7%AF&a=x%26y&a.10=&b=1%202");
    }

    #[test]
    fn a_token_that_is_no_base64_of_a_digest_is_wrong_and_no_panic() {
        let signer = Signer::with_secret(b"k");
        for token in ["", "%", "%2", "%zz", "====", "AAAA", "é", "0++3c6hthjwAml4ABAXOYF4Q6UY=="] {
            assert!(!signer.verify("s", token), "{token}");
        }
    }
}
