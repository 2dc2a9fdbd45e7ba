//! A fuzzy subsequence, `~spndng`: its letters in order within one field, scored by fuzzy-matcher.
//! Opt-in, because nearly all such hits in sentences are noise.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::query::Env;
use crate::query::filters::{Filter, Test};
use crate::store::{ClaimRef, Store};
use crate::text::fold::{Folded, fold};

/// The parts of a fuzzy term; every one must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fuzzy {
    parts: Vec<String>,
}

impl Fuzzy {
    /// Returns what a typed term looks for; a space parts it.
    pub(crate) fn new(typed: &str) -> Self {
        let parts = fold(typed).split_whitespace().map(str::to_owned).collect();
        Self { parts }
    }

    /// Tells that nothing is sought.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Returns what the claim's score can be at most: cheap, and never less than [`Self::score`].
    pub(crate) fn bound(&self, claim: ClaimRef<'_>) -> i64 {
        let best = |part: &String| lines(claim).filter_map(|line| bound(line, part)).max();
        self.parts.iter().filter_map(best).sum()
    }

    /// Returns the claim's score: the sum of each part's best over the fields. Higher is better.
    ///
    /// Scores are those of `fuzzy_indices`; `fuzzy_match` gives others, and ranks differently.
    pub(crate) fn score(&self, claim: ClaimRef<'_>) -> i64 {
        let best = |part: &String| {
            let mut best = None;
            for line in lines(claim) {
                // What can not be better need not be weighed.
                if bound(line, part).is_some_and(|most| best.is_none_or(|best| most > best)) {
                    let score = fuzzy_indices(line, part).map(|(score, _)| score);
                    best = best.max(score);
                }
            }
            best
        };
        self.parts.iter().filter_map(best).sum()
    }

    /// Returns where the letters lie in an original text: ascending within each part.
    pub(crate) fn find_all(&self, text: &str, folded: &Folded) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for part in self
            .parts
            .iter()
            .filter(|part| is_subsequence(&folded.text, part))
        {
            let Some((_, letters)) = fuzzy_indices(&folded.text, part) else {
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

/// Returns the matcher's score of a folded text, and the places of the letters counted in characters.
///
/// Each call has a matcher of its own: one that was used before reads bonuses of the text before
/// out of its cells, so that its scores depend on what it saw (fuzzy-matcher 0.3.7).
pub(crate) fn fuzzy_indices(text: &str, part: &str) -> Option<(i64, Vec<usize>)> {
    SkimMatcherV2::default()
        .ignore_case()
        .fuzzy_indices(text, part)
}

/// What the matcher gives for a letter, and takes for what stands before the first.
const LETTER: i64 = 16;
const BEFORE: i64 = -1;
/// What a letter gets more at most: as the first of a text, of a word, and right after another.
const FIRST: i64 = 16;
const WORD: i64 = 8;
const NEXT: i64 = 4;
/// Where letters lie farther apart the matcher's own floor shows through: no more is taken off.
const FARTHEST: usize = 30_000;

/// Returns what the matcher's score of a folded text can be at most; `None` when the letters are not
/// there in order.
///
/// A letter after a gap of `g` gets 16 + 8 - 3 - g at most, as the head of a word, and one right
/// after another 16 + 4: so the first character of each gap is free, and each other costs one.
fn bound(text: &str, part: &str) -> Option<i64> {
    let window = window(text, part)?;
    let letters = part.chars().count();
    let gaps = window.saturating_sub(letters).min(FARTHEST);
    let dear = gaps.saturating_sub(letters - 1);
    let mut most = BEFORE + LETTER;
    most += match part.chars().next() {
        Some(first) if text.starts_with(first) => FIRST,
        _ => WORD,
    };
    for before in part.chars().take(letters - 1) {
        // After a sign that was itself sought, a letter is next to it and the head of a word.
        let alone = before.is_ascii() && !before.is_ascii_alphanumeric();
        most += LETTER + if alone { WORD } else { NEXT };
    }
    Some(most - i64::try_from(dear).unwrap_or(i64::MAX))
}

/// Returns over how many characters the letters lie, where they lie nearest.
fn window(text: &str, part: &str) -> Option<usize> {
    let mut nearest: Option<usize> = None;
    let mut from = 0;
    loop {
        let mut end = from;
        for c in part.chars() {
            let Some(found) = text[end..].find(c) else {
                return nearest;
            };
            end += found + c.len_utf8();
        }
        let mut start = end;
        for c in part.chars().rev() {
            start = text[..start].rfind(c)?;
        }
        let own = text[start..end].chars().count();
        nearest = Some(nearest.map_or(own, |known| known.min(own)));
        from = start + text[start..].chars().next()?.len_utf8();
    }
}

fn lines(claim: ClaimRef<'_>) -> impl Iterator<Item = &str> {
    claim
        .folded_names()
        .lines()
        .chain(claim.folded_body().lines())
}

/// Tells that the letters of `part` stand in `text`, in order.
pub(crate) fn is_subsequence(text: &str, part: &str) -> bool {
    let mut at = 0;
    part.chars().all(|c| {
        let found = text[at..].find(c);
        at += found.map_or(0, |found| found + c.len_utf8());
        found.is_some()
    })
}

impl Filter for Fuzzy {
    fn test<'a>(&'a self, _: &'a Store, _: &'a Env) -> Test<'a> {
        Box::new(move |claim| {
            let found = |part: &String| lines(claim).any(|line| is_subsequence(line, part));
            self.parts.iter().all(found)
        })
    }

    fn fuzzy(&self) -> Option<&Fuzzy> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_stand_in_order() {
        assert!(is_subsequence("huge spending", "spndng"));
        assert!(!is_subsequence("huge spending", "gnds"));
    }

    #[test]
    fn the_window_is_the_nearest_in_characters() {
        assert_eq!(window("s, huge spending", "spndng"), Some(8));
        assert_eq!(window("s p then sp", "sp"), Some(2));
        assert_eq!(window("spend", "dn"), None);
        assert_eq!(window("éa", "éa"), Some(2));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn no_score_is_above_its_bound(
            text in "[a-d ]{0,40}|[ab/. -]{0,12}|\\PC{0,20}|(big-tech |a/b |1b){0,4}",
            part in "[a-d]{1,6}|[ab/.-]{1,5}|\\PC{1,3}|big-tech|1b",
        ) {
            let (text, part) = (fold(&text), fold(&part).replace(char::is_whitespace, ""));
            prop_assume!(!part.is_empty());
            let score = fuzzy_indices(&text, &part).map(|(score, _)| score);
            let most = bound(&text, &part);
            prop_assert_eq!(score.is_some(), most.is_some());
            prop_assert_eq!(score.is_some(), is_subsequence(&text, &part));
            prop_assert!(score <= most, "{score:?} {most:?}");
        }
    }

    #[test]
    fn a_space_parts_the_term() {
        assert_eq!(Fuzzy::new("spndng  Ștf").parts, ["spndng", "stf"]);
        assert!(Fuzzy::new(" ").is_empty());
    }
}
