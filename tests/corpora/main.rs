//! Collections of hostile input that others keep, held against the program: they are not part of the
//! repository, and where they are not on this machine these tests say so and pass.
//!
//! `ONRECORD_CORPORA` names the folder; without it, `../shared/corpora`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

mod blns;
mod claimreview;
mod yaml_suite;

use std::path::{Path, PathBuf};

/// Returns a collection's folder, or says that it is not there.
fn corpus(name: &str) -> Option<PathBuf> {
    let given = std::env::var_os("ONRECORD_CORPORA").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let folder = given.unwrap_or_else(beside).join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {name} is not here (ONRECORD_CORPORA names the folder of collections)");
    None
}
