//! The word of the vocabulary that a misspelt one is nearest to.

use std::cmp::Reverse;

use crate::store::Store;
use crate::text::fold::words;

/// How many letters a word may be off: none under four letters, one up to five, else two.
pub(super) fn tolerance(word: &str) -> usize {
    match word.chars().count() {
        0..4 => 0,
        4..6 => 1,
        _ => 2,
    }
}

/// Returns the word of the claims that is fewest letters off (Damerau-Levenshtein, each stretch
/// edited once): of several one that begins alike, then the most frequent.
pub(super) fn nearest_word(store: &Store, typed: &str) -> Option<String> {
    let limit = tolerance(typed);
    if limit == 0 {
        // Only its case can be wrong.
        let mut texts = store
            .claims()
            .flat_map(|claim| [claim.folded_names(), claim.folded_body()]);
        return texts
            .any(|text| words(text).any(|word| &text[word] == typed))
            .then(|| typed.to_owned());
    }
    let letters = typed.chars().count();
    let near = store.vocabulary().iter().filter_map(|(word, count)| {
        if word.chars().count().abs_diff(letters) > limit {
            return None;
        }
        let off = strsim::osa_distance(typed, word);
        (off <= limit).then_some((off, begins_otherwise(typed, word), Reverse(count), word))
    });
    near.min().map(|(.., word)| word.to_owned())
}

/// Slips seldom hit the first letter.
pub(super) fn begins_otherwise(typed: &str, word: &str) -> bool {
    typed.chars().next() != word.chars().next()
}
