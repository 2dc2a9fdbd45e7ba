use std::collections::BTreeSet;

use super::*;
use crate::model::{Attribution, Claim, Diagnostic, Speaker};
use crate::source::anchor::Known;
use crate::store::{Captured, Folder, LoadedFile, Verifying, verify};
use crate::yaml::{Limits, read_claims, read_speakers};

/// A claim that no rule finds fault with.
pub(super) fn claim(id: &str) -> Claim {
    Claim {
        id: id.to_owned(),
        quote: Some("words".to_owned()),
        speaker: Some("Tom Serres".to_owned()),
        attribution: Some(Attribution::Direct),
        ..Claim::default()
    }
}

/// Returns one claim with something changed.
pub(super) fn with(change: impl FnOnce(&mut Claim)) -> Vec<Claim> {
    let mut claim = claim("a");
    change(&mut claim);
    vec![claim]
}

pub(super) fn speaker(name: &str, aliases: &[&str]) -> Speaker {
    Speaker {
        name: name.to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        ..Speaker::default()
    }
}

/// Returns a file whose claims stand at the lines 10, 20, ...
pub(super) fn file(path: &str, claims: Vec<Claim>) -> LoadedFile {
    LoadedFile {
        path: path.to_owned(),
        claims: claims.into_iter().zip((10..).step_by(10)).collect(),
        ..LoadedFile::default()
    }
}

/// Returns the messages of one rule.
pub(super) fn found_in(code: &str, files: Vec<LoadedFile>, folder: Folder) -> Vec<String> {
    messages(code, &Store::build(files, folder), &|_| None)
}

fn messages(code: &str, store: &Store, texts: Texts<'_>) -> Vec<String> {
    let mut messages = Vec::new();
    let mut report = |finding: Finding| messages.push(finding.message);
    match rule(code).unwrap().check {
        Look::Claims(look) | Look::Folder(look) => look(store, &mut report),
        Look::Sources(look) => look(store, texts, &mut report),
    }
    messages
}

/// Returns the messages of one rule about a claim whose article's captured text is this; without
/// the text there is none.
pub(super) fn found_with_source(
    code: &str,
    text: &str,
    change: impl FnOnce(&mut Claim),
) -> Vec<String> {
    let mut file = file("a.yaml", with(change));
    file.article.source = Some(SourcePin {
        file: Some("a.txt".to_owned()),
        sha256: None,
    });
    let store = Store::build(vec![file], Folder::default());
    assert_eq!(messages(code, &store, &|_| None), [""; 0]);
    laid_over(&store, text);
    messages(code, &store, &|_| Some(text.to_owned()))
}

/// Holds the quotes of a store to a text, whose hash is `00`.
pub(super) fn laid_over(store: &Store, text: &str) {
    let captured = Captured {
        text: text.to_owned(),
        sha256: "00".to_owned(),
    };
    let how = Verifying {
        read: &|_| Ok(Some(captured.clone())),
        wanted: &|_| true,
        known: &Known::default(),
        progress: &|_, _| (),
        stop: &|| false,
    };
    let (overlay, _) = verify(store, &how).unwrap();
    store.lay_over(overlay);
}

/// Returns the messages of one rule about these claims.
pub(super) fn found(code: &str, claims: Vec<Claim>) -> Vec<String> {
    found_in(code, vec![file("a.yaml", claims)], Folder::default())
}

#[test]
fn every_rule_has_its_own_code_and_an_explanation() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let unique: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(
        codes,
        unique.into_iter().collect::<Vec<_>>(),
        "sorted, no doubles"
    );
    for rule in RULES {
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(rule.code.chars().all(kebab), "{}", rule.code);
        assert!(
            rule.doc.len() > 80 && rule.doc.ends_with('.'),
            "{}",
            rule.code
        );
        assert!(!rule.doc.contains("  "), "{}", rule.code);
    }
}

#[test]
fn a_sound_claim_has_no_findings() {
    let store = Store::build(vec![file("a.yaml", vec![claim("a")])], Folder::default());
    assert_eq!(check(&store), []);
}

