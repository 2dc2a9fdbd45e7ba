//! What comes first: queries over the bundled record and over planted claims among generated ones,
//! each with the hits that may come first.
//!
//! `cargo test --test ranking -- --nocapture` prints hit@1, hit@3 and the mean reciprocal rank.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use onrecord::model::{Article, Claim, PartialDate};
use onrecord::query::{Env, Guessing, parse, run};
use onrecord::store::{Folder, LoadedFile, Store};
use onrecord::yaml::{Limits, read_claims, read_speakers};

const CASES: &str = include_str!("fixtures/ranking.tsv");
const PLANTED: &str = include_str!("fixtures/ranking-claims.tsv");

/// Generated claims around the planted ones.
const AROUND: usize = 4000;

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn record() -> Store {
    let limits = Limits::default();
    let path = "2025-02-01-deepseek-upending-ai.yaml";
    let bytes = include_bytes!("../claims/2025-02-01-deepseek-upending-ai.yaml");
    let read = read_claims(path, bytes, &limits);
    let speakers = include_bytes!("../claims/speakers.yaml");
    let claims = read.claims.into_iter().map(|read| (read.claim, read.line));
    let file = LoadedFile {
        path: path.to_owned(),
        article: read.article,
        claims: claims.collect(),
        ..LoadedFile::default()
    };
    let folder = Folder {
        speakers: read_speakers("speakers.yaml", speakers, &limits).0,
        ..Folder::default()
    };
    Store::build(vec![file], folder)
}

/// The same numbers each time (Knuth's multiplier).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// The first words come far more often than the last, as in any text.
    fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let most = 1 + self.below(words.len());
        words[self.below(most)]
    }
}

const WORDS: &str = "\
    the of to and a in that is for on it said with was as by government people year would will \
    new from more company percent million market report minister plan week officials country \
    state city police court budget money workers report economy policy energy school health \
    president party election trade industry prices growth tax bank research data study public \
    service security board director spokesman region council project contract housing traffic \
    weather season match farmers factory airport union strike protest campaign lawyer judge \
    evidence witness inquiry statement meeting agreement deadline delay investment shares \
    profit loss quarter analyst forecast estimate supply demand export import border visitors \
    inflated infection pensive mention tension unclear clearly fridge ridge machine maximum page \
    radius garden miller sending lending reaction collusion division mandated pardon harness \
    metallic codes stick rental wager kowtow hardgrave column constitutional";

const NAMES: &str = "Anna Bauer,Carl Winther,Dora Silva,Erik Strand,Fay Morgan,Gil Torres,\
    Hana Novak,Ivan Petrov,Jane Ellis,Karl Lund,Lou Grant,Mia Rossi";

fn news() -> Store {
    let mut dice = Dice(7);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let names: Vec<&str> = NAMES.split(',').map(str::trim).collect();
    let mut claims: Vec<Claim> = (0..AROUND)
        .map(|at| {
            let length = 8 + dice.below(20);
            let quote: Vec<&str> = (0..length).map(|_| dice.word(&words)).collect();
            Claim {
                id: format!("g{at}"),
                quote: Some(quote.join(" ")),
                speaker: Some(dice.word(&names).to_owned()),
                tags: vec![dice.word(&words).to_owned()],
                ..Claim::default()
            }
        })
        .collect();
    for row in rows(PLANTED) {
        let claim = Claim {
            id: row[0].to_owned(),
            speaker: Some(row[1].to_owned()),
            tags: vec![row[2].to_owned()],
            quote: Some(row[3].to_owned()),
            ..Claim::default()
        };
        claims.insert(dice.below(claims.len()), claim);
    }
    let files = claims
        .chunks(40)
        .enumerate()
        .map(|(at, claims)| LoadedFile {
            path: format!("{at:03}.yaml"),
            article: Article {
                title: format!("Report {at}"),
                published: PartialDate::parse(&format!("20{:02}-03", at % 25)).ok(),
                ..Article::default()
            },
            claims: claims.iter().cloned().zip(1..).collect(),
            ..LoadedFile::default()
        });
    Store::build(files.collect(), Folder::default())
}

#[test]
fn what_is_meant_comes_first() {
    let (record, news) = (record(), news());
    let env = Env {
        now: "2026-11-23T12:00:00Z".parse().unwrap(),
        zone: jiff::tz::TimeZone::UTC,
        me: None,
    };
    let (mut first, mut third, mut reciprocal, mut count) = (0, 0, 0.0, 0);
    for row in rows(CASES) {
        let [corpus, typed, expected, what] = row[..] else {
            panic!("four columns: {row:?}");
        };
        let store = if corpus == "record" { &record } else { &news };
        let expected: Vec<&str> = expected.split(' ').collect();
        for id in &expected {
            assert!(
                store.claims().any(|claim| claim.id() == *id),
                "no claim {id}"
            );
        }
        let query = parse(typed);
        assert_eq!(query.problems(), [], "{typed}");
        let hits = run(store, &query, &env, Guessing::Allowed);
        let ids: Vec<&str> = hits
            .rows
            .iter()
            .filter_map(|&ix| store.claim(ix))
            .map(|claim| claim.id())
            .collect();
        let rank = ids.iter().position(|id| expected.contains(id));
        count += 1;
        first += i32::from(rank == Some(0));
        third += i32::from(rank.is_some_and(|rank| rank < 3));
        reciprocal += rank.map_or(0.0, |rank| {
            1.0 / f64::from(u32::try_from(rank + 1).unwrap())
        });
        if rank != Some(0) {
            let shown = &ids[..ids.len().min(3)];
            println!(
                "missed: {corpus} `{typed}` ({what}): rank {rank:?}, first {shown:?}, {:?}",
                hits.guesses
            );
        }
    }
    let share = |hits: i32| f64::from(hits) / f64::from(count);
    println!(
        "{count} queries: hit@1 {:.3}, hit@3 {:.3}, MRR {:.3}",
        share(first),
        share(third),
        reciprocal / f64::from(count)
    );
    assert!(count >= 60, "{count} queries");
    assert!(share(first) >= 0.9, "hit@1 {:.3}", share(first));
}
