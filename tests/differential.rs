//! Random JSON, read by us and by `serde_json`: both agree on what is JSON, and on what it says.
#![expect(clippy::expect_used, reason = "a test that fails is to say so")]

use serde_json::Value;
use zvcms_openapi::{Expect, Secrets, read_response};

struct Random(u64);

impl Random {
    /// xorshift64*: small, and the same everywhere.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).expect("31 bits") % limit
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices.get(self.below(choices.len())).copied().unwrap_or_default()
    }

    fn blank(&mut self) -> &'static str {
        self.one_of(&["", "", "", "", " ", "\n", "\r\n\t"])
    }

    fn number(&mut self) -> String {
        let sign = self.one_of(&["", "", "-"]);
        let digits = ["1", "9", "10", "007", "12345", "9007199254740991", "9007199254740992", "99999999999999999999"];
        let whole = self.one_of(&digits).trim_start_matches('0').to_owned();
        let whole = if self.below(4) == 0 { "0".into() } else { whole };
        let fraction = self.one_of(&["", "", "", ".0", ".5", ".000", ".9007199254740993"]);
        let exponent = self.one_of(&["", "", "", "", "e0", "E+5", "e-7", "e308", "e309", "E-400", "e99999999999"]);
        [sign, &whole, fraction, exponent].concat()
    }

    fn text(&mut self) -> String {
        let parts = [
            "",
            "a",
            "id",
            "__proto__",
            " ",
            "智迈",
            "😀",
            "𠮷",
            "\u{2028}",
            "\u{7f}",
            r"\n",
            r"\/",
            r"\\",
            r#"\""#,
            r"\b\f\r\t",
            r"\u0061",
            r"\u0000",
            r"\u667a",
            r"\ud83d\ude00",
            r"\uD842\uDFB7",
            "0",
            "12345678",
        ];
        let count = self.below(4);
        let text: String = (0..count).map(|_| self.one_of(&parts)).collect();
        ["\"", &text, "\""].concat()
    }

    /// A value of at most `size` parts.
    fn value(&mut self, size: usize) -> String {
        let count = self.below(size.min(6) + 1);
        match self.below(if size == 0 { 5 } else { 9 }) {
            0 => self.one_of(&["null", "true", "false"]).into(),
            1 | 2 => self.number(),
            3 | 4 => self.text(),
            5 | 6 => {
                let items = (0..count).map(|_| [self.blank(), &self.value(size / 2), self.blank()].concat());
                ["[", &items.collect::<Vec<_>>().join(","), if count == 0 { self.blank() } else { "" }, "]"].concat()
            }
            _ => {
                let entries = (0..count).map(|_| {
                    [self.blank(), &self.text(), self.blank(), ":", self.blank(), &self.value(size / 2), self.blank()]
                        .concat()
                });
                ["{", &entries.collect::<Vec<_>>().join(","), if count == 0 { self.blank() } else { "" }, "}"].concat()
            }
        }
    }
}

/// The size and a generator for each run: empty and small first.
fn runs(seed: u64) -> impl Iterator<Item = (usize, Random)> {
    println!("seed {seed:#x}");
    (0..4000).map(move |run| (run / 60, Random(seed.wrapping_add(run as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)))
}

/// What the vendor's number means to JavaScript, decided with floats and big integers rather than with text.
fn as_we_promise(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(as_we_promise).collect()),
        Value::Object(entries) => entries.into_iter().map(|(name, value)| (name, as_we_promise(value))).collect(),
        Value::Number(number) => {
            let text = number.to_string();
            let float: f64 = text.parse().expect("a number");
            let whole = text.split_once('.').filter(|(_, fraction)| fraction.bytes().all(|digit| digit == b'0'));
            let whole = whole.map_or(text.as_str(), |(whole, _)| whole);
            let is_rounded = whole.parse().is_ok_and(|whole: i128| whole.unsigned_abs() > (1 << 53) - 1);
            match (is_rounded, float.is_infinite()) {
                (true, _) => Value::String(whole.into()),
                (_, true) => Value::String(text),
                _ => Value::Number(number),
            }
        }
        other => other,
    }
}

