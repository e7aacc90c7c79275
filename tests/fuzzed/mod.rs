//! What the fuzzer's targets do with their input. `fuzz/` calls these functions with whatever it makes up, and
//! `tests/corpora.rs` with what it has found worth keeping.
#![allow(clippy::mod_module_files, reason = "a file beside the others would be a test of its own")]
#![allow(dead_code, reason = "each target of the fuzzer uses one of them")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a target reports a finding by panicking")]

mod argument;
pub(crate) mod decode;
mod input;
mod options;
pub(crate) mod params;
pub(crate) mod retry;
pub(crate) mod sign_verify;
