//! The language on the bundled record: what a reader of that column would ask.

use super::testing::{env, found};
use super::{Guessing, highlights, parse, run};
use crate::model::Credibility;
use crate::store::{Folder, LoadedFile, Store};
use crate::yaml::{Limits, read_claims, read_speakers};

fn record() -> Store {
    let limits = Limits::default();
    let path = "2025-02-01-deepseek-upending-ai.yaml";
    let bytes = include_bytes!("../../claims/2025-02-01-deepseek-upending-ai.yaml");
    let read = read_claims(path, bytes, &limits);
    assert_eq!(read.problems, []);
    let speakers = include_bytes!("../../claims/speakers.yaml");
    let file = LoadedFile {
        path: path.to_owned(),
        article: read.article,
        claims: read
            .claims
            .into_iter()
            .map(|read| (read.claim, read.line))
            .collect(),
        ..LoadedFile::default()
    };
    let folder = Folder {
        speakers: read_speakers("speakers.yaml", speakers, &limits).0,
        ..Folder::default()
    };
    Store::build(vec![file], folder)
}

/// The figures of the claims found, as printed.
fn printed<'s>(store: &'s Store, query: &str) -> Vec<&'s str> {
    let hits = run(store, &parse(query), &env(), Guessing::Literal);
    let claims = hits.rows.iter().filter_map(|&ix| store.claim(ix));
    claims
        .flat_map(|claim| claim.figures().map(|figure| figure.recorded.text.as_str()))
        .collect()
}

#[test]
fn who_finds_the_speaker_only() {
    let store = record();
    let hits = run(&store, &parse("who:zuck"), &env(), Guessing::Literal);
    assert!(!hits.rows.is_empty());
    for claim in hits.rows.iter().filter_map(|&ix| store.claim(ix)) {
        assert_eq!(claim.speaker_name(), Some("Mark Zuckerberg"));
    }
    let all = store
        .claims()
        .filter(|claim| claim.speaker_name() == Some("Mark Zuckerberg"));
    assert_eq!(hits.rows.len(), all.count());
}

#[test]
fn figures_above_a_hundred_billion() {
    let store = record();
    assert_eq!(
        printed(&store, "fig:>100bn sort:file"),
        [
            "more than $1 trillion",
            "nearly $600 billion",
            "$12 trillion",
            "more than $100 billion",
            "$500 billion",
        ]
    );
    assert_eq!(printed(&store, "fig:36bn..39bn"), ["$35-40 billion"]);
    assert_eq!(printed(&store, "fig:>10bn fig:<11bn"), [""; 0]);
    assert_eq!(
        printed(&store, "fig:10bn"),
        ["a minimum of $10 billion a year"]
    );
    assert_eq!(printed(&store, "fig:>=15%"), ["more than 15%"]);
}

#[test]
fn doubtful_and_without_evidence() {
    let store = record();
    let found = run(
        &store,
        &parse("cred:4..5 -has:evidence"),
        &env(),
        Guessing::Literal,
    )
    .rows;
    assert!(!found.is_empty());
    for claim in store.claims() {
        let credibility = claim.grade().credibility.map(Credibility::word);
        let expected = matches!(credibility, Some("4" | "5")) && claim.evidence().len() == 0;
        assert_eq!(found.contains(&claim.ix()), expected, "{}", claim.id());
    }
}

#[test]
fn a_word_is_found_as_it_is_typed() {
    let store = record();
    for typed in [
        "sputn",
        "sputnik",
        "Sputnik",
        "sputnik moment",
        "\"Sputnik Moment\"",
    ] {
        assert_eq!(found(&store, typed), ["sputnik"], "{typed}");
    }
    let quote = store
        .claims()
        .find(|claim| claim.id() == "sputnik")
        .and_then(|c| c.quote());
    let marked = highlights(&parse("sputnik"), quote.unwrap());
    assert_eq!(&quote.unwrap()[marked[0].clone()], "Sputnik");
}

#[test]
fn a_slip_of_the_fingers_is_put_right_and_said() {
    let store = record();
    for (typed, guess) in [
        ("trilion", "showing trillion for trilion"),
        ("sputnki", "showing sputnik for sputnki"),
        ("zkrbrg", "showing Mark Zuckerberg for zkrbrg"),
    ] {
        let hits = run(&store, &parse(typed), &env(), Guessing::Allowed);
        assert_eq!(hits.guesses, [guess]);
        assert!(!hits.rows.is_empty(), "{typed}");
        let literal = run(&store, &parse(typed), &env(), Guessing::Literal);
        assert_eq!(
            (literal.rows.len(), literal.suggestions.len()),
            (0, 1),
            "{typed}"
        );
    }
}

#[test]
fn the_best_of_a_word_comes_first() {
    let store = record();
    let first = |query: &str| found(&store, query).into_iter().next();
    assert_eq!(first("~sptnk"), Some("sputnik"));
    assert_eq!(first("500bn moonshot"), Some("moonshot-500bn"));
}
