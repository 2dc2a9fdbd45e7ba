//! A fuzzy subsequence, `~spndng`: its letters in order within one field, scored by fuzzy-matcher.
//! Opt-in, because nearly all such hits in sentences are noise.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::query::Env;
use crate::query::filters::{Filter, Test};
use crate::store::{ClaimRef, Store};
use crate::text::fold::fold;

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

    /// Returns over how many bytes the letters lie: the sum of each part's best over the fields.
    pub(crate) fn spread(&self, claim: ClaimRef<'_>) -> i64 {
        let best = |part: &String| lines(claim).filter_map(|line| spread(line, part)).min();
        let total: usize = self.parts.iter().filter_map(best).sum();
        i64::try_from(total).unwrap_or(i64::MAX)
    }

    /// Returns the claim's score: the sum of each part's best over the fields. Higher is better.
    ///
    /// Scores are those of `fuzzy_indices`; `fuzzy_match` gives others, and ranks differently.
    pub(crate) fn score(&self, claim: ClaimRef<'_>, matcher: &SkimMatcherV2) -> i64 {
        let best = |part: &String| {
            let score = |line| matcher.fuzzy_indices(line, part).map(|(score, _)| score);
            lines(claim)
                .filter(|line| is_subsequence(line, part))
                .filter_map(score)
                .max()
        };
        self.parts.iter().filter_map(best).sum()
    }
}

/// Returns over how many bytes the letters lie, where they first lie nearest; `None` when they are
/// not there in order.
fn spread(text: &str, part: &str) -> Option<usize> {
    let mut at = 0;
    for c in part.chars() {
        at += text[at..].find(c)? + c.len_utf8();
    }
    // Back from the end of the first match: the letters may lie nearer than they were taken.
    let mut start = at;
    for c in part.chars().rev() {
        start = text[..start].rfind(c)?;
    }
    Some(at - start)
}

/// Returns a matcher for folded texts; a worker makes its own.
pub(crate) fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case()
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_in_order() {
        assert!(is_subsequence("huge spending", "spndng"));
        assert!(!is_subsequence("huge spending", "gnds"));
    }

    #[test]
    fn the_spread_is_from_first_letter_to_last() {
        assert_eq!(spread("s, huge spending", "spndng"), Some(8));
        assert_eq!(spread("spend", "dn"), None);
        assert_eq!(spread("éa", "éa"), Some(3));
    }

    #[test]
    fn a_space_parts_the_term() {
        assert_eq!(Fuzzy::new("spndng  Ștf").parts, ["spndng", "stf"]);
        assert!(Fuzzy::new(" ").is_empty());
    }
}
