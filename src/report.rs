//! An error as JSON, in the words of the JavaScript surface.

use crate::cause::Cause;
use crate::conversion::Conversion;
use crate::error::Error;
use crate::issue::Issue;
use crate::json::write_string;
use crate::response::Reading;
use crate::retry::is_retryable;
use crate::text::push_decimal;

/// An object under way.
struct Object<'o>(&'o mut String);

impl Object<'_> {
    fn key(&mut self, name: &str) -> &mut String {
        self.0.push_str(if self.0.as_bytes().ends_with(b"{") { "" } else { "," });
        write_string(self.0, name);
        self.0.push(':');
        self.0
    }

    fn number(&mut self, name: &str, value: u32) {
        push_decimal(self.key(name), value.into());
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            write_string(self.key(name), value);
        }
    }
}

impl Error {
    /// The error as the object that `ZvcmsError` is made of, behind an exclamation mark. `action` and `attempts` tell what
    /// had been sent.
    #[must_use]
    pub fn to_json(&self, action: Option<&str>, attempts: u32) -> String {
        let details = self.details();
        let mut out = String::from("!{");
        let mut object = Object(&mut out);
        object.text("kind", Some(details.kind.name()));
        object.text("code", Some(&details.code));
        object.text("message", Some(&details.message));
        object.key("retryable").push_str(if is_retryable(self) { "true" } else { "false" });
        object.number("attempts", attempts);
        object.text("action", action);
        object.text("reason", details.reason);
        object.text("phase", details.phase);
        if !details.issues.is_empty() {
            write_issues(&details.issues, object.key("issues"));
        }
        if let Some(status) = details.http_status {
            object.number("httpStatus", status.into());
        }
        if let Some(vendor) = &details.vendor {
            object.text("vendorCode", Some(&vendor.code));
            object.text("vendorMessage", Some(&vendor.message));
        }
        object.text("traceId", details.trace_id.as_deref());
        object.text("path", details.path.as_deref());
        object.text("snippet", details.snippet.as_deref());
        if let Some(cause) = &details.cause {
            write_cause(cause, object.key("cause"));
        }
        out.push('}');
        out
    }
}

impl Reading {
    /// What `onResponse` is told about a response, in JSON.
    #[must_use]
    pub fn meta_json(&self, action: &str, http_status: u16, attempts: u32, elapsed_ms: u32) -> String {
        let mut out = String::from("{");
        let mut object = Object(&mut out);
        object.text("action", Some(action));
        object.number("httpStatus", http_status.into());
        object.number("attempts", attempts);
        object.number("elapsedMs", elapsed_ms);
        match &self.trace_id {
            Some(trace_id) => object.text("traceId", Some(trace_id)),
            None => object.key("traceId").push_str("null"),
        }
        object.key("serverTimeOffsetMs").push_str("null");
        let conversions = object.key("conversions");
        conversions.push('[');
        for Conversion { path, expected, got } in self.conversions.iter() {
            conversions.push_str(if conversions.as_bytes().ends_with(b"[") { "{" } else { ",{" });
            let mut conversion = Object(conversions);
            conversion.text("path", Some(&path));
            conversion.text("expected", Some(expected));
            conversion.text("got", Some(got));
            conversions.push('}');
        }
        conversions.push(']');
        out.push('}');
        out
    }
}

fn write_issues(issues: &[Issue], out: &mut String) {
    out.push('[');
    for issue in issues {
        out.push_str(if out.as_bytes().ends_with(b"[") { "{" } else { ",{" });
        let mut object = Object(out);
        object.text("path", Some(&issue.path));
        object.text("code", Some(issue.code));
        object.text("message", Some(&issue.message));
        out.push('}');
    }
    out.push(']');
}

fn write_cause(cause: &Cause, out: &mut String) {
    out.push('{');
    let mut object = Object(out);
    object.text("name", Some(&cause.name));
    object.text("code", cause.code.as_deref());
    object.text("message", Some(&cause.message));
    if let Some(cause) = &cause.cause {
        write_cause(cause, object.key("cause"));
    }
    out.push('}');
}
