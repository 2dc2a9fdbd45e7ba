use super::*;
use crate::model::{
    Article, Attribution, Evidence, Figure, LogEntry, PartialDate, Review, Skepticism, Speaker,
};
use crate::store::{Folder, LoadedFile};

/// Texts that break a table, a page or a terminal where they are not escaped.
pub(super) const HOSTILE: &[&str] = &[
    "=HYPERLINK(\"http://evil\",\"x\")",
    "+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\u{a0}=1",
    "＝1",
    "'=1",
    "a\n=1\r\n+2",
    "x;=1",
    "x,\"y\",z",
    "\"",
    "\u{1b}]0;PWNED\u{7}",
    "\u{9b}2J",
    "\u{202e}txt.exe",
    "a\u{2028}b\u{85}c",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](http://evil)",
    "# heading\n- list\n1. list\n> quote\n```\ncode\n```",
    "a\n===\n***\n<!-- x -->",
    "NO",
    "012",
    ": x",
    "- x",
    "key: value # comment",
    "trailing \\",
    " leading and trailing ",
];

pub(super) fn article() -> Article {
    Article {
        title: "How AI is upended".to_owned(),
        author: Some("Alex Tapscott".to_owned()),
        outlet: Some("New York Post".to_owned()),
        published: PartialDate::parse("2025-02-01T15:00:00").ok(),
        ..Article::default()
    }
}

pub(super) fn claim(id: &str) -> Claim {
    Claim {
        id: id.to_owned(),
        quote: Some(format!("words of {id}")),
        speaker: Some("Tom Serres".to_owned()),
        attribution: Some(Attribution::Direct),
        ..Claim::default()
    }
}

pub(super) fn store_of(
    path: &str,
    article: Article,
    claims: Vec<Claim>,
    speakers: Vec<Speaker>,
) -> Store {
    let file = LoadedFile {
        path: path.to_owned(),
        article,
        claims: claims.into_iter().zip(1..).collect(),
        ..LoadedFile::default()
    };
    let folder = Folder {
        speakers,
        ..Folder::default()
    };
    Store::build(vec![file], folder)
}

pub(super) fn store(claims: Vec<Claim>) -> Store {
    store_of("a.yaml", article(), claims, vec![])
}

/// Returns a store in which every text of the record is this one.
pub(super) fn full_of(text: &str) -> Store {
    let some = || Some(text.to_owned());
    let claim = Claim {
        id: text.to_owned(),
        quote: some(),
        assertion: some(),
        speaker: some(),
        role: some(),
        org: some(),
        via: some(),
        lang: some(),
        translation: some(),
        verdict: some(),
        tags: vec![text.to_owned()],
        figures: vec![Figure {
            text: text.to_owned(),
            about: some(),
            unit: some(),
            low: Some("1".to_owned()),
            high: Some("20".to_owned()),
            ..Figure::default()
        }],
        skepticism: vec![Skepticism {
            note: text.to_owned(),
            by: some(),
            at: some(),
        }],
        evidence: vec![Evidence {
            url: some(),
            quote: some(),
            note: some(),
            archived: some(),
            ..Evidence::default()
        }],
        reviews: vec![Review {
            label: some(),
            value: some(),
            best: some(),
            worst: some(),
            by: some(),
            url: some(),
            note: some(),
            ..Review::default()
        }],
        annotations: vec![LogEntry {
            at: some(),
            by: some(),
            note: some(),
            ..LogEntry::default()
        }],
        ..claim("a")
    };
    let article = Article {
        title: text.to_owned(),
        author: some(),
        outlet: some(),
        url: some(),
        archived: some(),
        ..Article::default()
    };
    let speaker = Speaker {
        name: text.to_owned(),
        ..Speaker::default()
    };
    store_of(text, article, vec![claim], vec![speaker])
}

/// Returns all claims of a store in a format.
pub(super) fn text_of(name: &str, store: &Store, options: &Options) -> String {
    let rows: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
    let selection = Selection {
        store,
        rows: &rows,
        query: "who:serres",
        options,
    };
    let mut out = Vec::new();
    format(name).write(&selection, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

pub(super) fn format(name: &str) -> &'static Format {
    let found = FORMATS.iter().find(|format| format.name == name);
    found.unwrap()
}

/// Returns some claims of a store in a format.
pub(super) fn text_of_rows(
    format: &Format,
    store: &Store,
    rows: &[Ix],
    options: &Options,
) -> Vec<u8> {
    let selection = Selection {
        store,
        rows,
        query: "",
        options,
    };
    let mut out = Vec::new();
    format.write(&selection, &mut out).unwrap();
    out
}

#[test]
fn every_format_has_its_own_name_and_a_doc() {
    let names: std::collections::BTreeSet<_> = FORMATS.iter().map(|format| &format.name).collect();
    assert_eq!(names.len(), FORMATS.len());
    for format in FORMATS {
        assert!(
            format
                .name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-')
        );
        assert!(!format.doc.is_empty() && !format.extension.starts_with('.'));
    }
    assert!(Formats::default().find("pdf").is_none());
}

#[test]
fn claims_of_a_file_stay_together_in_the_order_shown() {
    let file = |path: &str| LoadedFile {
        path: path.to_owned(),
        claims: vec![(claim("a"), 1), (claim("b"), 2)],
        ..LoadedFile::default()
    };
    let store = Store::build(vec![file("x.yaml"), file("y.yaml")], Folder::default());
    let options = Options::default();
    let selection = Selection {
        store: &store,
        rows: &[Ix(3), Ix(1), Ix(2), Ix(9)],
        query: "",
        options: &options,
    };
    let files: Vec<(&str, Vec<String>)> = selection
        .by_file()
        .into_iter()
        .map(|(file, claims)| (file.path(), claims.iter().map(ClaimRef::name).collect()))
        .collect();
    assert_eq!(
        files,
        [
            ("y.yaml", vec!["y/b".to_owned(), "y/a".to_owned()]),
            ("x.yaml", vec!["x/b".to_owned()])
        ]
    );
}

#[test]
fn a_terminal_is_shown_marks() {
    let export = "\"a\u{1b}]0;x\"\t\u{202e}b\r\nc\n";
    assert_eq!(on_terminal(export), "\"a<ESC>]0;x\"\t<U+202E>b\nc\n");
}
