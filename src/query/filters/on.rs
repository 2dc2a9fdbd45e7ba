//! `on:` when the article was published.

use std::sync::Arc;

use super::shapes::no_words;
use super::{FieldRow, Filter, Index, Reads, Test};
use crate::query::Env;
use crate::query::rows::Rows;
use crate::query::value::days::DaySpan;
use crate::store::Store;

pub(super) const ROW: FieldRow = FieldRow {
    name: "on",
    aliases: &["published"],
    doc: "when the article was published; partial dates match what they overlap",
    examples: &["on:2025-01..2025-03", "on:>2025", "on:<7d"],
    index: Index::Files,
    thousands: false,
    words: no_words,
    values: |claim, each| {
        if let Some(date) = &claim.article().published {
            each(date.day());
        }
    },
    reads: Reads::Condition(|piece| Ok(Arc::new(On(DaySpan::parse(piece)?)))),
};

#[derive(Debug)]
struct On(DaySpan);

impl Filter for On {
    fn test<'a>(&'a self, store: &'a Store, env: &'a Env) -> Test<'a> {
        let stretch = self.0.stretch(env);
        let rows = Rows::of_files(store, |file| {
            let published = file.article().published.as_ref();
            published.is_some_and(|date| stretch.overlaps(date.first, date.last))
        });
        Box::new(move |claim| rows.has(claim.ix()))
    }

    fn meaning(&self, env: &Env) -> Option<String> {
        Some(self.0.stretch(env).shown(env))
    }
}

#[cfg(test)]
mod tests {
    use crate::query::testing::{article, claim, found};

    #[test]
    fn the_publication_date_decides() {
        let store = article(vec![claim("a", "X")]);
        for (query, count) in [
            ("on:2025-01..2025-03", 1),
            ("on:2025-02-01", 1),
            ("on:2025", 1),
            ("on:>2025", 0),
            ("on:<7d", 0),
            ("on:2024,2025", 1),
        ] {
            assert_eq!(found(&store, query).len(), count, "{query}");
        }
    }
}
