//! Facets: how the claims found fall into speakers, grades, kinds and so on.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::filters::{FIELDS, FieldRow};
use super::value::Piece;
use super::value::name::NameTest;
use super::{Env, Guessing, Hits, Query, parse, run};
use crate::model::{Credibility, Reliability};
use crate::store::{By, Ix, RowSet, Store};
use crate::text::fold::fold;

/// One way to divide claims.
#[derive(Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its heading.
    pub title: &'static str,
    /// The field that filters by it.
    pub field: &'static str,
    by: By,
    order: Order,
}

/// How the values of a facet stand.
#[derive(Debug, PartialEq, Eq)]
enum Order {
    Count,
    /// As the field's words stand.
    Words,
    /// As the folder's verdict scale stands.
    VerdictScale,
}

/// Every facet, in the order of the screen.
pub const FACETS: &[Facet] = &[
    facet("Speaker", "who", By::Speaker, Order::Count),
    facet("Organisation", "org", By::Org, Order::Count),
    facet("Reliability", "rel", By::Reliability, Order::Words),
    facet("Credibility", "cred", By::Credibility, Order::Words),
    facet("Kind", "kind", By::Kind, Order::Count),
    facet("Attribution", "attr", By::Attribution, Order::Count),
    facet("Status", "status", By::Status, Order::Count),
    facet("Integrity", "integrity", By::Integrity, Order::Words),
    facet("Verdict", "verdict", By::Verdict, Order::VerdictScale),
    facet("Tag", "tag", By::Tag, Order::Count),
    facet("Outlet", "outlet", By::Outlet, Order::Count),
];

const fn facet(title: &'static str, field: &'static str, by: By, order: Order) -> Facet {
    Facet {
        title,
        field,
        by,
        order,
    }
}

/// A facet with its values among some claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// Which facet.
    pub facet: &'static Facet,
    /// The values that some claim has.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As the query takes it, without quotes: see [`toggle`](super::toggle()).
    pub value: String,
    /// For people: `4 doubtful`.
    pub label: String,
    /// How many of the claims have it.
    pub count: usize,
}

/// Returns every facet with the values and counts of these claims.
#[must_use]
pub fn facet_counts(store: &Store, rows: &[Ix]) -> Vec<FacetCounts> {
    let rows: RowSet = rows.iter().copied().collect();
    let all = |facet: &'static Facet| counted(store, &rows, facet, usize::MAX);
    FACETS.par_iter().map(all).collect()
}

/// So many values of a facet are shown at most, the most frequent ones.
const MOST_SHOWN: usize = 500;

/// Returns every facet of what a query found, each counted without its own restriction: beside the
/// values that are asked for stand those that could be. The values are the 500 most frequent. Nothing
/// when `stop` tells, between two facets, that nobody waits for them any more.
#[must_use]
pub fn facets(
    store: &Store,
    query: &Query,
    env: &Env,
    hits: &Hits,
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<FacetCounts>> {
    let found: RowSet = hits.rows.iter().copied().collect();
    // What was guessed is counted as it was read.
    let read_as = hits.read_as.as_deref().map(parse);
    let query = read_as.as_ref().unwrap_or(query);
    let count = |facet: &'static Facet| {
        if stop() {
            return None;
        }
        let without = without(query, facet.field);
        let wider = without.map(|wider| -> RowSet {
            let hits = run(store, &wider, env, Guessing::Literal);
            hits.rows.into_iter().collect()
        });
        let rows = wider.as_ref().unwrap_or(&found);
        Some(counted(store, rows, facet, MOST_SHOWN))
    };
    FACETS.par_iter().map(count).collect()
}

/// Returns the query without the terms of a field that stand alone at its top level; `None` when
/// there are none.
fn without(query: &Query, field: &str) -> Option<Query> {
    let mut text = query.text.clone();
    let own = query.tops.iter().rev().filter(|top| {
        let row = top.field.as_ref().map(|own| own.row.name);
        row == Some(field)
    });
    own.for_each(|top| text.replace_range(top.span.clone(), ""));
    (text != query.text).then(|| parse(&text))
}

