//! The orderings of `sort:`, one row each. What has no place on a scale (F, 6, not judged, no figure)
//! comes last whichever way the scale runs: it is unknown, not worst.

use std::cmp::Ordering;

use super::Query;
use super::ast::{Node, SortKey, Term};
use super::value::figures::{FigureTest, UnitTest};
use crate::model::{Amount, Credibility, Reliability, Unit, date};
use crate::store::{ClaimRef, Ix, Store};
use crate::text::fold::fold;

/// One ordering.
#[derive(Debug)]
pub struct SortRow {
    /// Its word after `sort:`.
    pub name: &'static str,
    /// What comes first.
    pub doc: &'static str,
    key: fn(ClaimRef<'_>, &Context<'_>) -> Key,
}

/// Every ordering.
pub const SORTS: &[SortRow] = &[
    SortRow {
        name: "cred",
        doc: "credibility, 1 first; 6 and ungraded last either way",
        key: |claim, _| {
            let half = claim.grade().credibility;
            on_scale(half.is_some(), half.and_then(Credibility::rank))
        },
    },
    SortRow {
        name: "rel",
        doc: "reliability, A first; F and ungraded last either way",
        key: |claim, _| {
            let half = claim.grade().reliability;
            on_scale(half.is_some(), half.and_then(Reliability::rank))
        },
    },
    SortRow {
        name: "grade",
        doc: "reliability, then credibility",
        key: |claim, _| {
            let (rel, cred) = (claim.grade().reliability, claim.grade().credibility);
            let rel = on_scale(rel.is_some(), rel.and_then(Reliability::rank));
            let cred = on_scale(cred.is_some(), cred.and_then(Credibility::rank));
            Key {
                off: rel.off * 3 + cred.off,
                number: rel.number * 10.0 + cred.number,
                ..Key::default()
            }
        },
    },
    SortRow {
        name: "fig",
        doc: "figures within the filter's unit, else by unit, then value; smallest first",
        key: figure_key,
    },
    SortRow {
        name: "who",
        doc: "the speaker's name",
        key: |claim, _| Key::text(claim.speaker_name()),
    },
    SortRow {
        name: "on",
        doc: "publication, oldest first",
        key: |claim, _| Key::text(claim.article().published.as_ref().map(|d| d.text.as_str())),
    },
    SortRow {
        name: "noted",
        doc: "the last annotation, oldest first",
        key: |claim, _| {
            let last = super::filters::moments(claim)
                .filter_map(date::instant)
                .max();
            match last {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "milliseconds fit for 285,000 years"
                )]
                Some(at) => Key::number(at.as_millisecond() as f64),
                None => Key::off(1),
            }
        },
    },
    SortRow {
        name: "file",
        doc: "files by path, claims as they stand in them",
        key: |claim, _| Key::number(f64::from(claim.ix().0)),
    },
    SortRow {
        name: "relevance",
        doc: "how well the words are matched, best first",
        key: |_, context| Key::number(f64::from(context.place)),
    },
];

/// What a claim is compared by.
#[derive(Debug, Clone, Default, PartialEq)]
struct Key {
    /// 0 has a place on the scale; more comes after it, whichever way the scale runs.
    off: u8,
    /// Compared first, and never turned round: the unit.
    group: String,
    text: String,
    number: f64,
}

impl Key {
    fn number(number: f64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    fn text(text: Option<&str>) -> Self {
        match text {
            Some(text) => Self {
                text: fold(text),
                ..Self::default()
            },
            None => Self::off(1),
        }
    }

    fn off(off: u8) -> Self {
        Self {
            off,
            ..Self::default()
        }
    }

    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let value = self.text.cmp(&other.text);
        let value = value.then(self.number.total_cmp(&other.number));
        let value = if descending { value.reverse() } else { value };
        let off = self.off.cmp(&other.off);
        off.then_with(|| self.group.cmp(&other.group)).then(value)
    }
}

/// `place` is none for what is judged unknown.
fn on_scale(judged: bool, place: Option<u8>) -> Key {
    match place {
        Some(place) => Key::number(f64::from(place)),
        None => Key::off(if judged { 1 } else { 2 }),
    }
}

/// What an ordering may ask beside the claim.
struct Context<'a> {
    figures: &'a [Asked<'a>],
    descending: bool,
    /// The claim's place before the ordering: by relevance, else file order.
    place: u32,
}

/// What the query asks of figures.
enum Asked<'a> {
    Number(Vec<&'a FigureTest>),
    Unit(Vec<&'a UnitTest>),
}

impl Asked<'_> {
    fn of(term: &Term) -> Option<Asked<'_>> {
        let filters = term.filters();
        let numbers: Vec<_> = filters
            .iter()
            .filter_map(|filter| filter.figure())
            .collect();
        let units: Vec<_> = filters.iter().filter_map(|filter| filter.unit()).collect();
        match (numbers.is_empty(), units.is_empty()) {
            (false, _) => Some(Asked::Number(numbers)),
            (_, false) => Some(Asked::Unit(units)),
            _ => None,
        }
    }

    fn holds(&self, amount: &Amount) -> bool {
        match self {
            Self::Number(tests) => tests.iter().any(|test| test.holds(amount)),
            Self::Unit(tests) => tests.iter().any(|test| test.holds(amount)),
        }
    }
}

