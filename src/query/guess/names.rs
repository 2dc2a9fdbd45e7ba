//! Names that hold the letters typed: speakers, tags, titles, ids.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::query::rows::Rows;
use crate::query::words::{fuzzy_indices, is_subsequence};
use crate::store::{ClaimRef, FileRef, Ix, Store};
use crate::text::fold::fold;

/// Returns the names, tags, titles and ids most like the letters typed, best first, and their claims.
pub(super) fn like_names(store: &Store, typed: &str) -> Option<(Vec<String>, Rows)> {
    if typed.chars().count() < 3 {
        return None;
    }
    let like = scored(store, typed);
    let best = like.iter().map(|name| name.score).max()?;
    // What scores a fifth less than the best is another name.
    let near = like.into_iter().filter(|name| name.score * 5 >= best * 4);
    let mut rows = Rows::default();
    let mut shown: HashMap<&str, i64> = HashMap::new();
    for name in near {
        rows.insert(name.claim);
        let known = shown.entry(name.label).or_default();
        *known = name.score.max(*known);
    }
    let mut names: Vec<(&str, i64)> = shown.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let names = names.into_iter().map(|(name, _)| name.to_owned()).collect();
    Some((names, rows))
}

/// A name of a claim that holds the letters.
struct Like<'s> {
    claim: Ix,
    label: &'s str,
    score: i64,
}

/// Returns every name that holds the letters tightly, of every claim.
fn scored<'s>(store: &'s Store, typed: &str) -> Vec<Like<'s>> {
    // The folded names of a claim hold all its names but the other spellings of its speaker: most
    // claims are passed over without looking at each.
    let spelt = Rows::of_speakers(store, |speaker| {
        let mut spellings = [speaker.name()].into_iter().chain(speaker.aliases());
        spellings.any(|spelling| is_subsequence(&fold(spelling), typed))
    });
    let files: Vec<_> = store.files().collect();
    let of_file = |file: &FileRef<'s>| {
        let mut like = Vec::new();
        let mut scores: HashMap<&str, Option<i64>> = HashMap::new();
        let claims = file.claims().filter_map(|ix| store.claim(ix));
        for claim in claims
            .filter(|claim| is_subsequence(claim.folded_names(), typed) || spelt.has(claim.ix()))
        {
            each_name(claim, &mut |name, label| {
                let score = || tight_score(&fold(name), typed);
                if let Some(score) = *scores.entry(name).or_insert_with(score) {
                    let claim = claim.ix();
                    like.push(Like {
                        claim,
                        label,
                        score,
                    });
                }
            });
        }
        like
    };
    files.par_iter().flat_map_iter(of_file).collect()
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
