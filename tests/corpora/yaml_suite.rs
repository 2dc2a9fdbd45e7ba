//! The YAML test suite (github.com/yaml/yaml-test-suite): every layout that YAML allows stands as an
//! unknown key in a claim file that is edited. The edit is done exactly, or refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use onrecord::model::{
    Claim, Evidence, Link, LogEntry, Relation, Scalar, Severity, Skepticism, Step,
};
use onrecord::yaml::{self, ClaimEdit, FileEdit, Limits, read_claims};

use super::corpus;

/// Returns the valid cases: name and text.
fn cases(folder: &Path) -> Vec<(String, String)> {
    let mut cases = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            }
        }
        let valid = !folder.join("error").exists();
        if let (true, Ok(text)) = (valid, fs::read_to_string(folder.join("in.yaml"))) {
            let name = folder.file_name().expect("a name").to_string_lossy();
            cases.push((name.into_owned(), text));
        }
    }
    cases.sort();
    cases
}

/// Returns the case as the value of a key at this indentation; `None` for what only a whole file can
/// be: directives, several documents.
fn embedded(text: &str, indent: usize) -> Option<String> {
    let text = text.strip_prefix("---\n").unwrap_or(text);
    let whole =
        |line: &str| line.starts_with("---") || line.starts_with("...") || line.starts_with('%');
    if text.trim().is_empty() || text.lines().any(whole) || text.contains('\u{feff}') {
        return None;
    }
    let pad = " ".repeat(indent);
    let mut block = String::new();
    for line in text.lines() {
        if !line.is_empty() {
            block.push_str(&pad);
            block.push_str(line);
        }
        block.push('\n');
    }
    Some(block)
}

/// The files in which a case stands: the text, and what of it no edit of the claim may touch.
fn files(case: &str) -> Vec<(&'static str, String)> {
    let deep = embedded(case, 6);
    let top = embedded(case, 2);
    let (Some(deep), Some(top)) = (deep, top) else {
        return Vec::new();
    };
    let head = "article: {title: t} # c\nclaims:\n";
    let fields = "    speaker: s # kept\n    tags: [x,  'y']\n    annotations:\n      - {at: t, by: b, note: n}\n";
    let next = "  # about b\n  - id: b\n    quote: r\n";
    vec![
        (
            "last in the claim",
            format!("{head}  - id: a\n    quote: q\n{fields}    x-case:\n{deep}{next}"),
        ),
        (
            "within the claim",
            format!("{head}  - id: a\n    x-case:\n{deep}    quote: q\n{fields}{next}"),
        ),
        (
            "a key that is not ours",
            format!("{head}  - id: a\n    quote: q\n    case:\n{deep}{fields}{next}"),
        ),
        (
            "in the next claim",
            format!("{head}  - id: a\n    quote: q\n{fields}{next}    x-case:\n{deep}"),
        ),
        (
            "before the claims",
            format!("x-case:\n{top}{head}  - id: a\n    quote: q\n{fields}{next}"),
        ),
        (
            "behind the claims",
            format!("{head}  - id: a\n    quote: q\n{fields}{next}x-case:\n{top}"),
        ),
    ]
}

fn steps() -> Vec<(&'static str, Step)> {
    let text = || "new: \"text\" # no comment".to_owned();
    vec![
        ("set", Step::Set(Scalar::Speaker, Some(text()))),
        ("set new", Step::Set(Scalar::Org, Some(text()))),
        (
            "set lines",
            Step::Set(Scalar::Quote, Some("a\n b\n\nc".to_owned())),
        ),
        ("clear", Step::Set(Scalar::Speaker, None)),
        ("log", Step::AppendLog(entry(&text()))),
        ("replace log", Step::ReplaceLog(0, entry("two\nlines"))),
        ("remove log", Step::RemoveLog(0)),
        (
            "skepticism",
            Step::AppendSkepticism(Skepticism {
                note: text(),
                ..Skepticism::default()
            }),
        ),
        ("tag", Step::AppendTag(text())),
        ("untag", Step::RemoveTag(0)),
        (
            "evidence",
            Step::AppendEvidence(Evidence {
                note: Some(text()),
                ..Evidence::default()
            }),
        ),
        (
            "link",
            Step::AppendLink(Link {
                relation: Relation::Repeats,
                target: "b".to_owned(),
            }),
        ),
    ]
}

