//! A word or phrase: sought folded; a capital in it matches case.

use std::ops::Range;

use crate::query::Env;
use crate::query::filters::{Filter, Test};
use crate::store::{Ix, RowSet, Store};
use crate::text::Tier;
use crate::text::fold::{Folded, fold, has_capital};

use super::{known_speakers, texts};

/// A word or phrase as it is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Needle {
    folded: String,
    /// For each letter that was typed, whether it is a capital; empty when case does not matter.
    capitals: Vec<bool>,
}

impl Needle {
    /// Returns what a typed word or phrase looks for; white space of any sort and length is a space.
    pub(crate) fn new(typed: &str) -> Self {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let typed = words.join(" ");
        let letters = typed.chars().filter(|c| c.is_alphabetic());
        let capitals = letters.map(char::is_uppercase);
        Self {
            folded: fold(&typed),
            capitals: if has_capital(&typed) {
                capitals.collect()
            } else {
                Vec::new()
            },
        }
    }

    /// Returns the folded text that is sought.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    /// Tells that a capital was typed.
    pub(crate) fn matches_case(&self) -> bool {
        !self.capitals.is_empty()
    }

    /// Tells that nothing is sought.
    pub(crate) fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Tells that a folded text holds it, case aside.
    pub(crate) fn in_folded(&self, folded: &str) -> bool {
        folded.contains(&self.folded)
    }

    /// Tells that an original text holds it.
    pub(crate) fn in_text(&self, text: &str) -> bool {
        let folded = Folded::new(text);
        self.in_folded(&folded.text)
            && (self.capitals.is_empty() || self.next(text, &folded, 0).is_some())
    }

    /// Returns where it stands in an original text: ascending, disjoint.
    pub(crate) fn find_all(&self, text: &str, folded: &Folded) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(range) = self.next(text, folded, at) {
            at = range.end;
            found.push(folded.original(range));
        }
        found
    }

    /// Returns the first place at or after `from`, in bytes of the folded text.
    fn next(&self, text: &str, folded: &Folded, from: usize) -> Option<Range<usize>> {
        if self.is_empty() {
            return None;
        }
        let mut at = from;
        loop {
            let start = at + folded.text.get(at..)?.find(&self.folded)?;
            let range = start..start + self.folded.len();
            let original = text.get(folded.original(range.clone())).unwrap_or_default();
            if self.has_case_of(original) {
                return Some(range);
            }
            at = start
                + folded.text[start..]
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
        }
    }

    fn has_case_of(&self, original: &str) -> bool {
        let letters = original.chars().filter(|c| c.is_alphabetic());
        let mut pairs = self.capitals.iter().zip(letters);
        pairs.all(|(&capital, letter)| capital == letter.is_uppercase())
    }

    /// Returns the claims that hold it.
    fn rows_in(&self, store: &Store) -> RowSet {
        let mut rows = store.containing(&self.folded);
        if !self.capitals.is_empty() {
            let in_case = |&ix: &Ix| {
                let claim = store.claim(ix);
                claim.is_some_and(|claim| texts(claim).any(|text| self.in_text(text)))
            };
            rows = rows.iter().filter(in_case).collect();
        }
        rows.add(&known_speakers(store, |name| self.in_text(name)).set());
        rows
    }

    /// Returns how well a folded text holds it.
    pub(crate) fn tier(&self, folded: &str) -> Tier {
        Tier::of(folded, &self.folded)
    }
}

impl Filter for Needle {
    fn test<'a>(&'a self, store: &'a Store, _: &'a Env) -> Test<'a> {
        let rows = self.rows_in(store);
        Box::new(move |claim| rows.has(claim.ix()))
    }

    fn rows(&self, store: &Store, _: &Env) -> Option<RowSet> {
        Some(self.rows_in(store))
    }

    fn needle(&self) -> Option<&Needle> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, text: &str) -> Vec<String> {
        let ranges = Needle::new(typed).find_all(text, &Folded::new(text));
        ranges
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect()
    }

    #[test]
    fn words_are_sought_folded() {
        assert_eq!(found("stefan", "Ștefan and ștefan"), ["Ștefan", "ștefan"]);
        assert_eq!(found("don't", "I don’t"), ["don’t"]);
        assert_eq!(found("a  b", "A\u{a0}B"), ["A\u{a0}B"]);
        assert_eq!(found("", "text"), Vec::<String>::new());
    }

    #[test]
    fn a_capital_matches_case() {
        assert_eq!(found("Stefan", "Ștefan ștefan STEFAN"), ["Ștefan"]);
        assert_eq!(found("aA", "aaA"), ["aA"]);
        assert!(!Needle::new("Meta").in_text("metaverse"));
    }

    #[test]
    fn tiers_are_whole_words_prefixes_substrings() {
        let tier = |text| Needle::new("meta").tier(text);
        assert_eq!(tier("the metaverse of meta."), Tier::Whole);
        assert_eq!(tier("the metaverse"), Tier::Prefix);
        assert_eq!(tier("nometa"), Tier::Substring);
        assert_eq!(tier("met a"), Tier::Absent);
        assert_eq!(Needle::new("$6").tier("only $6 million"), Tier::Whole);
    }
}
