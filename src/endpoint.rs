//! The address that requests go to.

use std::net::Ipv4Addr;

use crate::argument::{Fields, Value};
use crate::issue::{Fault, Issues};

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
        let (scheme, rest) = url.split_once("://")?;
        let secure = scheme.eq_ignore_ascii_case("https");
        if !secure && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        if !rest.bytes().all(|byte| byte.is_ascii_graphic() && !br#"#\"<>`{}^"#.contains(&byte)) {
            return None;
        }
        let (authority, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let path = match target.split('?').next() {
            None | Some("") => "/",
            Some(path) => path,
        };
        if path.split('/').any(is_dot_segment) {
            return None;
        }
        let host = host_header(authority, if secure { 443 } else { 80 })?;
        Some(Self { url: url.into(), host, path: path.into(), secure })
    }

    /// The endpoint that the option `endpoint` gives; the vendor's where it is not given.
    pub(crate) fn checked<V: Value>(options: &Fields<V>, issues: &mut Issues) -> Self {
        let Some(url) = options.optional_text("endpoint", issues) else { return Self::default() };
        Self::parse(&url).unwrap_or_else(|| {
            issues.add("endpoint", Fault::BadEndpoint);
            Self::default()
        })
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

    /// Whether a page served over https may call it: https, or this very machine.
    #[must_use]
    pub fn is_trustworthy(&self) -> bool {
        let (name, _) = split_port(&self.host);
        let is_loopback_v4 = name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
        self.secure || is_loopback_v4 || matches!(name, "localhost" | "[::1]") || name.ends_with(".localhost")
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        Self { url: DEFAULT.into(), host: "openapi.zvcms.com".into(), path: "/api/v2".into(), secure: false }
    }
}

/// URL parsing would take it away.
fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// The name or address and the port, which may be missing; the colons of an IPv6 address begin no port.
fn split_port(authority: &str) -> (&str, &str) {
    match authority.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (authority, ""),
    }
}

fn host_header(authority: &str, default_port: u16) -> Option<String> {
    let (name, port) = split_port(authority);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let is_right = match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(v6) => v6.contains(':') && v6.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':'),
        None => !name.is_empty() && name.bytes().all(is_name) && is_plain(name),
    };
    let port = match port {
        "" => default_port,
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
        _ => return None,
    };
    let name = name.to_ascii_lowercase();
    is_right.then(|| if port == default_port { name } else { format!("{name}:{port}") })
}

/// Whether a host goes over the wire as it is written: one that ends in a number is an IPv4 address, which has many
/// spellings, of which Rust takes the one that is sent.
fn is_plain(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    !last.starts_with(|first: char| first.is_ascii_digit()) || name.parse::<Ipv4Addr>().is_ok()
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
