//! The word of the vocabulary that a misspelt one is nearest to.

use std::cmp::Reverse;

use crate::store::{ClaimRef, Store};
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
        let stands = |text: &str| words(text).any(|word| &text[word] == typed);
        let in_claim =
            |claim: ClaimRef<'_>| stands(claim.folded_names()) || stands(claim.folded_body());
        let holding = store.containing(typed);
        let mut claims = holding.iter().filter_map(|ix| store.claim(ix));
        return claims.any(in_claim).then(|| typed.to_owned());
    }
    let (letters, bag) = (length(typed), bag(typed));
    // Every letter that is no digit would have to be a slip.
    let numbers = typed.chars().filter(|c| !c.is_ascii_digit()).count() <= limit;
    let near = store.words_like(numbers, |word| {
        // A letter is a byte at least. Each one that is off changes the bag in two places at most.
        if word.len() + limit < letters
            || length(word).abs_diff(letters) > limit
            || (bag ^ self::bag(word)).count_ones() as usize > 2 * limit
        {
            return None;
        }
        let off = strsim::osa_distance(typed, word);
        (off <= limit).then_some((off, begins_otherwise(typed, word)))
    });
    let near = near.into_iter();
    near.min_by_key(|word| (word.found, Reverse(word.count)))
        .map(|near| near.word)
}

fn length(word: &str) -> usize {
    if word.is_ascii() {
        word.len()
    } else {
        word.chars().count()
    }
}

/// Returns which characters a word has, as bits: equal words have equal bags.
fn bag(word: &str) -> u64 {
    let bits = word.chars().map(|c| 1_u64 << (u32::from(c) % 64));
    bits.fold(0, |bag, bit| bag | bit)
}

/// Slips seldom hit the first letter.
pub(super) fn begins_otherwise(typed: &str, word: &str) -> bool {
    typed.chars().next() != word.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_bag_never_hides_a_near_word(a in "[a-dé0]{1,9}", b in "[a-dé0]{1,9}") {
            let off = strsim::osa_distance(&a, &b);
            prop_assert!((bag(&a) ^ bag(&b)).count_ones() as usize <= 2 * off);
            prop_assert!(length(&a).abs_diff(length(&b)) <= off);
        }
    }
}
