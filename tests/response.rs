//! How the vendor's answers are read.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails is to say so")]

mod reading;

mod response {
    mod bodies;
    mod envelope;
    mod fields;
    mod hostile;
    mod lists;
    mod samples;
    mod strict;
    mod support;
    mod unknown;
}
