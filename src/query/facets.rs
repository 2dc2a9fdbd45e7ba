//! Facets: how the claims found fall into speakers, grades, kinds and so on.

use rayon::prelude::*;

use super::filters::{FIELDS, FieldRow};
use super::value::name::NameTest;
use super::value::{Piece, counts::Counts};
use crate::model::{Credibility, Reliability};
use crate::store::{Ix, Store};
use crate::text::fold::fold;

/// One way to divide claims.
#[derive(Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its heading.
    pub title: &'static str,
    /// The field that filters by it.
    pub field: &'static str,
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
    facet("Speaker", "who", Order::Count),
    facet("Organisation", "org", Order::Count),
    facet("Reliability", "rel", Order::Words),
    facet("Credibility", "cred", Order::Words),
    facet("Kind", "kind", Order::Count),
    facet("Attribution", "attr", Order::Count),
    facet("Status", "status", Order::Count),
    facet("Integrity", "integrity", Order::Words),
    facet("Verdict", "verdict", Order::VerdictScale),
    facet("Tag", "tag", Order::Count),
    facet("Outlet", "outlet", Order::Count),
];

const fn facet(title: &'static str, field: &'static str, order: Order) -> Facet {
    Facet {
        title,
        field,
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
    let count = |facet: &'static Facet| {
        let row = FIELDS.iter().find(|row| row.name == facet.field);
        let values = row.map(|row| values(store, rows, facet, row));
        FacetCounts {
            facet,
            values: values.unwrap_or_default(),
        }
    };
    FACETS.par_iter().map(count).collect()
}

fn values(store: &Store, rows: &[Ix], facet: &Facet, row: &FieldRow) -> Vec<FacetValue> {
    let mut counts = Counts::default();
    for claim in rows.iter().filter_map(|&ix| store.claim(ix)) {
        row.values_of(claim, &mut |value| counts.add(value));
    }
    let mut counted = counts.by_count();
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
        counted.sort_by_key(|(value, _)| (value == "none", place(value).unwrap_or(usize::MAX)));
    }
    let names: Vec<String> = counted.iter().map(|(value, _)| value.clone()).collect();
    let value = |(value, count): (String, usize)| FacetValue {
        label: label(row, &value),
        value: exact(row, value, &names),
        count,
    };
    counted.into_iter().map(value).collect()
}

/// Every name is compared with every other: with more of them equality is asked for unseen.
const MOST_COMPARED: usize = 100;

/// `meta` would find "Meta Platforms" too: then only equality is the value that was counted.
fn exact(row: &FieldRow, value: String, all: &[String]) -> String {
    if !matches!(row.name, "who" | "org" | "outlet") {
        return value;
    }
    let piece = Piece {
        text: value.clone(),
        span: 0..0,
        quoted: true,
    };
    let finds =
        |name: &NameTest, other: &str| name.holds(other) || fold(other).contains(&fold(&value));
    let finds_more = all.len() > MOST_COMPARED
        || NameTest::parse(&piece).is_ok_and(|name| {
            all.iter()
                .any(|other| *other != value && finds(&name, other))
        });
    if finds_more {
        format!("={value}")
    } else {
        value
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
