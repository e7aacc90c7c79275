//! Inputs that the fuzzer found and some written by hand, through the fuzzer's own functions. `npm run fuzz` looks for more.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, reason = "a test that fails is to say so")]

mod fuzzed;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use percent_encoding::percent_decode_str;

/// Runs every line of the target's corpus: an input, percent-encoded.
fn replay(target: &str, run: fn(&[u8])) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/corpora/{target}.txt"));
    let lines = fs::read_to_string(file).expect("the corpus");
    let inputs = (1..).zip(lines.lines().map(|line| percent_decode_str(line).collect::<Vec<u8>>()));
    let failing: Vec<u32> =
        inputs.filter(|(_, input)| catch_unwind(|| run(input)).is_err()).map(|(number, _)| number).collect();
    assert!(failing.is_empty(), "tests/corpora/{target}.txt fails in the lines {failing:?}");
    assert!(lines.lines().count() > 50);
    run(b"");
}

#[test]
fn answers_are_read_or_refused_for_a_reason() {
    replay("decode", fuzzed::decode::run);
}

#[test]
fn arguments_are_read_as_given_or_refused_without_their_values() {
    replay("params", fuzzed::params::run);
}

#[test]
fn what_is_signed_is_verified_and_nothing_else() {
    replay("sign_verify", fuzzed::sign_verify::run);
}

#[test]
fn retries_waits_and_requests_stay_within_their_limits() {
    replay("retry", fuzzed::retry::run);
}
