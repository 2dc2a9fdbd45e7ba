//! Golden files: every format writes `tests/fixtures/export/claims` as the file under `expected`
//! says. A new format needs no test of its own here, only its file: `UPDATE_GOLDEN=1 cargo test
//! golden` writes what is there now, and a person reads it.
#![expect(
    clippy::disallowed_methods,
    reason = "the golden files are read, and on request written, where the tests stand"
)]

use std::path::{Path, PathBuf};

use super::*;
use crate::source::Known;
use crate::store::{Captured, Folder, LoadedFile, Store, Verifying, verify};
use crate::yaml::{Limits, read_claims, read_speakers};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/export")
}

fn fixture() -> Store {
    let read = |path: &str| std::fs::read(folder().join("claims").join(path)).unwrap();
    let limits = Limits::default();
    let file = |path: &str| {
        let file = read_claims(path, &read(path), &limits);
        assert_eq!(file.problems, [], "{path}");
        LoadedFile {
            path: path.to_owned(),
            article: file.article,
            claims: file
                .claims
                .into_iter()
                .map(|one| (one.claim, one.line))
                .collect(),
            ..LoadedFile::default()
        }
    };
    let (speakers, problems) = read_speakers("speakers.yaml", &read("speakers.yaml"), &limits);
    assert_eq!(problems, []);
    let folder = Folder {
        speakers,
        ..Folder::default()
    };
    let store = Store::build(
        vec![file("2025/hostile.yaml"), file("deepseek.yaml")],
        folder,
    );
    let captured = Captured {
        text:
            "It was built for less,\nrequiring just millions — rather than billions — of dollars.\n\
               “If Big Tech continues to overinvest, it will lose,” Serres said.\n"
                .to_owned(),
        sha256: String::new(),
    };
    let how = Verifying {
        read: &|pin| Ok(pin.map(|_| captured.clone())),
        wanted: &|_| true,
        known: &Known::default(),
        progress: &|_, _| (),
        stop: &|| false,
    };
    store.lay_over(verify(&store, &how).unwrap().0);
    store
}

/// Compares with the golden file, or writes it when asked to.
fn assert_golden(name: &str, text: &str) {
    let path = folder().join("expected").join(name);
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        golden, text,
        "{name}: UPDATE_GOLDEN=1 cargo test golden writes it anew"
    );
}

#[test]
fn golden_formats() {
    let store = fixture();
    let rows: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
    let last = store.files().last().unwrap();
    let last: Vec<Ix> = last.claims().collect();
    let options = Options::default();
    for format in FORMATS {
        let write = |rows: &[Ix]| {
            let mut out = Vec::new();
            let selection = Selection {
                store: &store,
                rows,
                query: "who:tapscott OR <b>",
                options: &options,
            };
            format.write(&selection, &mut out).map(|()| out)
        };
        // A format that holds one article gets the last one.
        let out = write(&rows).or_else(|_| write(&last)).unwrap();
        let name = format!("{}.{}", format.name, format.extension);
        let text = if format.is_text {
            String::from_utf8(out).unwrap()
        } else {
            sqlite::dump(&out)
        };
        assert_golden(&name, &text);
    }
}

#[test]
fn golden_citations() {
    let lines: Vec<String> = fixture().claims().map(citation).collect();
    assert_golden("citations.txt", &(lines.join("\n") + "\n"));
}

#[test]
fn golden_folder() {
    let store = fixture();
    let rows: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
    let options = Options::default();
    let selection = Selection {
        store: &store,
        rows: &rows,
        query: "",
        options: &options,
    };
    let files = files(&selection, &|_| None, &Limits::default());
    let text: Vec<String> = files
        .iter()
        .map(|(path, bytes)| format!("### {path}\n{}", String::from_utf8_lossy(bytes)))
        .collect();
    assert_golden("folder.txt", &text.join("\n"));
}