/// The figure that stands for the claim: of those that pass, the first in the ordering.
fn figure_key(claim: ClaimRef<'_>, context: &Context<'_>) -> Key {
    let amounts = claim.figures().filter_map(|figure| figure.amount);
    let asked = amounts.filter(|amount| context.figures.iter().all(|asked| asked.holds(amount)));
    let keys = asked.filter_map(|amount| {
        let number = amount
            .low
            .or(amount.high)
            .filter(|_| !amount.is_scale_word())?;
        let number = if context.descending {
            amount.high.unwrap_or(number)
        } else {
            number
        };
        let group = match &amount.unit {
            Unit::Thing(thing) => fold(thing),
            unit => unit.to_string(),
        };
        Some(Key {
            group,
            number,
            ..Key::default()
        })
    });
    let first = keys.min_by(|a, b| a.compare(b, context.descending));
    first.unwrap_or_else(|| Key::off(1))
}

/// The orderings of a query, first to last.
pub(super) struct Sorting<'a> {
    keys: &'a [SortKey],
    figures: Vec<Asked<'a>>,
}

impl<'a> Sorting<'a> {
    pub(super) fn new(query: &'a Query) -> Self {
        let mut figures = Vec::new();
        if let Some(root) = &query.root {
            conditions(root, &mut |term| figures.extend(Asked::of(term)));
        }
        Self {
            keys: &query.sorts,
            figures,
        }
    }

    /// Returns the claims in order; ties stay as they came.
    pub(super) fn order(&self, store: &Store, rows: Vec<Ix>) -> Vec<Ix> {
        if self.keys.is_empty() {
            return rows;
        }
        let mut keyed: Vec<(Vec<Key>, Ix)> = rows
            .into_iter()
            .zip(0..)
            .filter_map(|(ix, place)| Some((store.claim(ix)?, place)))
            .map(|(claim, place)| {
                let keys = self.keys.iter().map(|key| {
                    let context = Context {
                        figures: &self.figures,
                        descending: key.descending,
                        place,
                    };
                    (key.row.key)(claim, &context)
                });
                (keys.collect(), claim.ix())
            })
            .collect();
        keyed.sort_by(|a, b| {
            let pairs = a.0.iter().zip(&b.0).zip(self.keys);
            let mut orders = pairs.map(|((a, b), key)| a.compare(b, key.descending));
            orders
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        });
        keyed.into_iter().map(|(_, ix)| ix).collect()
    }
}

/// Calls `each` with the terms that every claim found must fulfil.
fn conditions<'n>(node: &'n Node, each: &mut dyn FnMut(&'n Term)) {
    match node {
        Node::All(nodes) => nodes.iter().for_each(|node| conditions(node, each)),
        Node::Term(term) => each(term),
        Node::Any(_) | Node::Not(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{article, claim, dated, figures, found, graded};

    #[test]
    fn unknown_comes_last_either_way() {
        let store = graded(&["none", "F6", "C3", "A1", "E5", "D"]);
        let up = ["A1", "C3", "E5", "F6", "none", "D"];
        assert_eq!(found(&store, "sort:cred"), up);
        assert_eq!(
            found(&store, "sort:-cred"),
            ["E5", "C3", "A1", "F6", "none", "D"]
        );
        assert_eq!(
            found(&store, "sort:rel"),
            ["A1", "C3", "D", "E5", "F6", "none"]
        );
        assert_eq!(
            found(&store, "sort:-rel"),
            ["E5", "D", "C3", "A1", "F6", "none"]
        );
        assert_eq!(found(&store, "sort:grade")[..3], ["A1", "C3", "E5"]);
    }

    #[test]
    fn figures_go_by_unit_then_value_and_within_the_filters_unit() {
        let store = article(vec![
            figures("big", &["$80 billion", "5%"]),
            figures("percent", &["15%"]),
            figures("small", &["$6 million"]),
            figures("word", &["billions"]),
        ]);
        assert_eq!(
            found(&store, "sort:fig"),
            ["big", "percent", "small", "word"]
        );
        assert_eq!(
            found(&store, "sort:fig unit:USD"),
            ["small", "big", "word"][..2]
        );
        assert_eq!(found(&store, "fig:>$1 sort:-fig"), ["big", "small"]);
        assert_eq!(found(&store, "fig:>1% sort:-fig"), ["percent", "big"]);
    }

    #[test]
    fn keys_follow_each_other_and_ties_stay() {
        let store = dated(vec![
            ("2025", vec![claim("a", "Zed"), claim("b", "Ann")]),
            ("2024", vec![claim("c", "Ann"), claim("d", "")]),
        ]);
        assert_eq!(found(&store, "sort:who"), ["d", "b", "c", "a"]);
        assert_eq!(found(&store, "sort:who,on"), ["d", "c", "b", "a"]);
        assert_eq!(found(&store, "sort:-on"), ["a", "b", "c", "d"]);
        assert_eq!(found(&store, "sort:-file"), ["d", "c", "b", "a"]);
        assert_eq!(
            found(&store, "words sort:on,relevance"),
            ["c", "d", "a", "b"]
        );
    }

    #[test]
    fn every_row_has_a_doc_and_names_are_unique() {
        let mut names: Vec<_> = SORTS.iter().map(|row| row.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SORTS.len());
        assert!(SORTS.iter().all(|row| !row.doc.is_empty()));
    }
}
