//! The order of what was found: the most relevant first. Knows only claims that passed.

use super::Query;
use super::ast::Seeks;
use super::plan::{Guess, Guesses};
use super::words::{Fuzzy, Needle};
use crate::store::{Ix, Ranked, RowSet, Store, by_key};

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

    /// Returns the claims, the most relevant first, at least the `first` in order; ties go by recency, then
    /// by file order.
    pub(super) fn order(&self, store: &Store, rows: &RowSet, first: usize) -> Ranked {
        let words = !(self.words.is_empty() && self.phrases.is_empty());
        if let ([fuzzy], false) = (self.fuzzy.as_slice(), words)
            && let Some(letters) = fuzzy.single()
            && let Some(ranked) = store.ranked(letters, rows, first)
        {
            return ranked;
        }
        let mut claims = by_recency(store, rows);
        if !self.fuzzy.is_empty() {
            let mut scores = vec![0; store.len()];
            for fuzzy in &self.fuzzy {
                fuzzy.score(store, &mut scores);
            }
            claims = by_key(&claims, |&ix| {
                scores.get(ix.0 as usize).map_or(0, |&score| -score)
            });
        }
        if words {
            let key = self.relevance(store);
            claims = by_key(&claims, |&ix| -i32::try_from(key(ix)).unwrap_or(0));
        }
        Ranked::whole(claims)
    }
}

/// Returns claims, those published last first.
fn by_recency(store: &Store, rows: &RowSet) -> Vec<Ix> {
    let mut claims = Vec::with_capacity(rows.len());
    store.each_by_recency(rows, |ix| claims.push(ix));
    claims
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
