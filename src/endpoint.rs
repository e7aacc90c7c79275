//! The address that requests go to.

use crate::fields::Fields;
use crate::issue::{Fault, Issues};
use crate::text::{contains, decimal, every, parse_decimal, split_before, split_before_last_colon};

/// The only endpoint that the vendor documents: plain http.
const DEFAULT: &str = "http://openapi.zvcms.com/api/v2";

/// An absolute http or https address, and the parts of it that a signature or a message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: String,
    host: String,
    path: String,
    secure: bool,
}

impl Endpoint {
    /// Reads an address: scheme, host, optional port, path and query; no user name, no fragment. Everything must be
    /// written as it goes over the wire: ASCII, a host of another script in Punycode, a path percent-encoded and
    /// without dot segments.
    #[must_use]
    pub fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = split_before(url, |byte| byte == b':');
        let rest = rest.strip_prefix("://")?;
        let secure = scheme.eq_ignore_ascii_case("https");
        if !secure && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        let is_printable = |byte: u8| byte.is_ascii_graphic() && !br#"#\"<>`{}^"#.contains(&byte);
        if !every(rest, is_printable) {
            return None;
        }
        let (authority, target) = split_before(rest, |byte| matches!(byte, b'/' | b'?'));
        let (path, _) = split_before(target, |byte| byte == b'?');
        let path = if path.is_empty() { "/" } else { path };
        if has_dot_segment(path) {
            return None;
        }
        let host = host_header(authority, if secure { 443 } else { 80 })?;
        Some(Self { url: url.into(), host, path: path.into(), secure })
    }

    /// The endpoint that the option `endpoint` gives; the vendor's where it is not given.
    pub(crate) fn from_option(options: &Fields<'_>, issues: &mut Issues) -> Self {
        let given = options.text("endpoint", issues).and_then(|url| {
            let endpoint = Self::parse(&url);
            if endpoint.is_none() {
                options.add("endpoint", Fault::BadEndpoint, issues);
            }
            endpoint
        });
        given.unwrap_or_default()
    }

    /// The address as it was given.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The host as in the Host header: lower case, the port only if it is not the default one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it is https.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether a page served over https may call it: https, or this very machine.
    #[must_use]
    pub fn is_trustworthy(&self) -> bool {
        let (name, _) = split_port(&self.host);
        let is_loopback_v4 = name.starts_with("127.") && every(name, |byte| byte.is_ascii_digit() || byte == b'.');
        self.secure || is_loopback_v4 || matches!(name, "localhost" | "[::1]") || name.ends_with(".localhost")
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        Self { url: DEFAULT.into(), host: "openapi.zvcms.com".into(), path: "/api/v2".into(), secure: false }
    }
}

fn has_dot_segment(mut path: &str) -> bool {
    while let Some(rest) = path.strip_prefix("/") {
        let (segment, rest) = split_before(rest, |byte| byte == b'/');
        if [".", "..", "%2e", "%2e.", ".%2e", "%2e%2e"].iter().any(|dots| segment.eq_ignore_ascii_case(dots)) {
            return true;
        }
        path = rest;
    }
    false
}

/// The name or address and the port, which may be missing; the colons of an IPv6 address begin no port.
fn split_port(authority: &str) -> (&str, &str) {
    let (name, port) = split_before_last_colon(authority);
    if contains(port, "]") { (authority, "") } else { (name, port.get(1..).unwrap_or_default()) }
}

fn host_header(authority: &str, default_port: u64) -> Option<String> {
    let (name, port) = split_port(authority);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let is_v6 = name.strip_prefix("[").and_then(|rest| rest.strip_suffix("]"));
    let right = match is_v6 {
        Some(address) => contains(address, ":") && every(address, |byte| byte.is_ascii_hexdigit() || byte == b':'),
        None => !name.is_empty() && every(name, is_name) && is_plain(name),
    };
    let port = if port.is_empty() { default_port } else { parse_decimal(port)? };
    if !right || port > u16::MAX.into() {
        return None;
    }
    let mut host = name.to_ascii_lowercase();
    if port != default_port {
        host.push(':');
        host.push_str(&decimal(port));
    }
    Some(host)
}

/// Whether a host goes over the wire as it is written: one that ends in a number is an IPv4 address, which has many
/// spellings.
fn is_plain(mut name: &str) -> bool {
    let mut labels = 0;
    let mut are_bytes = true;
    loop {
        let (label, rest) = split_before(name, |byte| byte == b'.');
        labels += 1;
        are_bytes &= parse_decimal(label).is_some_and(|value| value < 256 && decimal(value) == label);
        match rest.strip_prefix(".") {
            Some(next) => name = next,
            None => return !label.as_bytes().first().is_some_and(u8::is_ascii_digit) || are_bytes && labels == 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_what_reading_the_vendors_address_gives() {
        assert_eq!(Endpoint::parse(DEFAULT), Some(Endpoint::default()));
    }

    #[test]
    fn host_and_path_are_as_in_the_request() {
        for (url, host, path) in [
            ("http://openapi.zvcms.com/api/v2", "openapi.zvcms.com", "/api/v2"),
            ("HTTPS://Shop.Example:443/a?b=c", "shop.example", "/a"),
            ("http://shop.example:443", "shop.example:443", "/"),
            ("https://shop.example:80?q", "shop.example:80", "/"),
            ("http://127.0.0.1:08080/%20x/", "127.0.0.1:8080", "/%20x/"),
            ("http://[::1]:1/", "[::1]:1", "/"),
            ("http://[::1]", "[::1]", "/"),
            ("http://10.0.0.255/.a/..b", "10.0.0.255", "/.a/..b"),
            ("http://1.2.3.example/", "1.2.3.example", "/"),
        ] {
            let endpoint = Endpoint::parse(url).unwrap_or_else(|| panic!("{url}"));
            assert_eq!((endpoint.host(), endpoint.path()), (host, path), "{url}");
        }
    }

    #[test]
    fn what_cannot_be_an_endpoint_is_refused() {
        for url in [
            "",
            "shop.example",
            "//shop.example",
            "ftp://shop.example",
            "http://",
            "http:///a",
            "http://a b/",
            "http://u:p@shop.example/",
            "http://shop.example/#f",
            "http://shop.example:x/",
            "http://shop.example:65536/",
            "http://商店.example/",
            "http://shop.example/路",
            "http://shop.example/a/../b",
            "http://shop.example/a/%2E./b",
            "http://shop.example/%2e",
            "http://shop.example/{a}",
            "http://127.1/",
            "http://0x7f.1/",
            "http://127.0.0.01/",
            "http://256.0.0.1/",
            "http://1.2.3.4.5/",
            "http://[::1/",
            "http://[z]/",
            "http://a\\b/",
            " http://shop.example/",
            "http://shop.example/\n",
        ] {
            assert_eq!(Endpoint::parse(url), None, "{url}");
        }
    }

    #[test]
    fn an_https_page_may_call_https_and_this_machine_only() {
        for (url, may) in [
            ("https://shop.example/", true),
            ("http://127.0.0.1:1/", true),
            ("http://localhost:1/", true),
            ("http://[::1]:1/", true),
            ("http://[::1]/", true),
            ("http://127.evil.example/", false),
            ("http://openapi.zvcms.com/api/v2", false),
        ] {
            assert_eq!(Endpoint::parse(url).is_some_and(|endpoint| endpoint.is_trustworthy()), may, "{url}");
        }
    }
}
