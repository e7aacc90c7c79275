//! What the hosts' own `fetch` threw at real faults, and what it says. `tests/runtimes` provokes the same faults anew.
#![cfg(not(target_family = "wasm"))]

use zvcms_openapi::{Cause, Reason};

/// Name, code and message; the outermost first.
type Recorded = &'static [(&'static str, &'static str, &'static str)];

const FAILED: (&str, &str, &str) = ("TypeError", "", "fetch failed");
const TERMINATED: (&str, &str, &str) = ("TypeError", "", "terminated");

const NODE: &[(Reason, Recorded)] = &[
    (Reason::Dns, &[FAILED, ("Error", "ENOTFOUND", "getaddrinfo ENOTFOUND shop.invalid")]),
    (Reason::Refused, &[FAILED, ("Error", "ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:8080")]),
    (Reason::Refused, &[FAILED, ("AggregateError", "ECONNREFUSED", "")]),
    (Reason::Reset, &[FAILED, ("Error", "ECONNRESET", "read ECONNRESET")]),
    (Reason::Reset, &[FAILED, ("SocketError", "UND_ERR_SOCKET", "other side closed")]),
    (Reason::Reset, &[TERMINATED, ("SocketError", "UND_ERR_SOCKET", "closed")]),
    (
        Reason::Reset,
        &[
            TERMINATED,
            (
                "ResponseContentLengthMismatchError",
                "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
                "Response body length does not match content-length header",
            ),
        ],
    ),
    (
        Reason::Reset,
        &[TERMINATED, ("HTTPParserError", "", "Response does not match the HTTP/1.1 protocol (Invalid EOF state)")],
    ),
    (Reason::Unknown, &[FAILED, ("SocketError", "UND_ERR_SOCKET", "bad response")]),
    (Reason::Unknown, &[FAILED, ("SocketError", "UND_ERR_SOCKET", "bad upgrade")]),
    (
        Reason::Unknown,
        &[
            FAILED,
            (
                "HTTPParserError",
                "HPE_INVALID_CONSTANT",
                "Response does not match the HTTP/1.1 protocol (Expected HTTP/)",
            ),
        ],
    ),
    (Reason::Unknown, &[FAILED, ("HeadersOverflowError", "UND_ERR_HEADERS_OVERFLOW", "Headers Overflow Error")]),
    (Reason::Unknown, &[TERMINATED, ("BodyTimeoutError", "UND_ERR_BODY_TIMEOUT", "Body Timeout Error")]),
    (Reason::Forbidden, &[FAILED, ("Error", "", "bad port")]),
    // Of Node 25 with --permission.
    (Reason::Forbidden, &[FAILED, ("Error", "ERR_ACCESS_DENIED", "getaddrinfo ERR_ACCESS_DENIED a.example")]),
    (
        Reason::Forbidden,
        &[
            FAILED,
            (
                "Error",
                "ERR_ACCESS_DENIED",
                "connect ERR_ACCESS_DENIED Access to this API has been restricted. Use --allow-net to manage \
                 permissions.",
            ),
        ],
    ),
    (
        Reason::Tls,
        &[
            FAILED,
            (
                "Error",
                "ERR_SSL_WRONG_VERSION_NUMBER",
                "error:0A00010B:SSL routines:tls_validate_record_header:wrong version number",
            ),
        ],
    ),
    (Reason::Tls, &[FAILED, ("Error", "DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate")]),
    (Reason::Tls, &[FAILED, ("Error", "CERT_HAS_EXPIRED", "certificate has expired")]),
    (
        Reason::Tls,
        &[
            FAILED,
            (
                "Error",
                "ERR_TLS_CERT_ALTNAME_INVALID",
                "Hostname/IP does not match certificate's altnames: Host: a.example. is not in the cert's altnames: \
                 DNS:connection refused",
            ),
        ],
    ),
    (Reason::Redirect, &[FAILED, ("Error", "", "unexpected redirect")]),
];

/// Its messages quote the URL: that of these had the path `/redirect`.
const DENO: &[(Reason, &str)] = &[
    (Reason::Dns, "(Connect): dns error: failed to lookup address information: Name or service not known"),
    (Reason::Refused, "(Connect): tcp connect error: Connection refused (os error 111)"),
    (Reason::Reset, "(Connect): Connection reset by peer (os error 104)"),
    (Reason::Reset, "(Connect): tls handshake eof"),
    (Reason::Reset, "(SendRequest): connection closed before message completed"),
    (Reason::Tls, "(Connect): received corrupt message of type InvalidContentType"),
    (Reason::Tls, "(Connect): received fatal alert: ProtocolVersion"),
    (Reason::Tls, "(Connect): invalid peer certificate: UnknownIssuer"),
    (Reason::Unknown, "(SendRequest): invalid HTTP version parsed"),
    (Reason::Unknown, "(SendRequest): message head is too large"),
];