#[test]
fn what_could_not_be_read_comes_first_then_file_and_line() {
    let unattributed = |id: &str| Claim {
        attribution: None,
        ..claim(id)
    };
    let mut marked = unattributed("b2");
    marked.assertion = Some("“x”".to_owned());
    let unreadable = Diagnostic::of_file("unreadable", Severity::Error, "z.yaml", "no YAML");
    let files = vec![
        file("b.yaml", vec![unattributed("b1"), marked]),
        LoadedFile {
            problems: vec![unreadable.clone()],
            ..file("z.yaml", vec![])
        },
        file("a.yaml", vec![unattributed("a1")]),
    ];
    let found = check(&Store::build(files, Folder::default()));
    assert_eq!(found[0], unreadable);
    let rest: Vec<(String, &str, Option<&str>)> = found[1..]
        .iter()
        .map(|one| (one.location(), one.code, one.claim.as_deref()))
        .collect();
    assert_eq!(
        rest,
        [
            ("a.yaml:10:1".to_owned(), "missing-attribution", Some("a1")),
            ("b.yaml:10:1".to_owned(), "missing-attribution", Some("b1")),
            ("b.yaml:20:1".to_owned(), "assertion-in-marks", Some("b2")),
            ("b.yaml:20:1".to_owned(), "missing-attribution", Some("b2")),
        ]
    );
}

/// The record that comes with the program has neither errors nor warnings. The hints are true: the
/// column says "recently" and "last week" of days that it does not give.
#[test]
fn the_bundled_record_is_sound() {
    let text = include_bytes!("../../../claims/2025-02-01-deepseek-upending-ai.yaml");
    let speakers = include_bytes!("../../../claims/speakers.yaml");
    let limits = Limits::default();
    let read = read_claims("deepseek.yaml", text, &limits);
    let (speakers, problems) = read_speakers(SPEAKERS_FILE, speakers, &limits);
    assert_eq!((read.problems.len(), problems.len()), (0, 0));
    let claims: Vec<(Claim, u32)> = read
        .claims
        .into_iter()
        .map(|one| (one.claim, one.line))
        .collect();
    assert!(claims.len() > 80);
    let file = LoadedFile {
        path: "deepseek.yaml".to_owned(),
        article: read.article,
        claims,
        ..LoadedFile::default()
    };
    let folder = Folder {
        speakers,
        ..Folder::default()
    };
    let found = check(&Store::build(vec![file], folder));
    let faults: Vec<_> = found
        .iter()
        .map(|one| (one.severity, one.code, one.claim.as_deref().unwrap_or("")))
        .collect();
    let hint = |claim| (Severity::Hint, "relative-date", claim);
    assert_eq!(
        faults,
        [
            hint("biden-complex"),
            hint("microsoft-80bn"),
            hint("meta-35-40bn"),
            hint("meta-35-40bn"),
            hint("mid-level-engineer"),
        ]
    );
}

#[test]
fn of_each_rule_the_first_are_listed_and_the_others_counted() {
    let claim = |at: usize| Claim {
        quote: Some("words".to_owned()),
        speaker: Some("Ann".to_owned()),
        tags: vec!["t".to_owned(), "t".to_owned()],
        ..claim(&format!("c{at}"))
    };
    let files = (0..300).map(|at| file(&format!("{at:03}.yaml"), vec![claim(at)]));
    let store = Store::build(files.collect(), Folder::default());
    let all = check(&store);
    let Checked { listed, more } = check_some(&store, 2);
    let of = |problems: &[Diagnostic], code: &str| -> Vec<String> {
        let own = problems.iter().filter(|problem| problem.code == code);
        own.map(|problem| problem.file.clone()).collect()
    };
    assert_eq!(of(&all, "duplicate-tag").len(), 300);
    assert_eq!(of(&listed, "duplicate-tag"), ["000.yaml", "001.yaml"]);
    assert_eq!(listed.len() + more.iter().sum::<usize>(), all.len());
    assert_eq!(check_some(&store, 300).listed, all);
}
