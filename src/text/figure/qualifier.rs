//! How a figure is hedged, before it (`more than`) or after it (`or so`). Knows no numbers.

use super::token::{Kind, Tokens};
use crate::model::Qualifier::{
    self, About, AtLeast, LessThan, MoreThan, Nearly, Only, Reportedly, UpTo,
};

/// Before a number. The first row that fits wins: a longer phrase stands before its beginning.
const BEFORE: &[(&str, Qualifier)] = &[
    ("about", About),
    ("around", About),
    ("roughly", About),
    ("some", About),
    ("approximately", About),
    ("approx", About),
    ("circa", About),
    ("ca", About),
    ("in the region of", About),
    ("in the order of", About),
    ("on the order of", About),
    ("just about", About),
    ("just over", MoreThan),
    ("just above", MoreThan),
    ("just more than", MoreThan),
    ("just under", LessThan),
    ("just below", LessThan),
    ("just less than", LessThan),
    ("just short of", Nearly),
    ("just shy of", Nearly),
    ("no less than", AtLeast),
    ("no fewer than", AtLeast),
    ("not less than", AtLeast),
    ("no more than", UpTo),
    ("not more than", UpTo),
    ("at least", AtLeast),
    ("a minimum of", AtLeast),
    ("minimum of", AtLeast),
    ("the minimum of", AtLeast),
    ("starting at", AtLeast),
    ("well over", MoreThan),
    ("well above", MoreThan),
    ("well more than", MoreThan),
    ("far more than", MoreThan),
    ("much more than", MoreThan),
    ("more than", MoreThan),
    ("greater than", MoreThan),
    ("higher than", MoreThan),
    ("larger than", MoreThan),
    ("in excess of", MoreThan),
    ("north of", MoreThan),
    ("upward of", MoreThan),
    ("upwards of", MoreThan),
    ("exceeding", MoreThan),
    ("above", MoreThan),
    ("over", MoreThan),
    ("nearly", Nearly),
    ("almost", Nearly),
    ("close to", Nearly),
    ("approaching", Nearly),
    ("up to", UpTo),
    ("at most", UpTo),
    ("a maximum of", UpTo),
    ("maximum of", UpTo),
    ("the maximum of", UpTo),
    ("as many as", UpTo),
    ("as much as", UpTo),
    ("as high as", UpTo),
    ("well under", LessThan),
    ("well below", LessThan),
    ("far less than", LessThan),
    ("much less than", LessThan),
    ("less than", LessThan),
    ("fewer than", LessThan),
    ("lower than", LessThan),
    ("smaller than", LessThan),
    ("under", LessThan),
    ("below", LessThan),
    ("as little as", Only),
    ("as few as", Only),
    ("as low as", Only),
    ("a mere", Only),
    ("mere", Only),
    ("merely", Only),
    ("only", Only),
    ("just", Only),
    ("reportedly", Reportedly),
    ("a reported", Reportedly),
    ("an estimated", Reportedly),
    ("estimated", Reportedly),
];

/// After a number.
const AFTER: &[(&str, Qualifier)] = &[
    ("or more", AtLeast),
    ("or higher", AtLeast),
    ("or above", AtLeast),
    ("or over", AtLeast),
    ("plus", AtLeast),
    ("or so", About),
    ("or thereabouts", About),
    ("odd", About),
    ("ish", About),
    ("or less", UpTo),
    ("or fewer", UpTo),
    ("or lower", UpTo),
    ("or below", UpTo),
    ("or under", UpTo),
    ("at most", UpTo),
    ("at least", AtLeast),
];

/// Returns the qualifier that begins here, and the place after it. Of several (`reportedly more
/// than`) the one next to the number counts.
pub(super) fn before(t: &Tokens<'_>, i: usize) -> (Option<Qualifier>, usize) {
    let (mut qualifier, mut at) = (None, i);
    // Three in a row are as many as anyone prints.
    for _ in 0..3 {
        let Some((found, next)) = word_before(t, at).or_else(|| sign_before(t, at)) else {
            break;
        };
        (qualifier, at) = (Some(found), next);
    }
    (qualifier, at)
}

fn word_before(t: &Tokens<'_>, i: usize) -> Option<(Qualifier, usize)> {
    if t.word(i).is_empty() {
        return None;
    }
    BEFORE
        .iter()
        .find_map(|&(words, found)| t.phrase(i, words).map(|next| (found, next)))
}

fn sign_before(t: &Tokens<'_>, i: usize) -> Option<(Qualifier, usize)> {
    let Some(Kind::Sign(sign)) = t.kind(i) else {
        return None;
    };
    let (found, or_equal) = match sign {
        '~' | '≈' => (About, About),
        '>' => (MoreThan, AtLeast),
        '<' => (LessThan, UpTo),
        '≥' => (AtLeast, AtLeast),
        '≤' => (UpTo, UpTo),
        _ => return None,
    };
    if t.is_sign(i + 1, '=') {
        Some((or_equal, i + 2))
    } else {
        Some((found, i + 1))
    }
}

/// Returns the qualifier that follows a number here, and the place after it.
pub(super) fn after(t: &Tokens<'_>, i: usize) -> Option<(Qualifier, usize)> {
    if t.is_sign(i, '+') && t.is_glued(i) {
        return Some((AtLeast, i + 1));
    }
    let at = t.past_hyphen(i);
    AFTER
        .iter()
        .find_map(|&(words, found)| t.phrase(at, words).map(|next| (found, next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_hides_behind_its_beginning() {
        for table in [BEFORE, AFTER] {
            for (i, (words, _)) in table.iter().enumerate() {
                for (earlier, _) in &table[..i] {
                    assert_ne!(words, earlier);
                    assert!(
                        !words.starts_with(&format!("{earlier} ")),
                        "{earlier} hides {words}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_qualifier_can_be_printed() {
        for &qualifier in Qualifier::ALL {
            assert!(BEFORE.iter().any(|row| row.1 == qualifier), "{qualifier}");
            let words = qualifier.word().replace('-', " ");
            let t = Tokens::new(&words);
            assert_eq!(before(&t, 0), (Some(qualifier), t.len()), "{words}");
        }
    }
}
