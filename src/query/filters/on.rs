//! `on:` when the article was published.

use super::shapes::{no_words, set};
use super::{FieldRow, Reads};
use crate::query::rows::Rows;
use crate::query::value::days::DaySpan;

pub(super) const ROW: FieldRow = FieldRow {
    name: "on",
    aliases: &["published"],
    doc: "when the article was published; partial dates match what they overlap",
    examples: &["on:2025-01..2025-03", "on:>2025", "on:<7d"],
    thousands: false,
    words: no_words,
    values: |claim, each| {
        if let Some(date) = &claim.article().published {
            each(date.day());
        }
    },
    reads: Reads::Condition(|piece| {
        let span = DaySpan::parse(piece)?;
        set(move |store, env| {
            let stretch = span.stretch(env);
            Rows::of_files(store, |file| {
                let published = file.article().published.as_ref();
                published.is_some_and(|date| stretch.overlaps(date.first, date.last))
            })
        })
    }),
};

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
