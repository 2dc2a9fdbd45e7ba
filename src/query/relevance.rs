//! Relevance: how well a claim holds the words of a query. That is known of all claims at once, word by
//! word, and needs no claim's text.

use std::sync::Arc;

use super::rank::Ranking;
use super::words::Needle;
use crate::store::{Ix, Levels, SpeakerIx, Store};
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

impl Ranking<'_> {
    /// Returns what tells the relevance of each claim; greater is better.
    pub(super) fn relevance(&self, store: &Store) -> impl Fn(Ix) -> usize {
        let held = |needle: &Needle| Held::new(store, needle);
        let words: Vec<Held> = self.words.iter().map(|needle| held(needle)).collect();
        let levels = |needle: &Needle| store.levels(needle.folded());
        let phrases: Vec<_> = self.phrases.iter().map(|needle| levels(needle)).collect();
        let in_a_row = self.phrase.as_ref().map(levels);
        move |ix: Ix| {
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
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use jiff::civil::Date;
    use proptest::prelude::*;

    use super::super::plan::Guesses;
    use super::*;
    use crate::model::{Article, Claim, PartialDate, Speaker};
    use crate::query::parse;
    use crate::store::{ClaimRef, Folder, LoadedFile, RowSet};

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

    fn marks(in_names: bool, in_body: bool) -> usize {
        2 * usize::from(in_names) + usize::from(in_body)
    }

    /// The rule, claim by claim.
    fn slowly(ranking: &Ranking<'_>, claim: ClaimRef<'_>) -> (Tier, usize, Option<Date>) {
        let (names, body) = (claim.folded_names(), claim.folded_body());
        let phrase = ranking.phrase.iter().chain(ranking.phrases.iter().copied());
        let stands = |needle: &Needle| needle.in_folded(names) || needle.in_folded(body);
        let mut weight = 0;
        for needle in &ranking.phrases {
            weight += marks(needle.in_folded(names), needle.in_folded(body));
        }
        let mut tier = if phrase.clone().next().is_some() && phrase.clone().any(stands) {
            Tier::Phrase
        } else {
            Tier::Absent
        };
        // The weakest word decides; of alternatives, those that are not there have no say.
        let mut weakest = None;
        for needle in &ranking.words {
            let as_name = needle.tier(names).max(speaker_tier(claim, needle));
            // A whole word in a name can not be bettered: of the body, presence will do.
            let as_text = match as_name {
                Tier::Whole if needle.in_folded(body) => Tier::Substring,
                Tier::Whole => Tier::Absent,
                _ => needle.tier(body),
            };
            let best = as_name.max(as_text);
            weight += marks(as_name != Tier::Absent, as_text != Tier::Absent);
            if best != Tier::Absent {
                weakest = Some(weakest.map_or(best, |tier: Tier| tier.min(best)));
            }
        }
        // Words beside a quoted phrase must be weighed too: only their own row stands above them.
        let in_a_row = ranking.phrase.as_ref().is_some_and(stands);
        if let Some(weakest) = weakest
            && !in_a_row
        {
            tier = weakest;
        }
        (
            tier,
            weight,
            claim.article().published.as_ref().map(|date| date.first),
        )
    }

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
            let mut slow: Vec<ClaimRef<'_>> = store.claims().collect();
            slow.sort_by_cached_key(|&claim| Reverse(slowly(&ranking, claim)));
            let slow: Vec<Ix> = slow.into_iter().map(|claim| claim.ix()).collect();
            prop_assert_eq!(ranking.order(&store, &RowSet::all(store.len()), usize::MAX).claims, slow);
        }
    }
}
