//! `noted:` when somebody annotated or doubted.

use std::sync::Arc;

use super::shapes::no_values;
use super::{FieldRow, Filter, Index, Reads, Test};
use crate::query::Env;
use crate::query::value::days::DaySpan;
use crate::store::{ClaimRef, Store};

pub(super) const ROW: FieldRow = FieldRow {
    name: "noted",
    aliases: &[],
    doc: "when somebody annotated or doubted; today is local time, <7d is less than 7 days ago",
    examples: &["noted:<7d", "noted:today", "noted:2026-11"],
    index: Index::Notes,
    thousands: false,
    words: || {
        vec![
            ("today", "since local midnight"),
            ("yesterday", "the local day before"),
            ("<7d", "less than 7 days ago"),
        ]
    },
    values: no_values,
    reads: Reads::Condition(|piece| Ok(Arc::new(Noted(DaySpan::parse(piece)?)))),
};

#[derive(Debug)]
struct Noted(DaySpan);

impl Filter for Noted {
    fn test<'a>(&'a self, _: &'a Store, env: &'a Env) -> Test<'a> {
        let stretch = self.0.stretch(env);
        Box::new(move |claim| moments(claim).any(|at| stretch.holds(at, env)))
    }

    fn meaning(&self, env: &Env) -> Option<String> {
        Some(self.0.stretch(env).shown(env))
    }
}

/// Returns when each annotation and each reason to doubt was written, as written.
pub(in crate::query) fn moments(claim: ClaimRef<'_>) -> impl Iterator<Item = &str> {
    let notes = claim.annotations().filter_map(|entry| entry.at.as_deref());
    notes.chain(claim.skepticism().filter_map(|reason| reason.at.as_deref()))
}

#[cfg(test)]
mod tests {
    use crate::model::{Claim, LogEntry, Skepticism};
    use crate::query::testing::{article, claim, found};

    #[test]
    fn annotations_and_reasons_are_looked_at() {
        let at = |text: &str| Some(text.to_owned());
        let noted = Claim {
            annotations: vec![LogEntry {
                at: at("2026-11-23T10:00:00Z"),
                ..LogEntry::default()
            }],
            ..claim("noted", "X")
        };
        let doubted = Claim {
            skepticism: vec![Skepticism {
                at: at("2026-11-15"),
                ..Skepticism::default()
            }],
            ..claim("doubted", "X")
        };
        let store = article(vec![noted, doubted, claim("c", "X")]);
        assert_eq!(found(&store, "noted:today"), ["noted"]);
        assert_eq!(found(&store, "noted:<7d"), ["noted"]);
        assert_eq!(found(&store, "noted:>7d"), ["doubted"]);
        assert_eq!(found(&store, "noted:2026-11"), ["noted", "doubted"]);
    }
}
