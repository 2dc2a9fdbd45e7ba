//! Claims ranked by letters in their lines, the best first. Where fewer letters were scored before, that
//! tells how much more letters may score at most: the first claims are then found without scoring all.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::order::by_key;
use super::scores::Found;
use super::{Ix, RowSet, Scores, Store};
use crate::text::Letters;

/// To score one in so many claims by itself takes as long as to score all together.
const SHARE: usize = 4;
/// So many claims at least are scored at a time.
const TOGETHER: usize = 64;

/// Claims, the best first.
#[derive(Debug)]
pub struct Ranked {
    /// All of them.
    pub claims: Vec<Ix>,
    /// So many are in order; the others come after them.
    pub ordered: usize,
}

impl Ranked {
    /// Returns claims that are all in order.
    pub(crate) fn whole(claims: Vec<Ix>) -> Self {
        Self {
            ordered: claims.len(),
            claims,
        }
    }
}

/// A claim in which letters were found.
#[derive(Debug, Clone, Copy)]
struct Placed {
    /// Which of those that were found.
    at: u32,
    /// Which of them by recency.
    place: u32,
}

/// What comes first has the least: by its score, then by its place.
type Key = (Reverse<i32>, u32);

impl Store {
    /// Returns claims by their scores for letters, the highest first, those published last first where
    /// they are equal; at least the `first` are in order. `None` when not all claims have the letters.
    #[must_use]
    pub fn ranked(&self, letters: &Letters, rows: &RowSet, first: usize) -> Option<Ranked> {
        if first < rows.len() {
            let scores = self.lines_found(letters);
            let placed = self.placed(&scores, rows)?;
            if scores.exact {
                return Some(Ranked::whole(scores.claims(&placed).collect()));
            }
            if let Some(best) = self.first_of(&placed, &scores, first) {
                return Some(with_others(&scores.claims(&best).collect::<Vec<_>>(), rows));
            }
        }
        let scores = self.line_scores(letters);
        let placed = self.placed(&scores, rows)?;
        Some(Ranked::whole(scores.claims(&placed).collect()))
    }

    /// Returns the claims of some rows by what is known of their scores.
    fn placed(&self, scores: &Scores, rows: &RowSet) -> Option<Vec<Placed>> {
        let mut placed = Vec::with_capacity(rows.len());
        let files = self.places(scores);
        for &file in self.files_by_recency() {
            let own = files.get(file as usize)?.clone();
            for (found, at) in scores.at(own.clone()).iter().zip(own) {
                if rows.has(found.ix) {
                    placed.push(Placed {
                        at: u32::try_from(at).ok()?,
                        place: u32::try_from(placed.len()).ok()?,
                    });
                }
            }
        }
        // A claim without the letters has no score: it may stand before one that has them.
        (placed.len() == rows.len()).then(|| by_key(&placed, |own| -scores.found(*own).best))
    }

    /// Scores the claims that may be the best by themselves, until the `first` of them are known, and
    /// returns those; `None` when they are too many.
    fn first_of(&self, placed: &[Placed], scores: &Scores, first: usize) -> Option<Vec<Placed>> {
        let mut best: Vec<(Key, Placed)> = Vec::new();
        let mut together = first;
        loop {
            let next = placed.get(best.len()..)?;
            let next = next.get(..together.max(TOGETHER).min(next.len()))?;
            if best.len() + next.len() > placed.len() / SHARE {
                return None;
            }
            let score = |own: &Placed| {
                let score = self.line_score(scores, scores.found(*own))?;
                Some(((Reverse(score), own.place), *own))
            };
            let scored: Option<Vec<(Key, Placed)>> =
                next.par_iter().with_min_len(TOGETHER).map(score).collect();
            best.extend(scored?);
            // What is not scored comes after this.
            let next = placed.get(best.len())?;
            let rest = (Reverse(scores.found(*next).best), next.place);
            let stands = |(key, _): &(Key, Placed)| *key < rest;
            if best.iter().filter(|own| stands(own)).count() >= first {
                best.retain(stands);
                best.sort_unstable_by_key(|(key, _)| *key);
                return Some(best.into_iter().map(|(_, own)| own).collect());
            }
            together = best.len() / 2;
        }
    }
}

