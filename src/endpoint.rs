//! The address that requests go to.

use std::net::Ipv4Addr;

use crate::arguments::Fields;
use crate::issue::{Fault, Issues};

/// An absolute http or https address, as the host's `URL` writes it, and the parts of it that a signature or a message
/// needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub url: String,
    /// As in the Host header: lower case, the port only if it is not the default one.
    pub host: String,
    /// Without the query.
    pub path: String,
    /// Whether it is https.
    pub is_secure: bool,
}

impl Endpoint {
    /// The endpoint that the option `endpoint` gives; the vendor's where it is not given. `parse` knows addresses.
    pub(crate) fn checked(fields: &Fields, parse: fn(&str) -> Option<Self>, issues: &mut Issues) -> Self {
        let Some(url) = fields.optional_text("endpoint", issues) else { return Self::default() };
        parse(&url).unwrap_or_else(|| {
            issues.add("endpoint", Fault::BadEndpoint);
            Self::default()
        })
    }

    /// Whether a page served over https may call it: https, or this very machine.
    pub fn is_trustworthy(&self) -> bool {
        let name = match self.host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => name,
            _ => &self.host,
        };
        let is_loopback_v4 = name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
        self.is_secure || is_loopback_v4 || matches!(name, "localhost" | "[::1]") || name.ends_with(".localhost")
    }
}

impl Default for Endpoint {
    /// The only endpoint that the vendor documents: plain http.
    fn default() -> Self {
        Self {
            url: "http://openapi.zvcms.com/api/v2".into(),
            host: "openapi.zvcms.com".into(),
            path: "/api/v2".into(),
            is_secure: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_https_page_may_call_https_and_this_machine_only() {
        for (host, is_secure, may) in [
            ("shop.example", true, true),
            ("127.0.0.1:1", false, true),
            ("localhost:1", false, true),
            ("shop.localhost", false, true),
            ("[::1]:1", false, true),
            ("[::1]", false, true),
            ("127.evil.example", false, false),
            ("localhost.evil.example", false, false),
            ("openapi.zvcms.com", false, false),
        ] {
            let endpoint = Endpoint { host: host.into(), is_secure, ..Endpoint::default() };
            assert_eq!(endpoint.is_trustworthy(), may, "{host}");
        }
    }
}
