//! What is written is read back the same.

use super::*;

/// A claim and an article with a text in every key, and several entries in every list.
fn full(texts: &[String]) -> (Article, Claim) {
    let mut texts = texts.iter().cycle().cloned();
    let mut text = || texts.next().unwrap_or_default();
    let date = |text: &str| PartialDate::parse(text).ok();
    let article = Article {
        title: format!("t{}", text()),
        author: Some(text()),
        url: Some(text()),
        published: date("2025-02-01T15:00:00"),
        accessed: date("2025"),
        source: Some(SourcePin {
            file: Some(text()),
            sha256: Some("0".repeat(64)),
        }),
        ..Article::default()
    };
    let claim = Claim {
        id: "a".to_owned(),
        quote: Some(format!("q{}", text())),
        assertion: Some(text()),
        speaker: Some(text()),
        attribution: Some(Attribution::Unnamed),
        kind: Some(Kind::Figure),
        line: Some(28),
        said: date("2025-02"),
        figures: vec![Figure {
            text: text(),
            low: Some("1e9".to_owned()),
            unit: Some(text()),
            qualifier: Some(Qualifier::UpTo),
            ..Figure::default()
        }],
        grade: Grade::parse("4").unwrap(),
        skepticism: vec![
            Skepticism {
                note: text(),
                at: None,
                by: None,
            },
            Skepticism {
                note: text(),
                at: None,
                by: Some(text()),
            },
        ],
        tags: vec![text(), text()],
        evidence: vec![
            Evidence::default(),
            Evidence {
                stance: Some(Stance::For),
                note: Some(text()),
                ..Evidence::default()
            },
        ],
        links: vec![Link {
            relation: Relation::Corrects,
            target: text(),
        }],
        verdict: Some(text()),
        annotations: vec![LogEntry {
            at: Some("2026-11-23T15:40:00Z".to_owned()),
            was: Some("4".to_owned()),
            note: Some(text()),
            ..LogEntry::default()
        }],
        candidate: true,
        confidence: Some("0.80".to_owned()),
        ..Claim::default()
    };
    (article, claim)
}

proptest! {
    #[test]
    fn what_is_written_is_read(texts in prop::collection::vec(scalar::tests::any_text(), 1..12)) {
        let (article, claim) = full(&texts);
        let second = Claim { id: "b".to_owned(), ..claim.clone() };
        let text = new_file(&article, &[claim.clone(), second.clone()]);
        let read = read(&text);
        prop_assert_eq!(&read.problems, &vec![], "{}", text);
        prop_assert_eq!(&read.article, &article);
        let claims: Vec<_> = read.claims.into_iter().map(|read| read.claim).collect();
        prop_assert_eq!(claims, vec![claim.clone(), second]);
        // And by way of JSON, where only `line` is no string.
        let json = claim_to_json(&claim);
        prop_assert_eq!(&json["line"], &serde_json::json!(28));
        prop_assert_eq!(&json["candidate"], &serde_json::json!("true"));
        prop_assert_eq!(claim_from_json(&json), (claim, vec![]));
        prop_assert_eq!(article_from_json(&article_to_json(&article)), (article, vec![]));
    }
}

#[test]
fn a_fresh_record_looks_like_one_that_was_typed() {
    let texts: Vec<String> = ["Big: words", "plain words", "two\nlines"]
        .map(str::to_owned)
        .into();
    let (article, claim) = full(&texts);
    let text = new_file(&article, &[claim]);
    assert_eq!(text, include_str!("../../../tests/fixtures/fresh.yaml"));
    let empty = Article {
        title: "T".to_owned(),
        ..Article::default()
    };
    assert_eq!(new_file(&empty, &[]), "article:\n  title: T\nclaims: []\n");
}