fn entry(note: &str) -> LogEntry {
    LogEntry {
        at: Some("2026-11-23T15:40:00Z".to_owned()),
        by: Some("dana".to_owned()),
        note: Some(note.to_owned()),
        ..LogEntry::default()
    }
}

/// Reads a file; `None` when it is not sound to begin with.
fn sound(text: &str) -> Option<Vec<Claim>> {
    let read = read_claims("a.yaml", text.as_bytes(), &Limits::default());
    let bad = |p: &&onrecord::model::Diagnostic| p.severity == Severity::Error;
    (read.problems.iter().find(bad).is_none())
        .then(|| read.claims.into_iter().map(|read| read.claim).collect())
}

/// Edits, and tells whether it was done.
fn attempt(
    told: &str,
    old: &str,
    edit: &FileEdit,
    wanted: &[Claim],
    range: (usize, usize),
) -> bool {
    let Ok(new) = yaml::edit("a.yaml", old.as_bytes(), edit, &Limits::default()) else {
        return false;
    };
    let new = String::from_utf8(new).expect("UTF-8");
    let found = sound(&new).unwrap_or_else(|| panic!("{told}: no longer sound\n{old}\n{new}"));
    assert_eq!(found, wanted, "{told}\n{old}\n{new}");
    assert!(new.starts_with(&old[..range.0]), "{told}\n{old}\n{new}");
    assert!(new.ends_with(&old[range.1..]), "{told}\n{old}\n{new}");
    true
}

#[test]
fn edits_beside_every_layout_are_exact_or_refused() {
    let Some(folder) = corpus("yaml-test-suite") else {
        return;
    };
    let cases = cases(&folder);
    assert!(cases.len() > 150, "{}", cases.len());
    // By place: files edited, files not sound, edits done, edits refused.
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut refusals = Vec::new();
    for (name, text) in &cases {
        for (place, old) in files(text) {
            let count = counts.entry(place).or_default();
            let Some(before) = sound(&old).filter(|claims| claims.len() == 2) else {
                count[1] += 1;
                continue;
            };
            count[0] += 1;
            let start = old.find("  - id: a\n").expect("the claim");
            let end = old.find("  # about b\n").expect("the next claim");
            for (kind, step) in steps() {
                let mut wanted = before.clone();
                step.apply(&mut wanted[0]).expect("the step applies");
                let edit = FileEdit::Steps(vec![ClaimEdit {
                    claim: "a".to_owned(),
                    steps: vec![step],
                }]);
                let told = format!("{name}, {place}, {kind}");
                let done = attempt(&told, &old, &edit, &wanted, (start, end));
                count[if done { 2 } else { 3 }] += 1;
                if !done {
                    refusals.push(told);
                }
            }
            let added = Claim {
                id: "new".to_owned(),
                quote: Some("n".to_owned()),
                ..Claim::default()
            };
            let mut wanted = before.clone();
            wanted.push(added.clone());
            let told = format!("{name}, {place}, add");
            let done = attempt(
                &told,
                &old,
                &FileEdit::AddClaim(added),
                &wanted,
                (end, old.len()),
            );
            count[if done { 2 } else { 3 }] += 1;
            let told = format!("{name}, {place}, delete");
            let delete = FileEdit::DeleteClaim("a".to_owned());
            let done = attempt(&told, &old, &delete, &before[1..], (start, end));
            count[if done { 2 } else { 3 }] += 1;
        }
    }
    println!(
        "{} cases; place: [files, not sound, done, refused]",
        cases.len()
    );
    for (place, count) in &counts {
        println!("{place}: {count:?}");
    }
    let names: std::collections::BTreeSet<&str> = refusals
        .iter()
        .filter_map(|told| told.split(',').next())
        .collect();
    println!("refused within the claim: {names:?}");
    let done: usize = counts.values().map(|count| count[2]).sum();
    let refused: usize = counts.values().map(|count| count[3]).sum();
    assert!(done > 8 * refused, "{done} done, {refused} refused");
}
