//! Names that hold the letters typed: speakers, tags, titles, ids.

use std::collections::HashMap;

use crate::query::rows::Rows;
use crate::query::words::{Letters, fuzzy_indices};
use crate::store::{Ix, SpeakerRef, Store};
use crate::text::fold::fold;

/// Returns the names, tags, titles and ids most like the letters typed, best first, and their claims.
pub(super) fn like_names(store: &Store, typed: &str) -> Option<(Vec<String>, Rows)> {
    let letters = Letters::new(typed);
    if letters.len() < 3 {
        return None;
    }
    let of_speakers: Vec<(SpeakerRef<'_>, i64)> = store
        .speakers()
        .filter(|speaker| !speaker.claims().is_empty())
        .filter_map(|speaker| Some((speaker, speaker_score(speaker, &letters)?)))
        .collect();
    let of_claims = store.named(|name| tight_score(name, &letters));
    let scores = of_speakers.iter().map(|(_, score)| *score);
    let best = scores
        .chain(of_claims.iter().map(|name| name.found))
        .max()?;
    // What scores a fifth less than the best is another name.
    let near = |score: i64| score * 5 >= best * 4;
    let mut rows = Rows::default();
    let mut shown: HashMap<&str, i64> = HashMap::new();
    let mut show = |name, score| {
        let known = shown.entry(name).or_insert(score);
        *known = score.max(*known);
    };
    for (speaker, score) in of_speakers {
        if near(score) {
            show(speaker.name(), score);
            speaker.claims().iter().for_each(|&ix| rows.insert(ix));
        }
    }
    for name in of_claims {
        if near(name.found) {
            show(name.name, name.found);
            name.claims.for_each(|claim| rows.insert(Ix(claim)));
        }
    }
    let mut names: Vec<(&str, i64)> = shown.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let names = names.into_iter().map(|(name, _)| name.to_owned()).collect();
    Some((names, rows))
}

/// Returns the best score of the spellings of a speaker.
fn speaker_score(speaker: SpeakerRef<'_>, letters: &Letters) -> Option<i64> {
    let spellings = [speaker.name()].into_iter().chain(speaker.aliases());
    spellings
        .filter_map(|spelling| tight_score(&fold(spelling), letters))
        .max()
}

/// Returns the matcher's score of a folded name whose letters begin a word and lie near each other.
pub(super) fn tight_score(name: &str, letters: &Letters) -> Option<i64> {
    let found = letters.stand_in(name);
    let (score, at) = found.then(|| fuzzy_indices(name, letters.text()))??;
    is_tight(name, letters.len(), &at).then_some(score)
}

/// Tells that the letters begin a word and do not lie scattered: a title holds most short words.
fn is_tight(name: &str, letters: usize, at: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (at.first(), at.last()) else {
        return false;
    };
    let before = first.checked_sub(1).and_then(|at| name.chars().nth(at));
    let begins = before.is_none_or(|c| !c.is_alphanumeric());
    begins && last - first < letters * 2
}
