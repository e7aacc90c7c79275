//! Reading answers, and what became of them.
#![allow(clippy::mod_module_files, reason = "a file beside the others would be a test of its own")]
#![allow(dead_code, reason = "each file of tests uses some of it")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that fails is to say so")]

use zvcms_openapi::{Error, Outcome, Reading, Response, Secrets};

/// What a successful answer holds.
#[derive(Clone, Copy)]
pub(crate) enum Expect {
    UserInfo { point_rules: bool },
    Data,
}

/// Reads an answer; the content is JSON.
pub(crate) fn read_response(
    http_status: u16,
    body: &[u8],
    expect: Expect,
    strict: bool,
    secrets: &Secrets,
) -> Outcome<String> {
    let response = Response { http_status, body: Ok(body) };
    let reading = |point_rules| Reading { point_rules, strict, wants_conversions: true, secrets };
    match expect {
        Expect::UserInfo { point_rules } => response.user_info(reading(point_rules)),
        Expect::Data => response.data(reading(false)),
    }
}

/// What the object says that a `ZvcmsError` is made of.
pub(crate) trait Told {
    fn field(&self, name: &str) -> Option<&'static str>;

    fn kind_name(&self) -> &'static str {
        self.field("kind").expect("a kind")
    }

    fn code(&self) -> &'static str {
        self.field("code").expect("a code")
    }

    fn path(&self) -> Option<&'static str> {
        self.field("path")
    }

    fn snippet(&self) -> Option<&'static str> {
        self.field("snippet")
    }

    fn trace_id(&self) -> Option<&'static str> {
        self.field("traceId")
    }

    fn vendor(&self) -> Option<(&'static str, &'static str)> {
        self.field("vendorCode").zip(self.field("vendorMessage"))
    }
}

impl Told for Error {
    fn field(&self, name: &str) -> Option<&'static str> {
        let fields = serde_json::to_value(self).expect("JSON");
        fields[name].as_str().map(|text| &*Box::leak(text.to_owned().into_boxed_str()))
    }
}
