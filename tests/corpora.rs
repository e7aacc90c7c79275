//! What the fuzzer found worth keeping, through the same functions. `npm run fuzz` looks for more.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, reason = "a test that fails is to say so")]

mod fuzzed;

use std::fs;
use std::path::Path;

/// Runs every file of the target's corpus.
fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora").join(target);
    let files = fs::read_dir(&folder).expect("the corpus").map(|entry| entry.expect("an entry").path());
    let mut count = 0;
    for file in files {
        let input = fs::read(&file).expect("a file");
        // The name of the file is the last line of the output where it panics.
        println!("{}", file.display());
        run(&input);
        count += 1;
    }
    assert!(count > 50, "{target} has only {count} files");
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
