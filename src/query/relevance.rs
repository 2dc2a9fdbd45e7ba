//! Relevance by words alone, which needs no claim's text: how well each claim holds each word is known
//! for all claims at once, and the order follows by counting.
//!
//! The rule is that of [`Ranking`]; fuzzy terms are weighed there.

use std::sync::Arc;

use super::rank::Ranking;
use super::words::Needle;
use crate::store::{Ix, Levels, RowSet, SpeakerIx, Store};
use crate::text::Tier;
use crate::text::fold::fold;

/// How well each claim holds one word.
struct Held {
    levels: Arc<Levels>,
    /// How well the registered spellings of each claim's speaker hold it; nothing when none does.
    speakers: Vec<Tier>,
}

impl Held {
    fn new(store: &Store, needle: &Needle) -> Self {
        let mut speakers = Vec::new();
        for (profile, at) in store.folder().speakers.iter().zip(0..) {
            let spellings = [&profile.name].into_iter().chain(&profile.aliases);
            let tier = spellings.map(|name| needle.tier(&fold(name))).max();
            let tier = tier.unwrap_or_default();
            if tier != Tier::Absent
                && let Some(speaker) = store.speaker(SpeakerIx(at))
            {
                speakers.resize(store.len(), Tier::Absent);
                for ix in speaker.claims() {
                    speakers[ix.0 as usize] = tier;
                }
            }
        }
        Self {
            levels: store.levels(needle.folded()),
            speakers,
        }
    }

    /// Returns how well names and body of a claim hold the word.
    fn of(&self, ix: Ix) -> (Tier, Tier) {
        let (names, body) = self.levels.of(ix);
        let speaker = self.speakers.get(ix.0 as usize).copied();
        (names.max(speaker.unwrap_or_default()), body)
    }
}

/// Two for each word in names, tags, titles or ids, one for each in the body: the title stands in the
/// names of all claims of an article, and those that have the word themselves go before.
fn weight((names, body): (Tier, Tier)) -> usize {
    2 * usize::from(names != Tier::Absent) + usize::from(body != Tier::Absent)
}

/// Weights beyond this count the same.
const MOST: usize = 255;
const KEYS: usize = (Tier::Phrase as usize + 1) * (MOST + 1);

impl Ranking<'_> {
    /// Returns the claims, the most relevant first; ties go by recency, then by file order.
    pub(super) fn by_words(&self, store: &Store, rows: &RowSet) -> Vec<Ix> {
        let held = |needle: &Needle| Held::new(store, needle);
        let words: Vec<Held> = self.words.iter().map(|needle| held(needle)).collect();
        let levels = |needle: &Needle| store.levels(needle.folded());
        let phrases: Vec<_> = self.phrases.iter().map(|needle| levels(needle)).collect();
        let in_a_row = self.phrase.as_ref().map(levels);
        let key = |ix: Ix| {
            let mut weighed = 0;
            // The weakest word decides; of alternatives, those that are not there have no say.
            let mut weakest = None;
            for (names, body) in words.iter().map(|word| word.of(ix)) {
                weighed += weight((names, body));
                let best = names.max(body);
                if best != Tier::Absent {
                    weakest = Some(weakest.map_or(best, |tier: Tier| tier.min(best)));
                }
            }
            let stands = |levels: &Arc<Levels>| levels.of(ix) != (Tier::Absent, Tier::Absent);
            weighed += phrases.iter().map(|own| weight(own.of(ix))).sum::<usize>();
            // Words beside a quoted phrase must be weighed too: only their own row stands above them.
            let tier = if in_a_row.as_ref().is_some_and(stands) {
                Tier::Phrase
            } else if let Some(weakest) = weakest {
                weakest
            } else if phrases.iter().any(stands) {
                Tier::Phrase
            } else {
                Tier::Absent
            };
            tier as usize * (MOST + 1) + weighed.min(MOST)
        };
        by_key(store, rows, key)
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
    use proptest::prelude::*;

    use super::super::plan::Guesses;
    use super::*;
    use crate::model::{Article, Claim, PartialDate, Speaker};
    use crate::query::parse;
    use crate::store::{Folder, LoadedFile};

    fn file(at: usize, quotes: &[(String, String)]) -> LoadedFile {
        let claim = |((quote, tag), line): (&(String, String), u32)| {
            let claim = Claim {
                id: format!("c{line}"),
                quote: Some(quote.clone()),
                speaker: Some(if line % 2 == 0 { "Bo Abc" } else { "An" }.to_owned()),
                tags: vec![tag.clone()],
                ..Claim::default()
            };
            (claim, line)
        };
        LoadedFile {
            path: format!("{at}.yaml"),
            article: Article {
                title: "ab c".to_owned(),
                published: PartialDate::parse(["2025-02", "2024", ""][at % 3]).ok(),
                ..Article::default()
            },
            claims: quotes.iter().zip(1..).map(claim).collect(),
            ..LoadedFile::default()
        }
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_looking_at_each_claim(
            files in prop::collection::vec(prop::collection::vec(("[abc ]{0,8}", "[abc]{1,3}"), 0..5), 1..4),
            text in "[abc]{1,2}( [abc]{1,2}){0,2}( \"[abc]{1,2}\")?",
        ) {
            let files = files.iter().enumerate().map(|(at, quotes)| file(at, quotes)).collect();
            let speaker = Speaker { name: "Bo Abc".to_owned(), aliases: vec!["B. Cab".to_owned()], ..Speaker::default() };
            let folder = Folder { speakers: vec![speaker], ..Folder::default() };
            let store = Store::build(files, folder);
            let (query, guesses) = (parse(&text), Guesses::new());
            let ranking = Ranking::new(&query, &guesses);
            let all: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
            let slow = ranking.by_claims(&store, &all);
            prop_assert_eq!(ranking.by_words(&store, &RowSet::all(store.len())), slow);
        }
    }
}
