//! The order of what was found: the most relevant first. Knows only claims that passed.

use super::Query;
use super::ast::Seeks;
use super::plan::{Guess, Guesses};
use super::words::{Fuzzy, Needle};
use crate::store::{Ix, RowSet, Store};

/// What claims are ranked by.
pub(super) struct Ranking<'a> {
    pub(super) words: Vec<&'a Needle>,
    /// All the words in a row, when there are several.
    pub(super) phrase: Option<Needle>,
    /// Quoted phrases stand in a row whenever they stand at all.
    pub(super) phrases: Vec<&'a Needle>,
    fuzzy: Vec<&'a Fuzzy>,
}

impl<'a> Ranking<'a> {
    /// Takes the positive words of a query, with what was guessed in their place.
    pub(super) fn new(query: &'a Query, guesses: &'a Guesses) -> Self {
        let mut ranking = Self {
            words: Vec::new(),
            phrase: None,
            phrases: Vec::new(),
            fuzzy: Vec::new(),
        };
        let Some(root) = &query.root else {
            return ranking;
        };
        root.positive(&mut |term| match (&term.seeks, guesses.get(&term.number)) {
            (Seeks::Word(..), Some(Guess::Word(needle))) | (Seeks::Word(needle, _), None) => {
                ranking.words.push(needle);
            }
            (Seeks::Phrase(needle), _) => ranking.phrases.push(needle),
            (Seeks::Fuzzy(fuzzy), _) => ranking.fuzzy.push(fuzzy),
            _ => {}
        });
        let words: Vec<&str> = ranking.words.iter().map(|needle| needle.folded()).collect();
        ranking.phrase = (words.len() > 1).then(|| Needle::new(&words.join(" ")));
        ranking
    }

    /// Returns the claims, the most relevant first; ties go by recency, then by file order.
    pub(super) fn order(&self, store: &Store, rows: &RowSet) -> Vec<Ix> {
        let by_recency = || {
            let mut claims = Vec::with_capacity(rows.len());
            store.each_by_recency(rows, |ix| claims.push(ix));
            claims
        };
        let (mut claims, scores) = rayon::join(by_recency, || self.fuzzy_scores(store));
        if !scores.is_empty() {
            claims = by_key(&claims, |ix| {
                scores.get(ix.0 as usize).map_or(0, |&score| -score)
            });
        }
        if self.words.is_empty() && self.phrases.is_empty() {
            return claims;
        }
        let key = self.relevance(store);
        by_key(&claims, |ix| -i32::try_from(key(ix)).unwrap_or(0))
    }

    /// Returns for each claim of the store what the fuzzy terms score; nothing when there is none.
    fn fuzzy_scores(&self, store: &Store) -> Vec<i32> {
        if self.fuzzy.is_empty() {
            return Vec::new();
        }
        let mut scores = vec![0; store.len()];
        for fuzzy in &self.fuzzy {
            fuzzy.score(store, &mut scores);
        }
        scores
    }
}

/// Keys that lie closer are counted, not compared.
const COUNTED: u32 = 1 << 16;

/// Returns the claims in order of their keys, the least first; those that share one stay as they came.
fn by_key(claims: &[Ix], key: impl Fn(Ix) -> i32) -> Vec<Ix> {
    let keys: Vec<i32> = claims.iter().map(|&ix| key(ix)).collect();
    let least = keys.iter().copied().min().unwrap_or(0);
    let most = keys.iter().copied().max().unwrap_or(0);
    if most.abs_diff(least) > COUNTED {
        let mut keyed: Vec<(i32, Ix)> = keys.into_iter().zip(claims.iter().copied()).collect();
        keyed.sort_by_key(|(key, _)| *key);
        return keyed.into_iter().map(|(_, ix)| ix).collect();
    }
    let place = |key: i32| key.abs_diff(least) as usize;
    let mut starts = vec![0_u32; place(most) + 2];
    for &key in &keys {
        starts[place(key) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut ordered = vec![Ix(0); claims.len()];
    for (key, ix) in keys.into_iter().zip(claims) {
        let start = &mut starts[place(key)];
        ordered[*start as usize] = *ix;
        *start += 1;
    }
    ordered
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Ix, by_key};
    use crate::model::Claim;
    use crate::query::testing::{claim, dated, found};

    fn quote(id: &str, quote: &str) -> Claim {
        Claim {
            quote: Some(quote.to_owned()),
            ..claim(id, "X")
        }
    }

    #[test]
    fn phrase_whole_words_prefixes_substrings() {
        let store = dated(vec![(
            "2025",
            vec![
                quote("substring", "nometal ashift"),
                quote("prefix", "metal and shifts"),
                quote("whole", "shift of metal, meta"),
                quote("phrase", "a meta shift"),
            ],
        )]);
        assert_eq!(
            found(&store, "meta shift"),
            ["phrase", "whole", "prefix", "substring"]
        );
    }

    #[test]
    fn names_weigh_more_than_the_body() {
        let tagged = Claim {
            tags: vec!["spending".to_owned()],
            ..claim("tagged", "X")
        };
        let store = dated(vec![("2025", vec![quote("body", "spending"), tagged])]);
        assert_eq!(found(&store, "spending"), ["tagged", "body"]);
    }

    #[test]
    fn ties_go_by_recency_then_file_order() {
        let store = dated(vec![
            ("2024", vec![claim("old", "X"), claim("older", "X")]),
            ("2026", vec![claim("new", "X")]),
            ("", vec![claim("undated", "X")]),
        ]);
        assert_eq!(found(&store, "words"), ["new", "old", "older", "undated"]);
    }

    #[test]
    fn a_fuzzy_term_ranks_by_its_score() {
        let store = dated(vec![(
            "2025",
            vec![
                quote("noise", "some people never dared nothing good"),
                quote("near", "spending"),
            ],
        )]);
        assert_eq!(found(&store, "~spndng"), ["near", "noise"]);
    }

    proptest! {
        #[test]
        fn counting_and_comparing_give_the_same_order(
            keys in prop::collection::vec(prop_oneof![-3_i32..3, -200_000_i32..200_000], 0..40),
        ) {
            let mut claims: Vec<Ix> = (0..).map(Ix).take(keys.len()).collect();
            claims.reverse();
            for far in [1, 1 << 12] {
                let key = |ix: Ix| keys[ix.0 as usize] * far;
                let mut sorted = claims.clone();
                sorted.sort_by_key(|&ix| key(ix));
                prop_assert_eq!(by_key(&claims, key), sorted);
            }
        }
    }
}