/// Likewise.
const BUN: &[(Reason, &str, &str)] = &[
    (Reason::Dns, "ENOTFOUND", "getaddrinfo ENOTFOUND shop.invalid"),
    (Reason::Refused, "ECONNREFUSED", "ECONNREFUSED: Unable to connect. Is the computer able to access the url?"),
    (Reason::Reset, "ECONNRESET", "ECONNRESET: The socket connection was closed unexpectedly."),
    // Of Bun 1.0 and 1.1.
    (Reason::Reset, "ConnectionClosed", "The socket connection was closed unexpectedly."),
    (Reason::Tls, "EPROTO", "EPROTO: The TLS handshake failed. Does the server speak TLS on this port?"),
    (Reason::Tls, "DEPTH_ZERO_SELF_SIGNED_CERT", "self signed certificate"),
    (Reason::Redirect, "UnexpectedRedirect", r#"UnexpectedRedirect fetching "http://a.example/redirect"."#),
    (Reason::Unknown, "Malformed_HTTP_Response", r#"Malformed_HTTP_Response fetching "http://a.example/redirect"."#),
    // Bun 1.1 to 1.3 say this of a name that is not found and of a failed TLS handshake too.
    (Reason::Unknown, "ConnectionRefused", "Unable to connect. Is the computer able to access the url?"),
];

fn cause(recorded: Recorded) -> Option<Box<Cause>> {
    let ((name, code, message), behind) = recorded.split_first()?;
    let code = (!code.is_empty()).then(|| (*code).into());
    Some(Box::new(Cause {
        name: (*name).into(),
        code,
        message: (*message).into(),
        cause: cause(behind),
        http_status: None,
    }))
}

fn one(code: &str, message: &str) -> Cause {
    let code = (!code.is_empty()).then(|| code.into());
    Cause { name: "TypeError".into(), code, message: message.into(), cause: None, http_status: None }
}

fn behind(message: &str, cause: Cause) -> Cause {
    Cause { cause: Some(Box::new(cause)), ..one("", message) }
}

#[test]
fn node_tells_by_codes() {
    for (reason, recorded) in NODE {
        assert_eq!(Reason::of(&cause(recorded).expect("no empty row")), *reason, "{recorded:?}");
    }
}

#[test]
fn deno_tells_by_words_which_stood_in_the_outermost_error_before_deno_2_9() {
    for (reason, words) in DENO {
        let message = format!("error sending request for url (http://a.example/redirect): client error {words}");
        assert_eq!(Reason::of(&one("", &message)), *reason, "{words}");
        assert_eq!(Reason::of(&behind("fetch failed", one("", &message))), *reason, "{words}");
    }
    let redirect = one("", "Fetch failed: Encountered redirect while redirect mode is set to 'error'");
    assert_eq!(Reason::of(&redirect), Reason::Redirect);
    for words in [
        "Fetch failed: Requests to port 1 are blocked",
        r#"Requires net access to "a.example:80", run again with the --allow-net flag"#,
    ] {
        assert_eq!(Reason::of(&one("", words)), Reason::Forbidden, "{words}");
    }
    // It says the same of a body that was cut short and of one that is no chunk.
    assert_eq!(Reason::of(&one("", "error reading a body from connection")), Reason::Unknown);
}

#[test]
fn windows_tells_by_numbers() {
    for (reason, number) in [(Reason::Refused, 10061), (Reason::Reset, 10053), (Reason::Reset, 10054)] {
        let message = format!(
            "error sending request for url (http://a.example/): client error (Connect): 由于 (os error {number})"
        );
        assert_eq!(Reason::of(&one("", &message)), reason);
    }
}

#[test]
fn bun_tells_by_codes() {
    for (reason, code, message) in BUN {
        assert_eq!(Reason::of(&one(code, message)), *reason, "{code}");
    }
}

#[test]
fn workerd_tells_only_of_a_connection_that_is_lost_in_the_body() {
    let fault = one("", "internal error; reference = c3jh6lfv95kh6ic9gkl40hdg");
    let lost = one("", "Network connection lost.");
    assert_eq!([Reason::of(&fault), Reason::of_body(&fault)], [Reason::Unknown; 2]);
    assert_eq!([Reason::of(&lost), Reason::of_body(&lost)], [Reason::Unknown, Reason::Reset]);
    assert_eq!(Reason::of_body(&one("ECONNRESET", "")), Reason::Reset);
}

#[test]
fn what_cannot_be_decompressed_is_told_from_a_connection_that_broke() {
    let terminated = |code| behind("terminated", one(code, ""));
    for bad in [
        terminated("Z_DATA_ERROR"),
        terminated("ERR__ERROR_FORMAT_PADDING_1"),
        terminated("ZSTD_error_prefix_unknown"),
        one("ZlibError", r#"ZlibError fetching "http://a.example/redirect"."#),
        one("BrotliDecompressionError", ""),
        one("ZstdDecompressionError", ""),
        one("", "Invalid gzip header"),
        one("", "unexpected end of file"),
        one("", "brotli error"),
        one("", "Gzip decompression failed."),
        one("", "Brotli decompression failed."),
        one("", "Gzip compressed stream ended prematurely."),
    ] {
        assert!(bad.is_bad_encoding(), "{bad:?}");
    }
    for other in
        [terminated("UND_ERR_SOCKET"), one("", "error reading a body from connection"), one("", "fetch failed")]
    {
        assert!(!other.is_bad_encoding(), "{other:?}");
    }
}