/// Exponents as `serde_json` writes them, in texts too: it has no other memory of how a number was written.
fn normal(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(normal).collect()),
        Value::Object(entries) => entries.into_iter().map(|(name, value)| (name, normal(value))).collect(),
        Value::String(text) => match serde_json::from_str(&text) {
            Ok(Value::Number(number)) => Value::String(number.to_string()),
            _ => Value::String(text),
        },
        other => other,
    }
}

fn envelope(data: &str) -> String {
    [r#"{"status":true,"code":0,"message":"","data":"#, data, "}"].concat()
}

#[test]
fn any_data_is_what_serde_json_reads_but_for_numbers_that_javascript_misreads() {
    for (size, mut random) in runs(0x5eed_0002) {
        let data = random.value(size);
        let theirs: Value = serde_json::from_str(&data).unwrap_or_else(|error| panic!("{error} in {data}"));
        let reading = read_response(200, envelope(&data).as_bytes(), Expect::Data, false, &Secrets::new());
        let ours = reading.result.unwrap_or_else(|error| panic!("{error} in {data}"));
        let ours: Value = serde_json::from_str(&ours).unwrap_or_else(|error| panic!("{error} in {ours} from {data}"));
        let expected = as_we_promise(theirs.clone());
        assert_eq!(reading.conversions.is_empty(), expected == theirs, "{data}");
        assert_eq!(normal(ours), normal(expected), "{data}");
    }
}

#[test]
fn unknown_fields_are_what_serde_json_reads_but_for_numbers_that_javascript_misreads() {
    for (size, mut random) in runs(0x5eed_0003) {
        let (name, value) = (random.text(), random.value(size));
        let user = [r#"{"id":1,"x":{"#, &name, ":", &value, "},", &name, ":", &value, "}"].concat();
        let theirs: Value = serde_json::from_str(&user).unwrap_or_else(|error| panic!("{error} in {user}"));
        let body = envelope(&[r#"{"user_info":"#, &user, "}"].concat());
        let reading =
            read_response(200, body.as_bytes(), Expect::UserInfo { point_rules: false }, false, &Secrets::new());
        let Ok(ours) = reading.result else {
            assert_eq!(name.replace(r"\u0061", "a"), r#""id""#, "{user}");
            continue;
        };
        let ours: Value = serde_json::from_str(&ours).unwrap_or_else(|error| panic!("{error} in {ours} from {user}"));
        if name != r#""id""# {
            for (name, value) in as_we_promise(theirs).as_object().expect("an object") {
                assert_eq!(normal(ours.get(name).expect("the field").clone()), normal(value.clone()), "{user}");
            }
        }
    }
}

#[test]
fn damaged_json_is_json_to_us_where_it_is_to_serde_json() {
    let mut damaged_and_valid = 0;
    for (size, mut random) in runs(0x5eed_0004) {
        let mut body = envelope(&random.value(size)).into_bytes();
        let start = body.len().min(43);
        for _ in 0..=random.below(3) {
            let place = start + random.below(body.len() - start);
            let byte = random
                .one_of(&["\"", "\\", ",", ":", "0", "1", "-", ".", "e", "[", "]", "{", "}", " ", "u", "\n", "\u{1}"]);
            match random.below(3) {
                0 => drop(body.splice(place..=place, byte.bytes())),
                1 => drop(body.splice(place..place, byte.bytes())),
                _ => drop(body.remove(place)),
            }
        }
        let theirs = serde_json::from_slice::<Value>(&body);
        let ours = read_response(200, &body, Expect::Data, false, &Secrets::new()).result;
        let text = String::from_utf8_lossy(&body);
        match theirs {
            Ok(_) => {
                damaged_and_valid += 1;
                assert!(ours.is_ok(), "{ours:?} {text}");
            }
            // Half a surrogate pair is JSON, but no Rust string.
            Err(error) if error.to_string().contains("surrogate") || error.to_string().contains("hex escape") => {}
            Err(error) => assert!(ours.is_err(), "serde_json: {error}, we: {ours:?}, {text}"),
        }
        if let Ok(ours) = ours {
            assert!(serde_json::from_str::<Value>(&ours).is_ok() || text.contains("\\u"), "{ours} from {text}");
        }
    }
    assert!(damaged_and_valid > 300, "{damaged_and_valid}");
}
