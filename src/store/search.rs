//! Text sought in all claims at once: through the words of each block, or its one folded text.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::block::Block;
use super::file::FileEntry;
use super::{Ix, RowSet, Store};
use crate::text::Tier;

/// How well each claim's names and body hold a text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Levels {
    /// A byte a claim: two bits for the names, two for the body.
    bytes: Vec<u8>,
}

/// The tiers that a single text is held by, by their number.
const TIERS: [Tier; 4] = [Tier::Absent, Tier::Substring, Tier::Prefix, Tier::Whole];

impl Levels {
    /// Returns how well names and body of a claim hold the text.
    #[must_use]
    pub fn of(&self, ix: Ix) -> (Tier, Tier) {
        let byte = self.bytes.get(ix.0 as usize).copied().unwrap_or_default();
        let tier = |byte: u8| TIERS[usize::from(byte & 3)];
        (tier(byte >> 2), tier(byte))
    }

    /// Returns the claims that hold it.
    #[must_use]
    pub fn rows(&self) -> RowSet {
        RowSet::of_bytes(&self.bytes, |byte| byte != 0)
    }
}

/// The last answers, so many as `MOST`: the ranking, the facets and the next key ask for the same words
/// again.
#[derive(Debug)]
pub(super) struct Sought<T, const MOST: usize>(Mutex<Vec<(String, Arc<T>)>>);

impl<T, const MOST: usize> Default for Sought<T, MOST> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T, const MOST: usize> Sought<T, MOST> {
    pub(super) fn get(&self, folded: &str) -> Option<Arc<T>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|(text, _)| text == folded);
        found.map(|(_, answer)| Arc::clone(answer))
    }

    /// Returns the last answer.
    pub(super) fn last(&self) -> Option<Arc<T>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.last().map(|(_, answer)| Arc::clone(answer))
    }

    /// Returns the answer to the longest text that this one begins with.
    pub(super) fn longest(&self, folded: &str) -> Option<Arc<T>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shorter = known.iter().filter(|(text, _)| folded.starts_with(text));
        let longest = shorter.max_by_key(|(text, _)| text.len());
        longest.map(|(_, answer)| Arc::clone(answer))
    }

    pub(super) fn put(&self, folded: &str, answer: &Arc<T>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(text, _)| text != folded);
        if known.len() >= MOST {
            known.remove(0);
        }
        known.push((folded.to_owned(), Arc::clone(answer)));
    }
}

impl Store {
    /// Returns how well each claim holds a folded text, in its folded names and its folded body.
    #[must_use]
    pub fn levels(&self, folded: &str) -> Arc<Levels> {
        if let Some(known) = self.sought.get(folded) {
            return known;
        }
        let blocks = self.blocks();
        let by_block: Vec<Vec<u8>> = blocks
            .par_iter()
            .map(|block| block.levels(folded))
            .collect();
        let levels = Arc::new(self.in_order(&blocks, by_block));
        self.sought.put(folded, &levels);
        levels
    }

    /// Returns the claims whose folded names or body hold a folded text.
    #[must_use]
    pub fn containing(&self, folded: &str) -> RowSet {
        if folded.is_empty() {
            return RowSet::all(self.len());
        }
        self.levels(folded).rows()
    }

    /// Returns each block once.
    pub(super) fn blocks(&self) -> Vec<Arc<Block>> {
        let mut blocks: Vec<Arc<Block>> = Vec::new();
        let mut seen = HashSet::new();
        for run in self.runs() {
            if let Some(entry) = run.first()
                && seen.insert(Arc::as_ptr(&entry.block))
            {
                blocks.push(Arc::clone(&entry.block));
            }
        }
        blocks
    }

    /// Returns the files, those beside each other that one block holds together.
    pub(super) fn runs(&self) -> impl Iterator<Item = &[FileEntry]> {
        self.files
            .chunk_by(|a, b| Arc::ptr_eq(&a.block, &b.block) && a.rows.end == b.rows.start)
    }

    /// Puts what is known of the rows of blocks into the order of the claims; rows of files that were
    /// replaced are left out.
    fn in_order(&self, blocks: &[Arc<Block>], by_block: Vec<Vec<u8>>) -> Levels {
        if let [only] = blocks
            && only.len() == self.len()
            && self.runs().count() == 1
        {
            let bytes = by_block.into_iter().next().unwrap_or_default();
            return Levels { bytes };
        }
        let mut bytes = Vec::with_capacity(self.len());
        for run in self.runs() {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let at = blocks
                .iter()
                .position(|block| Arc::ptr_eq(block, &first.block));
            let own = at.and_then(|at| by_block.get(at));
            let rows = first.rows.start as usize..last.rows.end as usize;
            let own = own.and_then(|own| own.get(rows)).unwrap_or_default();
            bytes.extend_from_slice(own);
        }
        Levels { bytes }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::Claim;
    use crate::store::{FileChange, Folder, Ix, LoadedFile, Store};
    use crate::text::Tier;

    fn file(path: &str, quotes: &[String]) -> LoadedFile {
        let claim = |(quote, line): (&String, u32)| {
            let claim = Claim {
                id: format!("c{line}"),
                quote: Some(quote.clone()),
                ..Claim::default()
            };
            (claim, line)
        };
        LoadedFile {
            path: path.to_owned(),
            claims: quotes.iter().zip(1..).map(claim).collect(),
            ..LoadedFile::default()
        }
    }

    /// Returns a store of three blocks, of which one file was replaced.
    fn store(a: &[String], b: &[String], again: &[String]) -> Store {
        let files = vec![file("a.yaml", a), file("b.yaml", b)];
        let store = Store::build(files, Folder::default());
        let changed = vec![FileChange::Put(file("a.yaml", again))];
        store.with(changed, Folder::default())
    }

    fn slowly(store: &Store, sought: &str) -> Vec<(Ix, Tier, Tier)> {
        let held = store.claims().map(|claim| {
            let names = Tier::of(claim.folded_names(), sought);
            (claim.ix(), names, Tier::of(claim.folded_body(), sought))
        });
        held.filter(|held| (held.1, held.2) != (Tier::Absent, Tier::Absent))
            .collect()
    }

    proptest! {
        #[test]
        fn text_and_words_tell_what_looking_at_each_claim_tells(
            a in prop::collection::vec("[ab c1é',-]{0,9}", 0..6),
            b in prop::collection::vec("[ab c1é',-]{0,9}", 0..6),
            again in prop::collection::vec("[ab c1é',-]{0,9}", 0..6),
            sought in "[abce1' ,-]{0,4}",
        ) {
            for by_words in [false, true] {
                let store = store(&a, &b, &again);
                if by_words {
                    store.blocks().iter().for_each(|block| block.prepare());
                }
                let levels = store.levels(&sought);
                let slow = slowly(&store, &sought);
                let rows: Vec<Ix> = slow.iter().map(|held| held.0).collect();
                prop_assert_eq!(store.containing(&sought).iter().collect::<Vec<_>>(), rows, "{}", by_words);
                for (ix, names, body) in slow {
                    prop_assert_eq!(levels.of(ix), (names, body), "{} {:?}", by_words, ix);
                }
            }
        }
    }
}
