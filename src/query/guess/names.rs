//! Names that hold the letters typed: speakers, tags, titles, ids.

use std::collections::HashMap;

use crate::query::rows::Rows;
use crate::query::words::{fuzzy_indices, is_subsequence};
use crate::store::{ClaimRef, Store};
use crate::text::fold::fold;

/// Returns the names, tags, titles and ids most like the letters typed, best first, and their claims.
pub(super) fn like_names(store: &Store, typed: &str) -> Option<(Vec<String>, Rows)> {
    if typed.chars().count() < 3 {
        return None;
    }
    let mut scores: HashMap<&str, Option<i64>> = HashMap::new();
    for claim in store.claims() {
        each_name(claim, &mut |name, _| {
            let score = || tight_score(&fold(name), typed);
            scores.entry(name).or_insert_with(score);
        });
    }
    let best = scores.values().flatten().max().copied()?;
    // What scores a fifth less than the best is another name.
    let like = |name: &str| {
        let found = scores.get(name).copied().flatten();
        found.filter(|score| score * 5 >= best * 4)
    };
    let mut rows = Rows::default();
    let mut shown: HashMap<&str, i64> = HashMap::new();
    for claim in store.claims() {
        each_name(claim, &mut |name, label| {
            if let Some(score) = like(name) {
                rows.insert(claim.ix());
                let known = shown.entry(label).or_default();
                *known = score.max(*known);
            }
        });
    }
    let mut names: Vec<(&str, i64)> = shown.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    Some((
        names.into_iter().map(|(name, _)| name.to_owned()).collect(),
        rows,
    ))
}

/// Calls `each` with every name a claim goes by, and the name it is announced under.
fn each_name<'s>(claim: ClaimRef<'s>, each: &mut dyn FnMut(&'s str, &'s str)) {
    if let Some(speaker) = claim.speaker() {
        let spellings = [speaker.name()].into_iter().chain(speaker.aliases());
        spellings.for_each(|spelling| each(spelling, speaker.name()));
    }
    let title = claim.article().title.as_str();
    let own = claim.tags().chain([title, claim.id()]);
    own.for_each(|name| each(name, name));
}

/// Returns the matcher's score of a folded name whose letters begin a word and lie near each other.
pub(super) fn tight_score(name: &str, typed: &str) -> Option<i64> {
    let found = is_subsequence(name, typed).then(|| fuzzy_indices(name, typed));
    let tight = found.flatten().filter(|(_, at)| is_tight(name, typed, at));
    tight.map(|(score, _)| score)
}

/// Tells that the letters begin a word and do not lie scattered: a title holds most short words.
fn is_tight(name: &str, typed: &str, at: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (at.first(), at.last()) else {
        return false;
    };
    let before = first.checked_sub(1).and_then(|at| name.chars().nth(at));
    let begins = before.is_none_or(|c| !c.is_alphanumeric());
    begins && last - first < typed.chars().count() * 2
}
