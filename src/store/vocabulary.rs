//! The words of the claims, each with how often it stands: what misspelt words are held to.
//!
//! Each block knows its own words; those of several, and of registered spellings, are put together only
//! where they are like what is sought.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::block::{Block, List, each_word};
use super::file::FileEntry;
use super::{SpeakerIx, Store};
use crate::text::fold::fold;

/// Shorter words are too like each other to be proposed.
const SHORTEST: usize = 3;

/// Words that are looked at as one piece of work.
const STRETCH: usize = 16_384;

/// A word that was like what is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike<T> {
    /// The folded word.
    pub word: String,
    /// How often it stands.
    pub count: u32,
    /// What was found in it.
    pub found: T,
}

/// The files of one block that are in a store.
struct Part<'s> {
    block: &'s Block,
    files: Vec<&'s FileEntry>,
}

impl Store {
    /// Returns the words in which something was found, in order: folded words of three letters and
    /// more, of claims and of the registered spellings of their speakers. Where nothing can be found in
    /// words of digits alone, `numbers` keeps those of claims from being looked at.
    #[must_use]
    pub fn words_like<T: Copy + Send>(
        &self,
        numbers: bool,
        look: impl Fn(&str) -> Option<T> + Sync,
    ) -> Vec<Alike<T>> {
        let mut words: BTreeMap<String, (u32, T)> = BTreeMap::new();
        let mut add = |word: &str, more: u32, found: T| {
            if let Some((count, _)) = words.get_mut(word) {
                *count = count.saturating_add(more);
            } else if more > 0 {
                words.insert(word.to_owned(), (more, found));
            }
        };
        let parts = self.parts_of_blocks();
        // Where they are not at hand they are gathered, which takes long.
        parts.par_iter().for_each(|part| {
            let _ = part.block.words();
        });
        for part in parts {
            for (word, count, found) in part.words_like(numbers, &look) {
                add(word, count, found);
            }
        }
        for (word, found) in self.spelt_like(&look) {
            add(&word, 1, found);
        }
        let alike = |(word, (count, found))| Alike { word, count, found };
        words.into_iter().map(alike).collect()
    }

    /// Returns the words of the registered spellings of those who speak; what is written in the claims
    /// is among their words.
    fn spelt_like<T>(&self, look: impl Fn(&str) -> Option<T>) -> Vec<(String, T)> {
        let mut all = Vec::new();
        for (profile, at) in self.folder.speakers.iter().zip(0..) {
            let mut found = Vec::new();
            for name in [&profile.name].into_iter().chain(&profile.aliases) {
                each_word(&fold(name), |word| {
                    let own = (word.len() >= SHORTEST).then(|| look(word)).flatten();
                    found.extend(own.map(|own| (word.to_owned(), own)));
                });
            }
            let speaks = || {
                let speaker = self.speaker(SpeakerIx(at));
                speaker.is_some_and(|speaker| !speaker.claims().is_empty())
            };
            if !found.is_empty() && speaks() {
                all.append(&mut found);
            }
        }
        all
    }

    fn parts_of_blocks(&self) -> Vec<Part<'_>> {
        let mut parts: Vec<Part<'_>> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        for entry in &self.files {
            let place = *places
                .entry(Arc::as_ptr(&entry.block).addr())
                .or_insert(parts.len());
            if place == parts.len() {
                parts.push(Part {
                    block: &entry.block,
                    files: Vec::new(),
                });
            }
            parts[place].files.push(entry);
        }
        parts
    }
}

