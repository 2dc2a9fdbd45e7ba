//! Each rule of `onrecord check` on a record of its own: what it says, where, and what it says to do.
//!
//! `tests/fixtures/checks/CODE.yaml`, with `CODE.speakers.yaml` and the captured text
//! `CODE.source.txt` where the rule needs them; the messages stand in `CODE.txt`.
//! `UPDATE_CHECKS=1 cargo test --test checks` writes them: look at the diff.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use onrecord::disk::places::sha256;
use onrecord::model::Diagnostic;
use onrecord::source::Known;
use onrecord::store::{Captured, Folder, LoadedFile, Store, Verifying, checks, verify};
use onrecord::yaml::{Limits, read_claims, read_speakers};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/checks")
        .join(name)
}

/// Returns what is found in a rule's record, all rules together.
fn found(code: &str) -> Vec<Diagnostic> {
    let limits = Limits::default();
    let file = format!("{code}.yaml");
    let bytes = fs::read(fixture(&file)).unwrap_or_else(|e| panic!("{file}: {e}"));
    let read = read_claims(&file, &bytes, &limits);
    let loaded = LoadedFile {
        path: file,
        article: read.article,
        claims: read.claims.into_iter().map(|c| (c.claim, c.line)).collect(),
        problems: read.problems,
        read_only: None,
    };
    let mut folder = Folder::default();
    if let Ok(bytes) = fs::read(fixture(&format!("{code}.speakers.yaml"))) {
        (folder.speakers, folder.problems) = read_speakers("speakers.yaml", &bytes, &limits);
    }
    let store = Store::build(vec![loaded], folder);
    let source = fs::read_to_string(fixture(&format!("{code}.source.txt"))).ok();
    let captured = source.clone().map(|text| Captured {
        sha256: sha256(text.as_bytes()),
        text,
    });
    let how = Verifying {
        read: &|_| Ok(captured.clone()),
        wanted: &|_| true,
        known: &Known::default(),
        progress: &|_, _| (),
        stop: &|| false,
    };
    let (overlay, _) = verify(&store, &how).expect("nobody stops it");
    store.lay_over(overlay);
    checks::check_sources(&store, &|_| source.clone())
}

fn golden(found: &[Diagnostic]) -> String {
    let mut text = String::new();
    for one in found {
        let claim = one.claim.as_deref().unwrap_or("-");
        let (place, severity, code) = (one.location(), one.severity, one.code);
        let _ = writeln!(
            text,
            "{place} {claim}\n  {severity}[{code}]: {}",
            one.message
        );
        if let Some(hint) = &one.hint {
            let _ = writeln!(text, "  help: {hint}");
        }
    }
    text
}

#[test]
fn every_rule_says_what_its_golden_file_says() {
    for rule in checks::RULES {
        let found = found(rule.code);
        let own: Vec<_> = found.iter().filter(|one| one.code == rule.code).collect();
        assert!(!own.is_empty(), "{}: its record has no finding", rule.code);
        assert!(own.iter().all(|one| one.severity == rule.severity));
        let path = fixture(&format!("{}.txt", rule.code));
        let made = golden(&found);
        if std::env::var_os("UPDATE_CHECKS").is_some() {
            fs::write(&path, &made).expect("fixtures can be written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(made, kept, "{}: UPDATE_CHECKS=1 rewrites it", rule.code);
    }
}

#[test]
fn every_record_here_belongs_to_a_rule() {
    for entry in fs::read_dir(fixture("")).expect("fixtures") {
        let name = entry.expect("an entry").file_name().into_string();
        let name = name.expect("a name in UTF-8");
        let code = name.split('.').next().unwrap_or_default();
        assert!(checks::rule(code).is_some(), "{name}");
    }
}

/// Every code that the sources of reading name is explained, and none other.
#[test]
fn every_code_of_reading_is_explained() {
    let mut found = std::collections::BTreeSet::new();
    for path in fs::read_dir(fixture("../bad")).unwrap() {
        let path = path.unwrap().path();
        if path.extension().is_none_or(|end| end != "txt") {
            continue;
        }
        for line in fs::read_to_string(path).unwrap().lines() {
            let mut words = line.split(' ');
            if let (Some(_), Some("error" | "warning" | "hint"), Some(code)) =
                (words.next(), words.next(), words.next())
            {
                found.insert(code.to_owned());
            }
        }
    }
    assert!(found.len() > 15, "{found:?}");
    for code in found {
        assert!(onrecord::model::reading_code(&code).is_some(), "{code}");
    }
    for row in onrecord::model::READING_CODES {
        assert!(checks::rule(row.code).is_none(), "{}", row.code);
    }
}
