//! Relevance: how well a claim's text holds the words of a query. Looks only at claims that passed.

use std::cmp::Ordering;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Query;
use super::ast::Seeks;
use super::plan::{Guess, Guesses};
use super::words::{Fuzzy, Needle};
use crate::store::{ClaimRef, Ix, RowSet, Store};
use crate::text::Tier;
use crate::text::fold::fold;

/// What claims are ranked by.
pub(super) struct Ranking<'a> {
    pub(super) words: Vec<&'a Needle>,
    /// All the words in a row, when there are several.
    pub(super) phrase: Option<Needle>,
    /// Quoted phrases stand in a row whenever they stand at all.
    pub(super) phrases: Vec<&'a Needle>,
    fuzzy: Vec<&'a Fuzzy>,
}

/// How relevant a claim is; greater is better.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Relevance {
    tier: Tier,
    /// Two for each word in names, tags, titles or ids, one for each in the body.
    weight: usize,
    /// The score of the fuzzy terms.
    fuzzy: i64,
    published: Option<Date>,
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
        if self.fuzzy.is_empty() {
            return self.by_words(store, rows);
        }
        let rows: Vec<Ix> = rows.iter().collect();
        self.by_claims(store, &rows)
    }

    /// Returns claims that are in store order as [`Self::order`] does, looking at each.
    pub(super) fn by_claims(&self, store: &Store, rows: &[Ix]) -> Vec<Ix> {
        let mut scores = vec![0; rows.len()];
        for fuzzy in &self.fuzzy {
            fuzzy.score(store, rows, &mut scores);
        }
        let ranked = rows.par_iter().zip(scores).filter_map(|(&ix, score)| {
            let claim = store.claim(ix)?;
            Some((self.relevance(claim, score), ix))
        });
        let mut ranked: Vec<(Relevance, Ix)> = ranked.collect();
        ranked.par_sort_unstable_by(best_first);
        ranked.into_iter().map(|(_, ix)| ix).collect()
    }

    fn relevance(&self, claim: ClaimRef<'_>, fuzzy: i64) -> Relevance {
        let (names, body) = (claim.folded_names(), claim.folded_body());
        let phrase = self.phrase.iter().chain(self.phrases.iter().copied());
        let stands = |needle: &Needle| needle.in_folded(names) || needle.in_folded(body);
        let mut weight = 0;
        for needle in &self.phrases {
            weight += weigh(needle.in_folded(names), needle.in_folded(body));
        }
        let mut tier = if phrase.clone().next().is_some() && phrase.clone().any(stands) {
            Tier::Phrase
        } else {
            Tier::Absent
        };
        // The weakest word decides; of alternatives, those that are not there have no say.
        let mut weakest = None;
        for needle in &self.words {
            let as_name = needle.tier(names).max(speaker_tier(claim, needle));
            // A whole word in a name can not be bettered: of the body, presence will do.
            let as_text = match as_name {
                Tier::Whole if needle.in_folded(body) => Tier::Substring,
                Tier::Whole => Tier::Absent,
                _ => needle.tier(body),
            };
            let best = as_name.max(as_text);
            weight += weigh(as_name != Tier::Absent, as_text != Tier::Absent);
            if best != Tier::Absent {
                weakest = Some(weakest.map_or(best, |tier: Tier| tier.min(best)));
            }
        }
        // Words beside a quoted phrase must be weighed too: only their own row stands above them.
        let in_a_row = self.phrase.as_ref().is_some_and(stands);
        if let Some(weakest) = weakest
            && !in_a_row
        {
            tier = weakest;
        }
        Relevance {
            tier,
            weight,
            fuzzy,
            published: claim.article().published.as_ref().map(|date| date.first),
        }
    }
}

fn best_first(a: &(Relevance, Ix), b: &(Relevance, Ix)) -> Ordering {
    b.0.cmp(&a.0).then(a.1.cmp(&b.1))
}

/// The title stands in the names of all claims of an article: those that have the word themselves
/// go before.
fn weigh(in_names: bool, in_body: bool) -> usize {
    2 * usize::from(in_names) + usize::from(in_body)
}

/// Returns how well the registered spellings of the speaker hold a word.
fn speaker_tier(claim: ClaimRef<'_>, needle: &Needle) -> Tier {
    let Some(speaker) = claim
        .speaker()
        .filter(|speaker| speaker.profile().is_some())
    else {
        return Tier::Absent;
    };
    let spellings = [speaker.name()].into_iter().chain(speaker.aliases());
    let tiers = spellings.map(|name| needle.tier(&fold(name)));
    tiers.max().unwrap_or_default()
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
