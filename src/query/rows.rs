//! A set of claims: what a term finds out once per file, speaker or distinct text rather than once
//! per claim.

use std::collections::HashMap;

use crate::store::{ClaimRef, FileRef, Ix, RowSet, SpeakerRef, Store};

/// A set of claims of one store.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows(RowSet);

impl Rows {
    /// Returns the set itself.
    pub(super) fn set(self) -> RowSet {
        self.0
    }

    /// Returns the claims of the speakers that pass.
    pub(super) fn of_speakers(store: &Store, passes: impl Fn(SpeakerRef<'_>) -> bool) -> Self {
        let mut rows = Self::default();
        for speaker in store.speakers().filter(|&speaker| passes(speaker)) {
            speaker.claims().iter().for_each(|&ix| rows.insert(ix));
        }
        rows
    }

    /// Returns the claims of the files that pass.
    pub(super) fn of_files(store: &Store, passes: impl Fn(FileRef<'_>) -> bool) -> Self {
        let mut rows = Self::default();
        for file in store.files().filter(|&file| passes(file)) {
            file.claims().for_each(|ix| rows.insert(ix));
        }
        rows
    }

    /// Returns the claims whose text passes; each distinct text is looked at once.
    pub(super) fn of_texts(
        store: &Store,
        text: for<'s> fn(ClaimRef<'s>) -> Option<&'s str>,
        passes: impl Fn(&str) -> bool,
    ) -> Self {
        let mut rows = Self::default();
        let mut known: HashMap<&str, bool> = HashMap::new();
        for claim in store.claims() {
            if let Some(text) = text(claim)
                && *known.entry(text).or_insert_with(|| passes(text))
            {
                rows.insert(claim.ix());
            }
        }
        rows
    }

    /// Adds a claim.
    pub(super) fn insert(&mut self, ix: Ix) {
        self.0.insert(ix);
    }

    /// Tells that the claim is in the set.
    pub(super) fn has(&self, ix: Ix) -> bool {
        self.0.has(ix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut rows = Rows::default();
        rows.insert(Ix(3));
        rows.insert(Ix(64));
        let held: Vec<u32> = (0..200).filter(|&at| rows.has(Ix(at))).collect();
        assert_eq!(held, [3, 64]);
    }
}
