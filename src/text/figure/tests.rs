//! The whole grammar at once: the article's own figures, a table of phrases, sentences, properties.

use proptest::prelude::*;

use super::*;
use crate::model::{Amount, Qualifier, Unit};

/// text, low, high, unit, qualifier, period, scale, what a naive reading gives. `none` in `low`
/// stands for a text that is no figure; a fraction may be written `2/3`.
const PHRASES: &str = include_str!("../../../tests/fixtures/figures.tsv");

/// sentence, then each figure of it with its normal form, as `text = form`.
const SENTENCES: &str = include_str!("../../../tests/fixtures/sentences.tsv");

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

fn number(cell: &str) -> Option<f64> {
    match cell.split_once('/') {
        Some((over, under)) => Some(over.parse::<f64>().unwrap() / under.parse::<f64>().unwrap()),
        None if cell.is_empty() => None,
        None => Some(cell.parse().unwrap()),
    }
}

fn expected(row: &[&str]) -> Option<Amount> {
    if row[1] == "none" {
        return None;
    }
    Some(Amount {
        low: number(row[1]),
        high: number(row[2]),
        unit: Unit::parse(row[3]),
        qualifier: (!row[4].is_empty()).then(|| Qualifier::parse(row[4]).unwrap()),
        period: (!row[5].is_empty()).then(|| row[5].to_owned()),
        scale: number(row[6]),
    })
}

#[test]
fn phrases_read_as_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows(PHRASES) {
        assert_eq!(row.len(), 8, "{row:?}");
        count += 1;
        let (found, expected) = (parse(row[0]), expected(&row));
        if found != expected {
            wrong.push(format!(
                "{:?}\n  read {found:?}\n  not  {expected:?}",
                row[0]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 300, "{count} phrases");
}

#[test]
fn what_is_shown_reads_back() {
    for row in rows(PHRASES) {
        let Some(amount) = parse(row[0]) else {
            continue;
        };
        if amount.low.is_some_and(|low| (low * 1000.0).fract() != 0.0) {
            continue;
        }
        assert_eq!(
            parse(&shown(&amount)),
            Some(amount.clone()),
            "{} as {}",
            row[0],
            shown(&amount)
        );
    }
}

#[test]
fn sentences_give_the_figures_that_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows(SENTENCES) {
        let found: Vec<_> = scan(row[0])
            .into_iter()
            .map(|found| format!("{} = {}", &row[0][found.span], shown(&found.amount)))
            .collect();
        if found != row[1..] {
            wrong.push(format!(
                "{:?}\n  found {found:?}\n  not   {:?}",
                row[0],
                &row[1..]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_period_broken_over_lines_is_shown_on_one() {
    for text in ["$6 a \nyear", "$6 a\u{2028} year", "$6 a\r\n\tyear"] {
        let whole = parse(text).and_then(|amount| amount.period);
        let found = scan(text).pop().and_then(|found| found.amount.period);
        assert_eq!(
            (whole.as_deref(), found.as_deref()),
            (Some("a year"), Some("a year")),
            "{text:?}"
        );
    }
}

#[test]
fn long_runs_are_read_quickly() {
    let start = std::time::Instant::now();
    for piece in [
        "9", ",", "1,", "1 ", "1-", "one ", "hundred ", "$", "about ", "half ", "U.", "1.",
        "a few ", "in the ",
    ] {
        let text = piece.repeat(if piece.len() == 1 { 10_000 } else { 2_000 });
        let _ = (parse(&text), scan(&text), parse_bound(&text));
    }
    // No measurement: what is not linear takes many minutes here.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

/// Pieces of the grammar.
const PIECES: &str = "\
    $ € US$ USD kr 35 1,000 1.000 2025 0 ½ 3/4 10:30 007 % percent points percentage \
    basis million billions bn m k hundred hundreds of tens a an the half quarter third \
    two thirty one dozen and to - – — between from more than at least about only or so \
    plus + a year per in past few years out multi . , ( ) “ x GPU May p.m. é dollars";

/// Text made of the words of the grammar, which chance would never put together.
fn phrase() -> impl Strategy<Value = String> {
    let spaces = [" ", " ", " ", "", "\u{a0}"];
    let pieces = PIECES
        .split_whitespace()
        .flat_map(move |piece| spaces.map(|space| format!("{piece}{space}")));
    let pieces = prop::sample::select(pieces.collect::<Vec<_>>());
    prop::collection::vec(pieces, 0..20).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    if let Some(amount) = parse(text) {
        prop_assert!(amount.low <= amount.high);
        prop_assert_eq!(amount.low.is_some(), amount.high.is_some());
        prop_assert_ne!(amount.low.is_some(), amount.scale.is_some());
        prop_assert!(!shown(&amount).is_empty());
    }
    let _ = parse_bound(text);
    let mut at = 0;
    for found in scan(text) {
        prop_assert!(found.span.start >= at && found.span.end > found.span.start);
        prop_assert!(text.get(found.span.clone()).is_some());
        at = found.span.end;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_phrase_can_be_read(text in phrase()) {
        check(&text)?;
    }

    #[test]
    fn any_number_reads_back(number in -1e15f64..1e15, whole in any::<i32>()) {
        for value in [(number * 100.0).round() / 100.0, f64::from(whole)] {
            let amount = Amount { low: Some(value), high: Some(value), ..Amount::default() };
            prop_assert_eq!(parse(&shown(&amount)), Some(amount.clone()), "{}", shown(&amount));
        }
    }
}
