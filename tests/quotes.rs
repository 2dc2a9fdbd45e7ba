//! Every quote of the bundled record stands in the captured text, on the line it names.
//!
//! The text belongs to its publisher and is not in the repository; where it is missing, the test
//! says so and proves nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::path::Path;

use onrecord::yaml::{Limits, read_claims};

const RECORD: &str = "2025-02-01-deepseek-upending-ai.yaml";

#[test]
fn every_quote_stands_verbatim_on_its_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(root.join("claims").join(RECORD)).expect("the bundled record");
    let read = read_claims(RECORD, &bytes, &Limits::default());
    let pin = read.article.source.expect("the record pins its source");
    let file = pin.file.expect("the pin names a file");
    let folders = [root.join("sources"), root.join("../shared/article")];
    let Some(path) = folders
        .iter()
        .map(|folder| folder.join(&file))
        .find(|path| path.exists())
    else {
        eprintln!("skipped: the captured text {file} is not on this machine");
        return;
    };
    let text = std::fs::read_to_string(path).expect("the captured text can be read");
    assert_eq!(
        onrecord::disk::places::sha256(text.as_bytes()),
        pin.sha256.expect("the pin has a hash")
    );
    let lines: Vec<&str> = text.lines().collect();
    let mut wrong = Vec::new();
    for claim in read.claims.iter().map(|read| &read.claim) {
        let Some(quote) = &claim.quote else { continue };
        let line = claim.line.expect("a claim with a quote names its line") as usize;
        if !lines
            .get(line - 1)
            .is_some_and(|line| line.contains(quote.as_str()))
        {
            wrong.push(format!("{} (line {line}): {quote}", claim.id));
        }
    }
    assert!(wrong.is_empty(), "not in the text:\n{}", wrong.join("\n"));
    assert!(read.claims.len() >= 70, "only {} claims", read.claims.len());
}
