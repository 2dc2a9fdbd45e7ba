//! The words of the claims, each with how often it stands: what misspelt words are held to.

use std::sync::Arc;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::Store;
use super::block::{Block, each_word};
use super::file::FileEntry;
use crate::text::fold::fold;

/// Seeded as the standard library's hash is, and half of its time.
type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// Shorter words are too like each other to be proposed.
const SHORTEST: usize = 3;

/// Every folded word of three letters and more, of claims and of their speakers' spellings.
#[derive(Debug, Default)]
pub struct Vocabulary {
    counts: HashMap<String, u32>,
}

impl Vocabulary {
    pub(super) fn new(store: &Store) -> Self {
        let mut by_block: HashMap<*const Block, Vec<&FileEntry>> = HashMap::default();
        for entry in &store.files {
            let own = by_block.entry(Arc::as_ptr(&entry.block)).or_default();
            own.push(entry);
        }
        let by_block: Vec<Vec<&FileEntry>> = by_block.into_values().collect();
        let of_blocks: Vec<Vec<(&str, u32)>> = by_block.par_iter().map(|own| words(own)).collect();
        let mut vocabulary = Self::default();
        for (word, count) in of_blocks.into_iter().flatten() {
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
        if word.len() < SHORTEST {
            return;
        }
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

/// Returns the words of files of one block. A block that is there whole knows its own.
fn words<'s>(files: &[&'s FileEntry]) -> Vec<(&'s str, u32)> {
    let Some(block) = files.first().map(|entry| &*entry.block) else {
        return Vec::new();
    };
    if files.len() == block.files() {
        return block.words().iter().collect();
    }
    let mut counts: HashMap<&str, u32> = HashMap::default();
    for entry in files {
        for (word, count) in entry.block.words_of(entry.at) {
            *counts.entry(word).or_default() += count;
        }
    }
    counts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::store::{FileChange, Folder, LoadedFile};

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

    #[test]
    fn words_of_what_was_replaced_are_gone() {
        let file = |path: &str, quote: &str| {
            let claim = Claim {
                quote: Some(quote.to_owned()),
                ..Claim::default()
            };
            LoadedFile {
                path: path.to_owned(),
                claims: vec![(claim, 1)],
                ..LoadedFile::default()
            }
        };
        let files = vec![file("a.yaml", "river"), file("b.yaml", "brook")];
        let store = Store::build(files, Folder::default());
        let change = FileChange::Put(file("a.yaml", "stream"));
        let store = store.with(vec![change], Folder::default());
        let mut found: Vec<_> = store.vocabulary().iter().collect();
        found.sort_unstable();
        assert_eq!(found, [("brook", 1), ("stream", 1)]);
    }
}