fn counted(store: &Store, rows: &RowSet, facet: &'static Facet, most: usize) -> FacetCounts {
    let row = FIELDS.iter().find(|row| row.name == facet.field);
    let values = row.map(|row| values(store, rows, facet, row, most));
    FacetCounts {
        facet,
        values: values.unwrap_or_default(),
    }
}

fn values(
    store: &Store,
    rows: &RowSet,
    facet: &Facet,
    row: &FieldRow,
    most: usize,
) -> Vec<FacetValue> {
    let (found, none) = store.count(facet.by, rows);
    // Unnamed sources of several articles may share their words.
    let mut merged: HashMap<&str, usize, RandomState> =
        HashMap::with_capacity_and_hasher(found.len(), RandomState::default());
    for (value, count) in found {
        *merged.entry(value).or_default() += count;
    }
    let has_none = matches!(
        facet.by,
        By::Reliability | By::Credibility | By::Kind | By::Attribution | By::Verdict
    );
    if has_none && none > 0 {
        *merged.entry("none").or_default() += none;
    }
    let mut counted: Vec<(&str, usize)> = merged.into_iter().collect();
    let more_first =
        |a: &(&str, usize), b: &(&str, usize)| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0));
    if counted.len() > most {
        // Of many speakers few are shown: the others need not be put in order.
        counted.select_nth_unstable_by(most, more_first);
        counted.truncate(most);
    }
    counted.sort_unstable_by(more_first);
    let place = |value: &str| -> Option<usize> {
        match facet.order {
            Order::Count => None,
            Order::Words => row.words().iter().position(|(word, _)| *word == value),
            Order::VerdictScale => {
                let verdicts = &store.folder().scale.verdicts;
                verdicts.iter().position(|verdict| verdict.label == value)
            }
        }
    };
    if facet.order != Order::Count {
        counted.sort_by_key(|(value, _)| (*value == "none", place(value).unwrap_or(usize::MAX)));
    }
    let names: Vec<&str> = counted.iter().map(|(value, _)| *value).collect();
    let value = |&(value, count): &(&str, usize)| FacetValue {
        label: label(row, value),
        value: exact(row, value, &names),
        count,
    };
    counted.iter().map(value).collect()
}

/// Every name is compared with every other: with more of them equality is asked for unseen.
const MOST_COMPARED: usize = 100;

/// `meta` would find "Meta Platforms" too: then only equality is the value that was counted.
fn exact(row: &FieldRow, value: &str, all: &[&str]) -> String {
    if !matches!(row.name, "who" | "org" | "outlet") {
        return value.to_owned();
    }
    let piece = Piece {
        text: value.to_owned(),
        span: 0..0,
        quoted: true,
    };
    let finds =
        |name: &NameTest, other: &str| name.holds(other) || fold(other).contains(&fold(value));
    let finds_more = all.len() > MOST_COMPARED
        || NameTest::parse(&piece).is_ok_and(|name| {
            let mut others = all.iter().filter(|other| **other != value);
            others.any(|other| finds(&name, other))
        });
    if finds_more {
        format!("={value}")
    } else {
        value.to_owned()
    }
}

