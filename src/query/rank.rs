//! The order of what was found: the most relevant first. Knows only claims that passed.

use std::cmp::Reverse;

use super::Query;
use super::ast::Seeks;
use super::plan::{Guess, Guesses};
use super::relevance::KEYS;
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
        let key = self.relevance(store);
        if self.fuzzy.is_empty() {
            return by_key(store, rows, key);
        }
        let claims: Vec<Ix> = rows.iter().collect();
        let mut scores = vec![0; claims.len()];
        for fuzzy in &self.fuzzy {
            fuzzy.score(store, &claims, &mut scores);
        }
        let mut ranked = Vec::with_capacity(claims.len());
        store.each_by_recency(rows, |ix| {
            let score = claims.binary_search(&ix).ok().and_then(|at| scores.get(at));
            ranked.push((Reverse((key(ix), score.copied().unwrap_or(0))), ix));
        });
        ranked.sort_by_key(|(relevance, _)| *relevance);
        ranked.into_iter().map(|(_, ix)| ix).collect()
    }
}

/// Returns the claims in order of their keys, the greatest first; those that share one by recency.
fn by_key(store: &Store, rows: &RowSet, key: impl Fn(Ix) -> usize) -> Vec<Ix> {
    let mut claims = Vec::with_capacity(rows.len());
    let mut starts = vec![0_usize; KEYS + 1];
    store.each_by_recency(rows, |ix| {
        let key = KEYS - 1 - key(ix);
        starts[key + 1] += 1;
        claims.push((key, ix));
    });
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut ordered = vec![Ix(0); claims.len()];
    for (key, ix) in claims {
        ordered[starts[key]] = ix;
        starts[key] += 1;
    }
    ordered
}

#[cfg(test)]
mod tests {
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
}
