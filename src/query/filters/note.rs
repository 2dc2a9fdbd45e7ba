//! `note:` text in annotations and reasons to doubt.

use std::sync::Arc;

use super::shapes::{no_values, no_words};
use super::{FieldRow, Filter, Index, Reads, Test};
use crate::query::Env;
use crate::query::value::text::TextTest;
use crate::query::words::Needle;
use crate::store::Store;

pub(super) const ROW: FieldRow = FieldRow {
    name: "note",
    aliases: &[],
    doc: "text in annotations and skepticism",
    examples: &["note:breakdown", "note:\"outside the article\""],
    index: Index::Notes,
    thousands: false,
    words: no_words,
    values: no_values,
    reads: Reads::Condition(|piece| Ok(Arc::new(Note(TextTest::parse(piece)?)))),
};

#[derive(Debug)]
struct Note(TextTest);

impl Filter for Note {
    fn test<'a>(&'a self, _: &'a Store, _: &'a Env) -> Test<'a> {
        Box::new(|claim| {
            let holds = |note: &str| self.0.holds(note);
            // The folded body rules most claims out without folding anything.
            self.0.needle().in_folded(claim.folded_body())
                && (claim.skepticism().any(|reason| holds(&reason.note))
                    || claim
                        .annotations()
                        .filter_map(|e| e.note.as_deref())
                        .any(holds))
        })
    }

    fn needle(&self) -> Option<&Needle> {
        Some(self.0.needle())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Claim, LogEntry, Skepticism};
    use crate::query::testing::{article, claim, found};

    #[test]
    fn notes_and_reasons_are_looked_at() {
        let reason = Claim {
            skepticism: vec![Skepticism {
                note: "No source.".to_owned(),
                ..Skepticism::default()
            }],
            ..claim("a", "X")
        };
        let noted = Claim {
            annotations: vec![LogEntry {
                note: Some("Asked for the source.".to_owned()),
                ..LogEntry::default()
            }],
            ..claim("b", "X")
        };
        let store = article(vec![reason, noted, claim("source", "X")]);
        assert_eq!(found(&store, "note:source"), ["a", "b"]);
        assert_eq!(found(&store, "note:asked"), ["b"]);
    }
}