fn label(row: &FieldRow, value: &str) -> String {
    let meaning = match row.name {
        "rel" => Reliability::parse(value).map(Reliability::doc),
        "cred" => Credibility::parse(value).map(Credibility::doc),
        _ => None,
    };
    meaning.map_or_else(|| value.to_owned(), |meaning| format!("{value} {meaning}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{article, claim, found, graded, rows};

    fn labels(store: &Store, title: &str) -> Vec<(String, usize)> {
        let counts = facet_counts(store, &rows(store, ""));
        let facet = counts
            .into_iter()
            .find(|counts| counts.facet.title == title)
            .unwrap();
        facet
            .values
            .into_iter()
            .map(|value| (value.label, value.count))
            .collect()
    }

    fn pairs(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
        expected
            .iter()
            .map(|(label, count)| ((*label).to_owned(), *count))
            .collect()
    }

    #[test]
    fn every_facet_names_a_field() {
        for facet in FACETS {
            assert!(
                FIELDS.iter().any(|row| row.name == facet.field),
                "{}",
                facet.field
            );
        }
    }

    #[test]
    fn scales_stand_in_their_order_and_words() {
        let store = graded(&["B4", "B6", "A1", "none", "F"]);
        assert_eq!(
            labels(&store, "Reliability"),
            pairs(&[
                ("A completely reliable", 1),
                ("B usually reliable", 2),
                ("F reliability cannot be judged", 1),
                ("none", 1)
            ])
        );
        assert_eq!(
            labels(&store, "Credibility")[1],
            ("4 doubtful".to_owned(), 1)
        );
    }

    #[test]
    fn others_stand_by_count() {
        let store = article(vec![
            claim("a", "Ann"),
            claim("b", "Bob"),
            claim("c", "Bob"),
        ]);
        assert_eq!(labels(&store, "Speaker"), pairs(&[("Bob", 2), ("Ann", 1)]));
        assert_eq!(labels(&store, "Outlet"), pairs(&[("New York Post", 3)]));
    }

    fn of_query(store: &Store, query: &str, title: &str) -> Vec<(String, usize)> {
        let (query, env) = (parse(query), crate::query::testing::env());
        let hits = run(store, &query, &env, Guessing::Allowed);
        let all = facets(store, &query, &env, &hits, &|| false).unwrap();
        let mut counts = all.into_iter();
        let facet = counts.find(|counts| counts.facet.title == title).unwrap();
        let values = facet.values.into_iter();
        values.map(|value| (value.label, value.count)).collect()
    }

    #[test]
    fn each_facet_is_counted_without_its_own_restriction() {
        let store = graded(&["B4", "B6", "A1", "none"]);
        let asked = "rel:B cred:4";
        assert_eq!(
            of_query(&store, asked, "Reliability"),
            pairs(&[("B usually reliable", 1)])
        );
        assert_eq!(
            of_query(&store, asked, "Credibility"),
            pairs(&[("4 doubtful", 1), ("6 credibility cannot be judged", 1)])
        );
        assert_eq!(of_query(&store, asked, "Kind"), pairs(&[("none", 1)]));
        // A restriction inside alternatives is no restriction of its own.
        assert_eq!(
            of_query(&store, "rel:A OR cred:6", "Reliability"),
            pairs(&[("A completely reliable", 1), ("B usually reliable", 1)])
        );
    }

    #[test]
    fn nothing_is_counted_that_nobody_waits_for() {
        let store = graded(&["B4"]);
        let (query, env) = (parse(""), crate::query::testing::env());
        let hits = run(&store, &query, &env, Guessing::Allowed);
        assert_eq!(facets(&store, &query, &env, &hits, &|| true), None);
    }

    #[test]
    fn a_guess_is_counted_as_it_was_read() {
        let store = article(vec![claim("inflation", "Ann"), claim("b", "Bob")]);
        assert_eq!(
            of_query(&store, "inflatoin", "Speaker"),
            pairs(&[("Ann", 1)])
        );
    }

    #[test]
    fn a_value_finds_what_was_counted() {
        let store = article(vec![
            claim("a", "Meta"),
            claim("b", "Meta Platforms"),
            claim("c", "Tom \"T\" Serres"),
        ]);
        for counts in facet_counts(&store, &rows(&store, "")) {
            for value in counts.values {
                let query = crate::query::toggle("", counts.facet.field, &value.value, false);
                assert_eq!(found(&store, &query).len(), value.count, "{query}");
            }
        }
    }
}
