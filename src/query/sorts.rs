//! The orderings of `sort:`, one row each. What has no place on a scale (F, 6, not judged, no figure)
//! comes last whichever way the scale runs: it is unknown, not worst.

use super::filters::moments;
use super::ordering::{Context, Key};
use crate::model::{Credibility, Reliability, Unit, date};
use crate::store::ClaimRef;

/// One ordering.
#[derive(Debug)]
pub struct SortRow {
    /// Its word after `sort:`.
    pub name: &'static str,
    /// What comes first.
    pub doc: &'static str,
    pub(super) key: for<'s> fn(ClaimRef<'s>, &Context<'_>) -> Key<'s>,
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
            let last = moments(claim).filter_map(date::instant).max();
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

/// The figure that stands for the claim: of those that pass, the first in the ordering.
fn figure_key<'s>(claim: ClaimRef<'s>, context: &Context<'_>) -> Key<'s> {
    let amounts = claim.figures().filter_map(|figure| figure.amount);
    let keys = amounts
        .filter(|amount| context.asked.holds(amount))
        .filter_map(|amount| {
            let low = amount
                .low
                .or(amount.high)
                .filter(|_| !amount.is_scale_word())?;
            let number = if context.descending {
                amount.high.unwrap_or(low)
            } else {
                low
            };
            Some(Key {
                group: unit_name(&amount.unit),
                number,
                ..Key::default()
            })
        });
    let first = keys.min_by(|a, b| {
        let value = a.number.total_cmp(&b.number);
        let value = if context.descending {
            value.reverse()
        } else {
            value
        };
        a.group.cmp(b.group).then(value)
    });
    first.unwrap_or_else(|| Key::off(1))
}

fn unit_name(unit: &Unit) -> &str {
    match unit {
        Unit::None => "",
        Unit::Currency(name) | Unit::Thing(name) => name,
        Unit::Percent => "%",
        Unit::Points => "points",
        Unit::BasisPoints => "bp",
    }
}

/// `place` is none for what is judged unknown.
fn on_scale<'s>(judged: bool, place: Option<u8>) -> Key<'s> {
    match place {
        Some(place) => Key::number(f64::from(place)),
        None => Key::off(if judged { 1 } else { 2 }),
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
