//! The words of the claims, each with how often it stands: what misspelt words are held to.

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::Store;
use crate::text::fold::{fold, words};

/// Shorter words are too like each other to be proposed.
const SHORTEST: usize = 3;

/// Seeded as the standard library's hash is, and half of the time.
type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// Every folded word of three letters and more, of claims and of their speakers' spellings.
#[derive(Debug, Default)]
pub struct Vocabulary {
    counts: HashMap<String, u32>,
}

impl Vocabulary {
    pub(super) fn new(store: &Store) -> Self {
        let files: Vec<_> = store.files().collect();
        let of_claims = files
            .par_chunks(files.len().div_ceil(16).max(1))
            .map(|files| {
                let mut counts: HashMap<&str, u32> = HashMap::default();
                let claims = files.iter().flat_map(super::FileRef::claims);
                for claim in claims.filter_map(|ix| store.claim(ix)) {
                    for text in [claim.folded_names(), claim.folded_body()] {
                        each_word(text, |word| *counts.entry(word).or_default() += 1);
                    }
                }
                counts
            });
        let mut vocabulary = Self::default();
        for (word, count) in of_claims.collect::<Vec<_>>().into_iter().flatten() {
            vocabulary.add(word, count);
        }
        for speaker in store
            .speakers()
            .filter(|speaker| !speaker.claims().is_empty())
        {
            for name in [speaker.name()].into_iter().chain(speaker.aliases()) {
                each_word(&fold(name), |word| vocabulary.add(word, 1));
            }
        }
        vocabulary
    }

    fn add(&mut self, word: &str, more: u32) {
        match self.counts.get_mut(word) {
            Some(count) => *count = count.saturating_add(more),
            None => drop(self.counts.insert(word.to_owned(), more)),
        }
    }

    /// Returns every word with its count, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.counts
            .iter()
            .map(|(word, &count)| (word.as_str(), count))
    }
}

/// Calls `each` with the words of a folded text. Nearly all text is ASCII by then, where a word is a
/// run of bytes; the few others go the long way round.
fn each_word<'t>(text: &'t str, mut each: impl FnMut(&'t str)) {
    let part = |c: char| !(c.is_ascii_alphanumeric() || c == '\'' || !c.is_ascii());
    for run in text.split(part).filter(|run| run.len() >= SHORTEST) {
        if run.is_ascii() && !run.contains('\'') {
            each(run);
        } else {
            words(run)
                .map(|word| &run[word])
                .filter(|word| word.len() >= SHORTEST)
                .for_each(&mut each);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::store::{Folder, LoadedFile};

    #[test]
    fn words_of_claims_and_speakers_are_counted() {
        let claim = Claim {
            id: "x".to_owned(),
            quote: Some("Don’t spend, “spend” Größe — to.".to_owned()),
            speaker: Some("Ann".to_owned()),
            ..Claim::default()
        };
        let file = LoadedFile {
            path: "a.yaml".to_owned(),
            claims: vec![(claim, 1)],
            ..LoadedFile::default()
        };
        let store = Store::build(vec![file], Folder::default());
        let mut found: Vec<_> = store.vocabulary().iter().collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [("ann", 2), ("don't", 1), ("grosse", 1), ("spend", 2)]
        );
    }
}