/// Returns the first claims, and after them the others as they come.
fn with_others(first: &[Ix], rows: &RowSet) -> Ranked {
    let known: RowSet = first.iter().copied().collect();
    let mut claims = Vec::with_capacity(rows.len());
    claims.extend_from_slice(first);
    claims.extend(rows.iter().filter(|ix| !known.has(*ix)));
    Ranked {
        claims,
        ordered: first.len(),
    }
}

impl Scores {
    fn found(&self, own: Placed) -> &Found {
        &self.found[own.at as usize]
    }

    fn claims(&self, placed: &[Placed]) -> impl Iterator<Item = Ix> {
        placed.iter().map(|own| self.found(*own).ix)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Article, Claim, PartialDate};
    use crate::store::{Folder, LoadedFile};

    /// Two files, the later one first.
    fn store(quotes: &[String]) -> Store {
        let claim = |(quote, line): (&String, u32)| {
            let claim = Claim {
                id: format!("c{line}"),
                quote: Some(quote.clone()),
                speaker: Some(["Ab", "C"][line as usize % 2].to_owned()),
                ..Claim::default()
            };
            (claim, line)
        };
        let file = |(day, own): (&str, &[String])| LoadedFile {
            path: format!("{day}.yaml"),
            article: Article {
                published: PartialDate::parse(day).ok(),
                ..Article::default()
            },
            claims: own.iter().zip(1..).map(claim).collect(),
            ..LoadedFile::default()
        };
        let (one, other) = quotes.split_at(quotes.len() / 2);
        let files = [("2024", one), ("2025", other)].map(file);
        Store::build(files.into(), Folder::default())
    }

    #[test]
    fn a_few_are_scored_by_themselves() {
        let far = |at: usize| format!("s{}pend", "x".repeat(at));
        let near = ["spend more", "spend less", "we spend"].map(str::to_owned);
        let store = store(
            &near
                .into_iter()
                .chain((1..400).map(far))
                .collect::<Vec<_>>(),
        );
        let _ = store.line_scores(&Letters::new("spen"));
        let ranked = store.ranked(&Letters::new("spend"), &RowSet::all(store.len()), 2);
        let ranked = ranked.unwrap();
        assert_eq!(
            (ranked.claims[..2].to_vec(), ranked.claims.len()),
            (vec![Ix(0), Ix(1)], 402)
        );
        assert!(ranked.ordered < 402, "{}", ranked.ordered);
    }

    fn slowly(store: &Store, letters: &Letters, rows: &RowSet) -> Vec<Ix> {
        let scores: HashMap<Ix, i32> = store.line_scores(letters).iter().collect();
        let mut claims = Vec::new();
        store.each_by_recency(rows, |ix| claims.push(ix));
        claims.sort_by_key(|ix| Reverse(scores[ix]));
        claims
    }

    proptest! {
        #[test]
        fn the_best_are_those_of_all_that_are_scored(
            quotes in prop::collection::vec("[abc ]{0,9}|a{0,3}x{0,40}bc?|ab\n?c", 0..60),
            letters in "a?b?c{0,2}",
            typed in 1_usize..3,
            first in 0_usize..6,
            left_out in 0_u32..60,
            ahead in any::<bool>(),
        ) {
            prop_assume!(!letters.is_empty());
            let store = store(&quotes);
            let mut rows = store.apart(0..2).line_scores(&Letters::new(&letters)).rows();
            rows.drop(&std::iter::once(Ix(left_out)).collect());
            let fewer = Letters::new(&letters[..letters.len().saturating_sub(typed).max(1)]);
            let _ = store.line_scores(&fewer);
            if ahead {
                store.look_ahead();
            }
            // What goes on from here goes on from the most that these may score.
            let _ = store.lines_found(&Letters::new(&letters[..letters.len() - 1]));
            let letters = Letters::new(&letters);
            let expected = slowly(&store, &letters, &rows);
            let ranked = store.ranked(&letters, &rows, first).unwrap();
            let ordered = ranked.ordered;
            prop_assert!(ordered >= first.min(expected.len()));
            prop_assert_eq!(&ranked.claims[..ordered], &expected[..ordered]);
            let all = |claims: &[Ix]| claims.iter().copied().collect::<RowSet>();
            prop_assert_eq!(all(&ranked.claims), all(&expected));
            prop_assert_eq!(store.ranked(&letters, &rows, usize::MAX).unwrap().claims, expected);
        }
    }
}
