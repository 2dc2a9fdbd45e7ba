//! Names that hold the letters typed: speakers, tags, titles, ids.

use std::collections::HashMap;

use crate::query::rows::Rows;
use crate::store::{Ix, Looking, Store};
use crate::text::{Letters, fuzzy_indices};

/// Returns the names, tags, titles and ids most like the letters typed, best first, and their claims.
pub(super) fn like_names(store: &Store, typed: &str) -> Option<(Vec<String>, Rows)> {
    let letters = Letters::new(typed);
    if letters.count() < 3 {
        return None;
    }
    let looking = Looking {
        may: |names: &str| letters.stand_in(names),
        look: |name: &str| tight_score(name, &letters),
    };
    let of_speakers = store.speakers_like(&looking);
    let of_claims = store.named(&looking);
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

/// Returns the matcher's score of a folded name whose letters begin a word and lie near each other.
pub(super) fn tight_score(name: &str, letters: &Letters) -> Option<i64> {
    let found = letters.stand_in(name);
    let (score, at) = found.then(|| fuzzy_indices(name, letters.text()))??;
    is_tight(name, letters.count(), &at).then_some(score)
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Article, Claim, Speaker};
    use crate::store::{FileChange, Folder, LoadedFile};
    use crate::text::fold::fold;

    fn file(path: &str, title: &str, claims: &[[String; 3]]) -> LoadedFile {
        let claim = |[id, speaker, tag]: &[String; 3]| Claim {
            id: id.clone(),
            speaker: (!speaker.is_empty()).then(|| speaker.clone()),
            tags: vec![tag.clone()],
            ..Claim::default()
        };
        LoadedFile {
            path: path.to_owned(),
            article: Article {
                title: title.to_owned(),
                ..Article::default()
            },
            claims: claims.iter().map(claim).zip(1..).collect(),
            ..LoadedFile::default()
        }
    }

    /// Every name of every claim is looked at.
    fn slow(store: &Store, typed: &str) -> Option<(BTreeSet<String>, BTreeSet<u32>)> {
        let letters = Letters::new(typed);
        let mut all = Vec::new();
        for claim in store.claims() {
            let mut names: Vec<(&str, &str)> = Vec::new();
            if let Some(speaker) = claim.speaker() {
                let spellings = [speaker.name()].into_iter().chain(speaker.aliases());
                names.extend(spellings.map(|name| (name, speaker.name())));
            }
            let own = claim
                .tags()
                .chain([claim.article().title.as_str(), claim.id()]);
            names.extend(own.map(|name| (name, name)));
            for (name, shown) in names {
                let score = tight_score(&fold(name), &letters);
                all.extend(score.map(|score| (score, shown.to_owned(), claim.ix().0)));
            }
        }
        let best = all.iter().map(|(score, ..)| *score).max()?;
        all.retain(|(score, ..)| score * 5 >= best * 4);
        let names = all.iter().map(|(_, name, _)| name.clone()).collect();
        Some((names, all.iter().map(|(.., claim)| *claim).collect()))
    }

    fn claims() -> impl Strategy<Value = Vec<[String; 3]>> {
        let name = || "([ab]|É|Bc|d e| ){0,6}";
        prop::collection::vec(prop::array::uniform3(name()), 0..5)
    }

    proptest! {
        #[test]
        fn names_are_those_that_looking_at_each_finds(
            titles in prop::array::uniform3("[abcDé ]{0,8}"),
            a in claims(),
            b in claims(),
            again in claims(),
            alias in "[abcd ]{1,6}",
            typed in "[abcde]{3,4}",
        ) {
            let speaker = Speaker {
                name: "ab".to_owned(),
                aliases: vec![alias],
                ..Speaker::default()
            };
            let folder = Folder { speakers: vec![speaker], ..Folder::default() };
            let [one, two, three] = &titles;
            let files = vec![file("a.yaml", one, &a), file("b.yaml", two, &b)];
            let store = Store::build(files, folder.clone());
            let put = FileChange::Put(file("a.yaml", three, &again));
            let store = store.with(vec![put], folder);
            let found = like_names(&store, &typed).map(|(names, rows)| {
                let rows = rows.set().iter().map(|ix| ix.0).collect();
                (names.into_iter().collect(), rows)
            });
            prop_assert_eq!(found, slow(&store, &typed));
        }
    }
}
