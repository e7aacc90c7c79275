//! Secrets in any spelling, in any text. `SEED` repeats a run, `COUNT` makes it longer.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that fails is to say so")]

use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zvcms_openapi::Secrets;

const MOBILE: &str = "13912345678";
const SECRETS: [&str; 11] = [
    "hunter2",
    "hunter2-hunter2",
    "pass word+1",
    "p@ss/w\"ö\\rd",
    "pass word/<秘>&\"1\"😀",
    "密码&amp;😀",
    "0%2B%2B3c6hthjwAml4ABAXOYF4Q6UY%3D",
    "C:\\new\\table\\%41",
    "key/+秘密\"<&>%0041-",
    "100% sure\tabout\nit",
    MOBILE,
];
/// Without anything that reads on into the secret, such as half of an escape.
const AROUND: [(&str, &str); 7] = [
    ("", ""),
    ("<", ">"),
    (r#"{"message":""#, r#"","code":1}"#),
    ("the key ", " is wrong: 100%, a+b & c"),
    ("?key=", "&x=1"),
    ("Fehler&nbsp;im\\/Schlüssel %C3%BC: \"", "\" \\u00fc"),
    ("密码", "…"),
];
/// Whole texts that a URL, JSON, PHP's `htmlspecialchars` and others would write.
const SPELLINGS: [fn(&str) -> String; 7] = [json, json_ascii, percent, form, html, html_numbers, json_slashes];

/// Small, fast and the same everywhere (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).expect("31 bits") % limit
    }

    fn one<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

fn mask(secret: &str, text: &str) -> String {
    let mut secrets = Secrets::new();
    secrets.add(secret);
    secrets.mask(text)
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn json(text: &str) -> String {
    let quoted = serde_json::to_string(text).expect("JSON");
    quoted[1..quoted.len() - 1].to_owned()
}

fn json_slashes(text: &str) -> String {
    json(text).replace('/', "\\/")
}

fn json_ascii(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut out, unit| {
        write!(out, "\\u{unit:04x}").expect("room");
        out
    })
}

fn percent(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn form(text: &str) -> String {
    percent(text).replace("%20", "+")
}

fn html(text: &str) -> String {
    [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#039;")]
        .iter()
        .fold(text.to_owned(), |text, (raw, escaped)| text.replace(raw, escaped))
}

fn html_numbers(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, one| {
        write!(out, "&#x{:X};", u32::from(one)).expect("room");
        out
    })
}

/// Each character in a spelling of its own, or raw.
fn mixture(text: &str, random: &mut Random) -> String {
    let mut out = String::new();
    for one in text.chars() {
        let raw = one.to_string();
        out += &if random.below(3) == 0 { raw } else { random.one(&[json_ascii, percent, html_numbers])(&raw) };
    }
    out
}

#[test]
fn no_spelling_of_a_secret_is_shown_in_any_text() {
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_nanos();
    let seed = variable("SEED").unwrap_or_else(|| u64::try_from(now() & u128::from(u32::MAX)).expect("32 bits")) | 1;
    println!("SEED={seed}");
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    for _ in 0..variable("COUNT").unwrap_or(20_000) {
        let secret = random.one(&SECRETS);
        let (before, after) = random.one(&AROUND);
        // A text may be cut behind half of a secret, which is less if the secret looks escaped itself.
        let count = secret.chars().count();
        let half = if secret.contains(['\\', '%']) { count * 3 / 4 } else { count.div_ceil(2) };
        let least = half.max(8).min(count);
        let kept = if random.below(3) == 0 { least + random.below(count - least + 1) } else { count };
        let mut spelled: String = secret.chars().take(kept).collect();
        if random.below(4) == 0 {
            spelled = mixture(&spelled, &mut random);
        }
        for _ in 0..random.below(4) {
            spelled = random.one(&SPELLINGS)(&spelled);
        }
        let text = [before, &spelled, after].concat();
        let masked = mask(secret, &text);
        // What stands behind a part may happen to go on like the secret.
        let rest = masked.strip_prefix(before).and_then(|masked| masked.strip_prefix("***"));
        let is_part_masked = kept < count && rest.is_some_and(|rest| after.ends_with(rest));
        let is_masked = text.contains(secret) && masked == text.replace(secret, "***");
        let is_hidden = masked == "***" && spelled != secret;
        assert!(is_masked || is_part_masked || is_hidden, "{secret:?} in {text:?}: {masked:?}");
        if secret != MOBILE {
            assert_eq!(mask("another one", &text), text);
        }
    }
}