impl<'s> Part<'s> {
    /// Returns the words of its files in which something was found, and how often each stands.
    fn words_like<T: Copy + Send>(
        &self,
        numbers: bool,
        look: &(impl Fn(&str) -> Option<T> + Sync),
    ) -> Vec<(&'s str, u32, T)> {
        let lists = self.block.words().all().into_iter();
        let lists = lists.take(if numbers { 2 } else { 1 });
        let stretches = lists.flat_map(|list: &'s List| {
            let starts = (0..list.len()).step_by(STRETCH);
            starts.map(move |start| (list, start))
        });
        let stretches: Vec<_> = stretches.collect();
        let found = stretches.into_par_iter().flat_map_iter(|(list, start)| {
            let words = list.iter(start..start + STRETCH);
            let long = words.filter(|(word, _)| word.len() >= SHORTEST);
            long.filter_map(|(word, count)| Some((word, count, look(word)?)))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_unstable_by_key(|(word, ..)| *word);
        self.leave_out_gone(&mut found);
        found
    }

    /// The block counts words of files that were replaced too: takes them off. What is left may be 0.
    fn leave_out_gone<T>(&self, found: &mut [(&str, u32, T)]) {
        if found.is_empty() || self.files.len() == self.block.files() {
            return;
        }
        let mut here = vec![false; self.block.files()];
        for entry in &self.files {
            if let Some(here) = here.get_mut(entry.at) {
                *here = true;
            }
        }
        for at in (0..self.block.files()).filter(|&at| !here[at]) {
            self.block.each_word_of_file(at, |word| {
                // They are in order.
                if let Ok(at) = found.binary_search_by(|(own, ..)| (*own).cmp(word)) {
                    found[at].1 = found[at].1.saturating_sub(1);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Claim, Speaker};
    use crate::store::{FileChange, Folder, LoadedFile};

    fn file(path: &str, quotes: &[String]) -> LoadedFile {
        let claim = |quote: &String| Claim {
            id: "x".to_owned(),
            quote: Some(quote.clone()),
            speaker: Some("Ann".to_owned()),
            ..Claim::default()
        };
        LoadedFile {
            path: path.to_owned(),
            claims: quotes.iter().map(claim).zip(1..).collect(),
            ..LoadedFile::default()
        }
    }

    fn all(store: &Store) -> Vec<(String, u32)> {
        let all = store.words_like(true, |_| Some(()));
        all.into_iter().map(|own| (own.word, own.count)).collect()
    }

    #[test]
    fn words_of_claims_and_speakers_are_counted() {
        let quotes = ["Don’t spend, “spend” Größe — to.".to_owned()];
        let store = Store::build(vec![file("a.yaml", &quotes)], Folder::default());
        let expected = [("ann", 1), ("don't", 1), ("grosse", 1), ("spend", 2)];
        assert_eq!(
            all(&store),
            expected.map(|(word, count)| (word.to_owned(), count))
        );
    }

    fn quotes() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[ab]{3,4}( [abé']{2,4}){0,3}", 0..4)
    }

    proptest! {
        #[test]
        fn the_words_are_those_of_what_is_there(
            files in prop::collection::vec(quotes(), 1..5),
            changes in prop::collection::vec((0_usize..6, prop::option::of(quotes())), 0..6),
        ) {
            let path = |at: usize| format!("{at}.yaml");
            let read = files.iter().enumerate().map(|(at, quotes)| file(&path(at), quotes));
            let ann = Speaker {
                name: "Ann Abb".to_owned(),
                aliases: vec!["Ann".to_owned(), "Aab Bba".to_owned()],
                ..Speaker::default()
            };
            let folder = Folder { speakers: vec![ann], ..Folder::default() };
            let mut store = Store::build(read.collect(), folder.clone());
            for (at, quotes) in &changes {
                let change = match quotes {
                    Some(quotes) => FileChange::Put(file(&path(*at), quotes)),
                    None => FileChange::Gone(path(*at)),
                };
                store = store.with(vec![change], folder.clone());
            }
            let mut slow: BTreeMap<String, u32> = BTreeMap::new();
            let mut count = |text: &str| each_word(text, |word| {
                if word.len() >= SHORTEST {
                    *slow.entry(word.to_owned()).or_default() += 1;
                }
            });
            for claim in store.claims() {
                count(claim.folded_names());
                count(claim.folded_body());
            }
            if !store.is_empty() {
                ["ann abb", "ann", "aab bba"].into_iter().for_each(count);
            }
            prop_assert_eq!(all(&store), slow.clone().into_iter().collect::<Vec<_>>());
            let some = store.words_like(false, |word| word.strip_prefix('a').map(str::len));
            slow.retain(|word, _| word.starts_with('a'));
            let some: Vec<_> = some.into_iter().map(|own| (own.word, own.count)).collect();
            prop_assert_eq!(some, slow.into_iter().collect::<Vec<_>>());
        }
    }
}
