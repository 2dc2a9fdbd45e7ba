//! A fuzzy subsequence, `~spndng`: its letters in order within one line of a claim's text, scored as
//! fuzzy-matcher does. Opt-in, because nearly all such hits in sentences are noise.

use std::ops::Range;

use crate::query::Env;
use crate::query::filters::{Filter, Test};
use crate::store::{RowSet, Store};
use crate::text::fold::{Folded, fold};
use crate::text::{Letters, fuzzy_indices};

/// The parts of a fuzzy term; every one must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fuzzy {
    parts: Vec<Letters>,
}

impl Fuzzy {
    /// Returns what a typed term looks for; a space parts it.
    pub(crate) fn new(typed: &str) -> Self {
        let parts = fold(typed).split_whitespace().map(Letters::new).collect();
        Self { parts }
    }

    /// Tells that nothing is sought.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds to the scores, one for each claim of the store, what the claims have for each part: its best
    /// over the lines. Higher is better.
    ///
    /// Scores are those of `fuzzy_indices`; `fuzzy_match` gives others, and ranks differently.
    pub(crate) fn score(&self, store: &Store, scores: &mut [i32]) {
        for found in self.parts.iter().map(|part| store.line_scores(part)) {
            for (ix, score) in found.iter() {
                if let Some(sum) = scores.get_mut(ix.0 as usize) {
                    *sum = sum.saturating_add(score);
                }
            }
        }
    }

    /// Returns the only part.
    pub(crate) fn single(&self) -> Option<&Letters> {
        match self.parts.as_slice() {
            [part] => Some(part),
            _ => None,
        }
    }

    /// Returns the claims that hold every part.
    fn rows_in(&self, store: &Store) -> RowSet {
        let rows = self.parts.iter().map(|part| store.lines_found(part).rows());
        let all = rows.reduce(|mut all, own| {
            all.keep(&own);
            all
        });
        all.unwrap_or_else(|| RowSet::all(store.len()))
    }

    /// Returns where the letters lie in an original text: ascending within each part.
    pub(crate) fn find_all(&self, text: &str, folded: &Folded) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let parts = self.parts.iter();
        for part in parts.filter(|part| part.stand_in(&folded.text)) {
            let Some((_, letters)) = fuzzy_indices(&folded.text, part.text()) else {
                continue;
            };
            let mut letters = letters.into_iter().peekable();
            for (nth, (at, c)) in folded.text.char_indices().enumerate() {
                if letters.next_if_eq(&nth).is_some() {
                    found.push(folded.original(at..at + c.len_utf8()));
                }
            }
            debug_assert!(text.len() >= found.last().map_or(0, |last| last.end));
        }
        found
    }
}

impl Filter for Fuzzy {
    fn test<'a>(&'a self, store: &'a Store, _: &'a Env) -> Test<'a> {
        let rows = self.rows_in(store);
        Box::new(move |claim| rows.has(claim.ix()))
    }

    fn rows(&self, store: &Store, _: &Env) -> Option<RowSet> {
        Some(self.rows_in(store))
    }

    fn fuzzy(&self) -> Option<&Fuzzy> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_parts_the_term() {
        let parts = Fuzzy::new("spndng  Ștf").parts;
        let parts: Vec<&str> = parts.iter().map(Letters::text).collect();
        assert_eq!(parts, ["spndng", "stf"]);
        assert!(Fuzzy::new(" ").is_empty());
    }
}
